using System.Globalization;
using System.Text;

namespace Portal.BmcSim.Machine;

/// <summary>What the host's commands say about its state.</summary>
internal sealed class ShellReports(HostProfile profile, string hostName, Func<TimeSpan> uptime, TimeProvider time)
{
    private static readonly CultureInfo s_c = CultureInfo.InvariantCulture;

    private static readonly (int Id, string User, string Memory, string Name)[] s_processes =
    [
        (1, "root", "0.1", "/sbin/init"), (2, "root", "0.0", "[kthreadd]"), (17, "root", "0.0", "[rcu_preempt]"), (412, "root", "0.1", "/usr/lib/systemd/systemd-journald"),
        (455, "root", "0.0", "/usr/lib/systemd/systemd-udevd"), (803, "message+", "0.0", "/usr/bin/dbus-daemon --system"), (811, "root", "0.0", "/usr/sbin/cron -f"),
        (845, "_chrony", "0.0", "/usr/sbin/chronyd -F 1"), (902, "root", "0.0", "sshd: /usr/sbin/sshd -D [listener]"), (1204, "root", "0.0", "-bash"),
    ];

    public static string Date(DateTimeOffset at) => at.ToString("ddd MMM d HH:mm:ss 'UTC' yyyy", s_c);

    public string Uname(List<string> arguments) => arguments.FirstOrDefault() switch
    {
        "-a" => $"Linux {hostName} {profile.Kernel} {profile.KernelBuild} x86_64 GNU/Linux\n",
        "-r" => profile.Kernel + "\n",
        "-n" => hostName + "\n",
        "-m" => "x86_64\n",
        "-v" => profile.KernelBuild + "\n",
        _ => "Linux\n",
    };

    public string UptimeLine()
    {
        var up = uptime();
        var span = up.TotalDays >= 1
            ? string.Create(s_c, $"{up.Days} day{(up.Days == 1 ? "" : "s")}, {up.Hours,2}:{up.Minutes:00}")
            : up.TotalHours >= 1 ? string.Create(s_c, $"{up.Hours,2}:{up.Minutes:00}") : string.Create(s_c, $"{up.Minutes} min");
        return string.Create(s_c, $" {time.GetUtcNow():HH:mm:ss} up {span},  1 user,  load average: 0.12, 0.18, 0.15\n");
    }

    public string Free(List<string> arguments)
    {
        var human = arguments.Contains("-h");
        var total = profile.MemoryKiB;
        string Cell(long kib) => (human ? string.Create(s_c, $"{kib / 1048576.0:0.0}Gi") : kib.ToString(s_c)).PadLeft(12);
        return "               total        used        free      shared  buff/cache   available\n"
            + "Mem:    " + Cell(total) + Cell(total / 12) + Cell(total * 7 / 10) + Cell(18_244) + Cell(total / 5) + Cell(total * 9 / 10) + "\n"
            + "Swap:   " + Cell(8_388_604) + Cell(0) + Cell(8_388_604) + "\n";
    }

    public string DiskFree()
    {
        string Size(int gigabytes) => gigabytes < 1000 ? $"{gigabytes}G" : string.Create(s_c, $"{gigabytes / 1000.0:0.0}T");
        var root = profile.DiskGB * 93 / 100;
        return "Filesystem                  Size  Used Avail Use% Mounted on\n"
            + string.Create(s_c, $"udev                        {profile.MemoryGiB / 2 + "G",4}     0 {profile.MemoryGiB / 2 + "G",5}   0% /dev\n")
            + string.Create(s_c, $"{"/dev/mapper/" + hostName + "-root",-27} {Size(root),4}  {Size(root * 18 / 100),4} {Size(root * 77 / 100),5}  19% /\n")
            + string.Create(s_c, $"{"/dev/" + profile.Partition(1),-27} 511M  5.9M  506M   2% /boot/efi\n");
    }

    public static string Processes()
    {
        var text = new StringBuilder("USER         PID %CPU %MEM COMMAND\n");
        foreach (var (id, user, memory, name) in s_processes)
            text.Append(s_c, $"{user,-8} {id,7}  0.0  {memory} {name}\n");
        return text.Append(s_c, $"{"root",-8} {4711,7}  0.0  0.0 ps\n").ToString();
    }

    public string Top()
    {
        var total = profile.MemoryKiB / 1024.0;
        var text = new StringBuilder("top -" + UptimeLine());
        text.Append(s_c, $"Tasks: {profile.Threads * 6} total,   1 running, {(profile.Threads * 6) - 1} sleeping,   0 stopped,   0 zombie\n");
        text.Append("%Cpu(s):  0.4 us,  0.2 sy,  0.0 ni, 99.3 id,  0.0 wa,  0.0 hi,  0.1 si,  0.0 st\n");
        text.Append(s_c, $"MiB Mem : {total,9:0.0} total, {total * 0.7,9:0.0} free, {total / 12,9:0.0} used, {total / 5,9:0.0} buff/cache\n\n");
        text.Append("\x1b[7m    PID USER      PR  NI    S  %CPU  %MEM COMMAND                    \x1b[0m\n");
        foreach (var (id, user, memory, name) in s_processes)
            text.Append(s_c, $"{id,7} {user,-8}  20   0    S   {(id == 412 ? "0.3" : "0.0")}   {memory} {name}\n");
        return text.ToString();
    }

    public string Cpus() => string.Create(
        s_c,
        $"Architecture:            x86_64\nCPU(s):                  {profile.Threads}\nModel name:              {profile.Cpu}\nThread(s) per core:      2\nCore(s) per socket:      {profile.Cores}\nSocket(s):               {profile.Sockets}\n");

    public string Addresses()
    {
        var last = 10 + (hostName.Sum(c => c) % 200);
        return "1: lo: <LOOPBACK,UP,LOWER_UP> mtu 65536 state UNKNOWN\n    inet 127.0.0.1/8 scope host lo\n"
            + string.Create(s_c, $"2: {profile.Nic}: <BROADCAST,MULTICAST,UP,LOWER_UP> mtu 9000 state UP\n    inet 192.0.2.{last}/24 scope global {profile.Nic}\n");
    }
}
