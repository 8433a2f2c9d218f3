using System.Globalization;

/// <summary>
/// Runs inside of the portal's process when the bench starts it (<c>DOTNET_STARTUP_HOOKS</c>): writes once a second what only the runtime knows of itself
/// into the file that <c>PORTAL_BENCH_RUNTIME</c> names. The runtime demands this name, and no namespace.
/// </summary>
internal static class StartupHook
{
    public static void Initialize()
    {
        if (Environment.GetEnvironmentVariable("PORTAL_BENCH_RUNTIME") is not { Length: > 0 } path)
            return;
        var thread = new Thread(() => Write(path)) { IsBackground = true, Name = "bench" };
        thread.Start();
    }

    private static void Write(string path)
    {
        using var tally = Environment.GetEnvironmentVariable("PORTAL_BENCH_ALLOCATIONS") == "1" ? new Portal.Bench.AllocationTally() : null;
        var seconds = 0;
        using var wait = new ManualResetEventSlim();
        while (!wait.Wait(TimeSpan.FromSeconds(1)))
        {
            if (File.Exists(path + ".collect"))
            {
                GC.Collect();
                GC.WaitForPendingFinalizers();
                GC.Collect();
                File.Delete(path + ".collect");
            }

            if (tally is not null && ++seconds % 10 == 0)
                File.WriteAllText(path + ".allocations", tally.TakeText());
            var memory = GC.GetGCMemoryInfo(GCKind.Any);
            File.WriteAllText(path, string.Create(
                CultureInfo.InvariantCulture,
                $"{GC.GetTotalMemory(false)} {memory.HeapSizeBytes} {memory.TotalCommittedBytes} {GC.GetTotalAllocatedBytes(false)} {GC.CollectionCount(0)} {GC.CollectionCount(2)} {(long)GC.GetTotalPauseDuration().TotalMilliseconds}"));
        }
    }
}
