using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Portal.Bench;

/// <summary>Processor time, ours and of programs that have ended.</summary>
internal static class Usage
{
    private const int Children = -1;

    public static TimeSpan Own => Environment.CpuUsage.TotalTime;

    /// <summary>Of all programs that we started and that have ended, and of theirs.</summary>
    public static TimeSpan OfEndedChildren
    {
        get
        {
            if (GetRUsage(Children, out var usage) != 0)
                throw new InvalidOperationException("getrusage failed.");
            return Time(usage.User) + Time(usage.System);
        }
    }

    /// <summary>Runs work of ours.</summary>
    public static async Task<Cost> MeasureAsync(Func<Task> work)
    {
        var cpu = Own;
        var watch = Stopwatch.StartNew();
        await work();
        return new Cost(watch.Elapsed, Own - cpu);
    }

    private static TimeSpan Time(TimeValue value) => TimeSpan.FromSeconds(value.Seconds) + TimeSpan.FromMicroseconds(value.Microseconds);

    [DllImport("libc", EntryPoint = "getrusage")]
    private static extern int GetRUsage(int who, out ResourceUsage usage);

    [StructLayout(LayoutKind.Sequential)]
    private struct TimeValue
    {
        public long Seconds;
        public long Microseconds;
    }

    [StructLayout(LayoutKind.Sequential)]
    private unsafe struct ResourceUsage
    {
        public TimeValue User;
        public TimeValue System;
        public fixed long Rest[14];
    }
}
