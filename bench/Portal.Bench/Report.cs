using System.Globalization;
using System.Text;

namespace Portal.Bench;

/// <summary>Lines that go to the screen and into a file under <c>bench/results</c>.</summary>
internal sealed class Report
{
    private readonly StringBuilder _text = new();

    public void Line(FormattableString line) => Line(line.ToString(CultureInfo.InvariantCulture));

    public void Line(string line = "")
    {
        Console.WriteLine(line);
        _text.AppendLine(line);
    }

    /// <summary>One figure of ours beside a peer's, less is better; below 1 we are better.</summary>
    public void Ratio(string what, string peer, double ours, double theirs, string unit) =>
        Line($"  {what,-38} ours {ours,9:F2} {unit}   {peer,-30} {theirs,9:F2} {unit}   ratio {ours / theirs:F3}");

    /// <summary>One figure of ours beside a goal.</summary>
    public void Goal(string what, double ours, string unit, string goal, bool isMet) =>
        Line($"  {what,-38} ours {ours,9:F2} {unit}   goal {goal,-25} {(isMet ? "met" : "NOT MET")}");

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
