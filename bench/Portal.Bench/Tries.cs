using System.Globalization;

namespace Portal.Bench;

/// <summary>Many tries of the same thing: how many came to something, and how long those took.</summary>
internal sealed class Tries
{
    private readonly List<double> _seconds = [];

    public int Failed { get; private set; }

    public int Count => _seconds.Count + Failed;

    public double Success => 100.0 * _seconds.Count / Count;

    public double P50 => _seconds.Count == 0 ? double.NaN : Report.Percentile(_seconds, 0.5);

    public double P99 => _seconds.Count == 0 ? double.NaN : Report.Percentile(_seconds, 0.99);

    public void Add(TimeSpan elapsed, bool succeeded)
    {
        if (succeeded)
            _seconds.Add(elapsed.TotalSeconds);
        else
            Failed++;
    }

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Success,5:F1} % of {Count,4}   p50 {P50,6:F3} s   p99 {P99,6:F3} s");
}
