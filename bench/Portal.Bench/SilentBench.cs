namespace Portal.Bench;

internal static class SilentBench
{
    public static Task RunAsync(Report report, int rounds, CancellationToken ct) => Task.CompletedTask;
}
