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

    /// <summary>A process and all that it has started.</summary>
    public static ProcessFigures OfTree(int process)
    {
        var all = Of(process);
        foreach (var task in Directory.GetDirectories($"/proc/{process}/task"))
        {
            foreach (var child in File.ReadAllText(Path.Combine(task, "children")).Split(' ', StringSplitOptions.RemoveEmptyEntries))
            {
                try
                {
                    var figures = OfTree(int.Parse(child, CultureInfo.InvariantCulture));
                    all = new ProcessFigures(all.ResidentBytes + figures.ResidentBytes, all.Cpu + figures.Cpu);
                }
                catch (Exception e) when (e is IOException or UnauthorizedAccessException)
                {
                    // It has ended this moment.
                }
            }
        }

        return all;
    }
}
