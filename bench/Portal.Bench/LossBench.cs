namespace Portal.Bench;

internal static class LossBench
{
    public static Task RunAsync(Report report, int rounds, CancellationToken ct) => Task.CompletedTask;
}
