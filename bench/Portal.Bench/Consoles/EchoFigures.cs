namespace Portal.Bench.Consoles;

/// <summary>How long keys took to come back, in milliseconds.</summary>
internal sealed record EchoFigures(int Count, double P50, double P90, double P99, double Longest, double QuietP50, double QuietP99, double BusyP50, double BusyP99)
{
    public static EchoFigures Of(IEnumerable<Typist> typists)
    {
        List<double> quiet = [], busy = [];
        foreach (var typist in typists)
            (typist.IsBusyLine ? busy : quiet).AddRange(typist.TakeEchoes());
        List<double> all = [.. quiet, .. busy];
        return new EchoFigures(all.Count, At(all, 0.5), At(all, 0.9), At(all, 0.99), At(all, 1), At(quiet, 0.5), At(quiet, 0.99), At(busy, 0.5), At(busy, 0.99));
    }

    private static double At(List<double> values, double share) => values.Count == 0 ? 0 : Math.Round(Report.Percentile(values, share), 2);
}
