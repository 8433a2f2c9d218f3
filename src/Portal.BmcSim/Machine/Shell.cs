using System.Globalization;
using System.Text;

namespace Portal.BmcSim.Machine;

/// <summary>A shell small enough to be safe and large enough to feel at home: a few commands, lists with ; and &amp;&amp;, pipes into grep, head, tail and wc.</summary>
internal sealed class Shell(HostProfile profile, string hostName, Func<TimeSpan> uptime, TimeProvider time)
{
    private readonly ShellFiles _files = new(profile, hostName, uptime);
    private readonly ShellReports _reports = new(profile, hostName, uptime, time);
    private string _user = "root";
    private string _directory = "/root";

    public string Prompt => $"{_user}@{hostName}:{(_directory == Home ? "~" : _directory)}{(_user == "root" ? '#' : '$')} ";

    private string Home => _user == "root" ? "/root" : $"/home/{_user}";

    /// <summary>Starts a session; returns greeting and prompt.</summary>
    public string LogIn(string user)
    {
        _user = user;
        _directory = Home;
        return $"Linux {hostName} {profile.Kernel} {profile.KernelBuild} x86_64\n\nLast login: {ShellReports.Date(time.GetUtcNow() - TimeSpan.FromHours(17.3))} on ttyS0\n"
            + "This host is simulated: \"help\" shows what it knows.\n" + Prompt;
    }

