using System.Globalization;
using System.Text;

namespace Portal.BmcSim.Machine;

/// <summary>The few files and directories of the simulated host.</summary>
internal sealed class ShellFiles(HostProfile profile, string hostName, Func<TimeSpan> uptime)
{
    private static readonly Dictionary<string, string[]> s_directories = new()
    {
        ["/"] = ["bin", "boot", "dev", "etc", "home", "lib", "opt", "proc", "root", "run", "sbin", "srv", "sys", "tmp", "usr", "var"],
        ["/etc"] = ["fstab", "hostname", "hosts", "motd", "os-release", "passwd"],
        ["/root"] = ["install.log"],
        ["/proc"] = ["cpuinfo", "loadavg", "meminfo", "uptime", "version"],
        ["/var"] = ["cache", "lib", "log", "tmp"],
        ["/var/log"] = ["boot.log"],
        ["/boot"] = [],
        ["/home"] = [],
        ["/tmp"] = [],
        ["/opt"] = [],
        ["/srv"] = [],
        ["/dev"] = ["console", "kmsg", "null", "ttyS0", "zero"],
        ["/usr"] = ["bin", "lib", "local", "sbin", "share"],
    };

    public static string Absolute(string path, string directory)
    {
        var parts = new List<string>();
        foreach (var part in (path.StartsWith('/') ? path : directory + "/" + path).Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            if (part == ".." && parts.Count > 0)
                parts.RemoveAt(parts.Count - 1);
            else if (part is not ("." or ".."))
                parts.Add(part);
        }
        return "/" + string.Join('/', parts);
    }

    public static bool IsDirectory(string path) => s_directories.ContainsKey(path);

    public string List(List<string> arguments, string directory)
    {
        var target = arguments.Find(a => !a.StartsWith('-')) ?? directory;
        var path = Absolute(target, directory);
        if (Content(path) is not null)
            return target + "\n";
        if (!s_directories.TryGetValue(path, out var names))
            return path.StartsWith("/home/", StringComparison.Ordinal) ? "" : $"ls: cannot access '{target}': No such file or directory\n";
        if (!arguments.Exists(a => a.StartsWith('-') && a.Contains('l')))
            return names.Length == 0 ? "" : string.Join("  ", names.Select(n => IsDirectory(Join(path, n)) || path == "/" ? $"\x1b[01;34m{n}\x1b[0m" : n)) + "\n";
        var text = new StringBuilder("total " + (names.Length * 4).ToString(CultureInfo.InvariantCulture) + "\n");
        foreach (var name in names)
        {
            var isDirectory = IsDirectory(Join(path, name)) || path == "/";
            var size = isDirectory ? 4096 : Content(Join(path, name))?.Length ?? 0;
            text.Append(CultureInfo.InvariantCulture, $"{(isDirectory ? "drwxr-xr-x" : "-rw-r--r--")} 1 root root {size,6} Aug 21 09:14 {(isDirectory ? $"\x1b[01;34m{name}\x1b[0m" : name)}\n");
        }
        return text.ToString();
    }

    public string Cat(List<string> arguments, string directory)
    {
        var text = new StringBuilder();
        foreach (var name in arguments)
        {
            var path = Absolute(name, directory);
            text.Append(Content(path) ?? (IsDirectory(path) ? $"cat: {name}: Is a directory\n" : $"cat: {name}: No such file or directory\n"));
        }
        return text.ToString();
    }

    private static string Join(string path, string name) => path == "/" ? "/" + name : $"{path}/{name}";

    private string? Content(string path) => path switch
    {
        "/etc/os-release" => $"PRETTY_NAME=\"{profile.OsName} {profile.OsVersion} ({profile.OsCode})\"\nNAME=\"{profile.OsName}\"\nVERSION_ID=\"{profile.OsVersion}\"\nVERSION_CODENAME={profile.OsCode}\nID={profile.OsId}\n",
        "/etc/hostname" => hostName + "\n",
        "/etc/hosts" => $"127.0.0.1\tlocalhost\n127.0.1.1\t{hostName}\n",
        "/etc/motd" => "This host is simulated.\n",
        "/etc/passwd" => "root:x:0:0:root:/root:/bin/bash\n",
        "/etc/fstab" => $"/dev/mapper/{hostName}-root / ext4 errors=remount-ro 0 1\n/dev/{profile.Partition(1)} /boot/efi vfat umask=0077 0 1\n",
        "/root/install.log" => $"{profile.OsName} {profile.OsVersion} installed on {profile.Vendor} {profile.Model}.\n",
        "/var/log/boot.log" => string.Join('\n', KernelBoot.Lines(profile, hostName)) + "\n",
        "/proc/version" => $"Linux version {profile.Kernel} (build@{profile.OsId}) {profile.KernelBuild}\n",
        "/proc/uptime" => string.Create(CultureInfo.InvariantCulture, $"{uptime().TotalSeconds:0.00} {uptime().TotalSeconds * profile.Threads * 0.97:0.00}\n"),
        "/proc/loadavg" => "0.12 0.18 0.15 1/612 4711\n",
        "/proc/meminfo" => string.Create(CultureInfo.InvariantCulture, $"MemTotal:       {profile.MemoryKiB} kB\nMemFree:        {profile.MemoryKiB * 7 / 10} kB\nMemAvailable:   {profile.MemoryKiB * 9 / 10} kB\n"),
        "/proc/cpuinfo" => $"processor\t: 0\nmodel name\t: {profile.Cpu}\ncpu cores\t: {profile.Cores}\nsiblings\t: {profile.Cores * 2}\n",
        "/dev/null" => "",
        _ => null,
    };
}
