using System.Text;

namespace Portal.Bench;

/// <summary>Lines that go to the screen and into a file under <c>bench/results</c>.</summary>
internal sealed class Report
{
    private readonly StringBuilder _text = new();

    public void Line(string line = "")
    {
        Console.WriteLine(line);
        _text.AppendLine(line);
    }

    /// <summary>One figure of ours beside a peer's; below 1 we are faster.</summary>
    public void Ratio(string what, string peer, double ours, double theirs, string unit) =>
        Line($"  {what,-34} ours {ours,9:F2} {unit}   {peer,-28} {theirs,9:F2} {unit}   ratio {ours / theirs:F2}");

    public void Save(string name)
    {
        var directory = Path.Combine(FindRoot(), "bench", "results");
        Directory.CreateDirectory(directory);
        File.WriteAllText(Path.Combine(directory, $"{name}.txt"), _text.ToString());
    }

    public static string FindRoot()
    {
        var directory = new DirectoryInfo(AppContext.BaseDirectory);
        while (directory is not null && !File.Exists(Path.Combine(directory.FullName, "Portal.sln")))
            directory = directory.Parent;
        return directory?.FullName ?? throw new InvalidOperationException("Run the bench from inside the repository.");
    }

    public static double Median(IEnumerable<double> values) => Percentile(values, 0.5);

    public static double Percentile(IEnumerable<double> values, double share)
    {
        var sorted = values.Order().ToArray();
        return sorted[Math.Min(sorted.Length - 1, (int)(sorted.Length * share))];
    }
}