    public ShellOutcome Run(string line, IReadOnlyList<string> history, out string output)
    {
        var all = new StringBuilder();
        foreach (var command in line.Split([";", "&&"], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var stages = command.Split('|', StringSplitOptions.TrimEntries);
            var outcome = Execute(Words(stages[0]), history, out var text);
            for (var i = 1; i < stages.Length && outcome == ShellOutcome.Continue; i++)
                text = Filter(Words(stages[i]), text);
            all.Append(text);
            if (outcome != ShellOutcome.Continue)
            {
                output = all.ToString();
                return outcome;
            }
        }
        output = all.ToString();
        return ShellOutcome.Continue;
    }

    private ShellOutcome Execute(List<string> words, IReadOnlyList<string> history, out string text)
    {
        text = "";
        if (words.Count == 0)
            return ShellOutcome.Continue;
        var arguments = words[1..];
        switch (words[0])
        {
            case "exit" or "logout":
                text = "logout\n";
                return ShellOutcome.LogOut;
            case "reboot":
                return ShellOutcome.Reboot;
            case "poweroff" or "halt":
                return ShellOutcome.PowerOff;
            case "shutdown":
                return arguments.Contains("-r") ? ShellOutcome.Reboot : ShellOutcome.PowerOff;
            default:
                text = Text(words[0], arguments, history);
                return ShellOutcome.Continue;
        }
    }

    private string Text(string command, List<string> arguments, IReadOnlyList<string> history) => command switch
    {
        "echo" => Echo(arguments),
        "uname" => _reports.Uname(arguments),
        "uptime" => _reports.UptimeLine(),
        "date" => ShellReports.Date(time.GetUtcNow()) + "\n",
        "hostname" => hostName + "\n",
        "whoami" => _user + "\n",
        "id" => _user == "root" ? "uid=0(root) gid=0(root) groups=0(root)\n" : $"uid=1000({_user}) gid=1000({_user}) groups=1000({_user})\n",
        "pwd" => _directory + "\n",
        "cd" => ChangeDirectory(arguments),
        "ls" or "ll" => _files.List(arguments, _directory),
        "cat" => _files.Cat(arguments, _directory),
        "dmesg" => string.Join('\n', KernelBoot.Lines(profile, hostName)) + "\n",
        "free" => _reports.Free(arguments),
        "df" => _reports.DiskFree(),
        "ps" => ShellReports.Processes(),
        "top" or "htop" => _reports.Top(),
        "lscpu" => _reports.Cpus(),
        "ip" or "ifconfig" => _reports.Addresses(),
        "w" or "who" => $"{_user,-8} ttyS0        {ShellReports.Date(time.GetUtcNow())}\n",
        "history" => string.Concat(history.Select((entry, i) => $"{i + 1,5}  {entry}\n")),
        "seq" => Sequence(arguments),
        "clear" => "\x1b[H\x1b[2J\x1b[3J",
        "sync" or "true" or ":" => "",
        "help" => "cat cd clear date df dmesg echo exit free help history hostname id ip ls lscpu poweroff ps pwd reboot seq top uname uptime w whoami\n"
            + "Lists with ; and &&, pipes into grep, head, tail and wc. Keys: arrows, Ctrl-C, Ctrl-D, Ctrl-L, Ctrl-U, Ctrl-W.\n",
        _ => $"-bash: {command}: command not found\n",
    };

    private static string Echo(List<string> words)
    {
        var noLineEnd = words.Count > 0 && words[0] == "-n";
        var escapes = words.Count > 0 && words[0] == "-e";
        var text = string.Join(' ', noLineEnd || escapes ? words[1..] : words);
        if (escapes)
            text = text.Replace("\\n", "\n", StringComparison.Ordinal).Replace("\\e", "\x1b", StringComparison.Ordinal).Replace("\\t", "\t", StringComparison.Ordinal);
        return noLineEnd ? text : text + "\n";
    }

    private string ChangeDirectory(List<string> arguments)
    {
        var target = ShellFiles.Absolute(arguments.Count == 0 || arguments[0] == "~" ? Home : arguments[0], _directory);
        if (target != Home && !ShellFiles.IsDirectory(target))
            return $"-bash: cd: {arguments[0]}: No such file or directory\n";
        _directory = target;
        return "";
    }

    private static string Sequence(List<string> arguments)
    {
        const int most = 20_000;
        var numbers = arguments.Select(a => int.TryParse(a, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var n) ? n : (int?)null).ToArray();
        if (numbers.Length is < 1 or > 2 || numbers.Contains(null))
            return "usage: seq [FIRST] LAST\n";
        var first = numbers.Length == 2 ? numbers[0]!.Value : 1;
        var count = Math.Clamp((long)numbers[^1]!.Value - first + 1, 0, most);
        return string.Concat(Enumerable.Range(0, (int)count).Select(i => string.Create(CultureInfo.InvariantCulture, $"{(long)first + i}\n")));
    }

    private static string Filter(List<string> words, string text)
    {
        if (words.Count == 0)
            return "-bash: syntax error near unexpected token `|'\n";
        var lines = text.Split('\n');
        if (lines[^1].Length == 0)
            lines = lines[..^1];
        var count = words.Skip(1).Select(w => int.TryParse(w.TrimStart('-', 'n'), NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : -1).FirstOrDefault(n => n >= 0, 10);
        var insensitive = words.Contains("-i");
        var kept = words[0] switch
        {
            "grep" when words.Count > 1 => lines.Where(l => l.Contains(words[^1], insensitive ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal)),
            "head" => lines.Take(count),
            "tail" => lines.TakeLast(count),
            "wc" => [lines.Length.ToString(CultureInfo.InvariantCulture)],
            "cat" or "less" or "more" => lines,
            _ => [$"-bash: {words[0]}: command not found"],
        };
        return string.Concat(kept.Select(l => l + "\n"));
    }

    /// <summary>Words, with single and double quotes.</summary>
    private static List<string> Words(string line)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        var quote = '\0';
        var started = false;
        foreach (var c in line)
        {
            if (quote != '\0' ? c == quote : c is '"' or '\'')
            {
                quote = quote == '\0' ? c : '\0';
                started = true;
            }
            else if (c == ' ' && quote == '\0')
            {
                if (started)
                    words.Add(word.ToString());
                word.Clear();
                started = false;
            }
            else
            {
                word.Append(c);
                started = true;
            }
        }
        if (started)
            words.Add(word.ToString());
        return words;
    }
}
