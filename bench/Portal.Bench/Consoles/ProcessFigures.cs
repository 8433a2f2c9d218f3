using System.Globalization;

namespace Portal.Bench.Consoles;

/// <summary>What the system says of a process.</summary>
internal readonly record struct ProcessFigures(long ResidentBytes, TimeSpan Cpu)
{
    // USER_HZ, which Linux fixes for programs.
    private const double TicksPerSecond = 100;
    private const long PageBytes = 4096;

    public static ProcessFigures Of(int process)
    {
        var text = File.ReadAllText($"/proc/{process}/stat");
        // The name in parentheses may hold blanks.
        var words = text[(text.LastIndexOf(')') + 2)..].Split(' ');
        var ticks = long.Parse(words[11], CultureInfo.InvariantCulture) + long.Parse(words[12], CultureInfo.InvariantCulture);
        return new ProcessFigures(long.Parse(words[21], CultureInfo.InvariantCulture) * PageBytes, TimeSpan.FromSeconds(ticks / TicksPerSecond));
    }

    /// <summary>Memory of a process and of all that it has started, in bytes; what several share is divided between them.</summary>
    public static long ProportionalOfTree(int process)
    {
        var line = File.ReadLines($"/proc/{process}/smaps_rollup").First(text => text.StartsWith("Pss:", StringComparison.Ordinal));
        return long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) * 1024 + Children(process).Sum(ProportionalOfTree);
    }

    /// <summary>A process and all that it has started.</summary>
    public static ProcessFigures OfTree(int process)
    {
        var all = Of(process);
        foreach (var child in Children(process))
        {
            var figures = OfTree(child);
            all = new ProcessFigures(all.ResidentBytes + figures.ResidentBytes, all.Cpu + figures.Cpu);
        }

        return all;
    }

    private static IEnumerable<int> Children(int process) =>
        Directory.GetDirectories($"/proc/{process}/task").SelectMany(task => File.ReadAllText(Path.Combine(task, "children")).Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Select(child => int.Parse(child, CultureInfo.InvariantCulture));
}
