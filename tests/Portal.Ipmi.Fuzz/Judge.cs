using System.Diagnostics;

namespace Portal.Ipmi.Fuzz;

/// <summary>Runs inputs and holds the target to its word: no other exception, no more memory, no more time. One per thread.</summary>
internal sealed class Judge
{
    private const int Repetitions = 5;
    private readonly int _lookEvery;
    private long _runs;

    /// <param name="lookEvery">Every so many results all properties are read: they may throw, too.</param>
    public Judge(int lookEvery = 64) => _lookEvery = lookEvery;

    /// <summary>Most bytes any input has cost.</summary>
    public long MostAllocated { get; private set; }

    /// <summary>Longest time any input has cost.</summary>
    public TimeSpan Longest { get; private set; }

    /// <summary>Inputs that were read without an exception.</summary>
    public long Accepted { get; private set; }

    /// <summary>Null when all is well; otherwise what is wrong.</summary>
    public string? Try(FuzzTarget target, ReadOnlySpan<byte> input)
    {
        var failure = Measure(target, input, out var allocated, out var time);
        // A collection, the compiler or another process may have taken the time: only what repeats counts.
        for (var i = 0; failure is null && (time > target.MaxTime || allocated > target.MaxAllocated) && i < Repetitions; i++)
        {
            failure = Measure(target, input, out var again, out var againTime);
            allocated = Math.Min(allocated, again);
            time = againTime < time ? againTime : time;
        }

        if (failure is not null)
            return failure;
        MostAllocated = Math.Max(MostAllocated, allocated);
        Longest = time > Longest ? time : Longest;
        if (allocated > target.MaxAllocated)
            return $"{allocated} bytes allocated, {target.MaxAllocated} allowed";
        return time > target.MaxTime ? $"took {time.TotalMilliseconds:0.0} ms, {target.MaxTime.TotalMilliseconds:0} allowed" : null;
    }

    private string? Measure(FuzzTarget target, ReadOnlySpan<byte> input, out long allocated, out TimeSpan time)
    {
        object? result = null;
        string? failure = null;
        var before = GC.GetAllocatedBytesForCurrentThread();
        var started = Stopwatch.GetTimestamp();
        try
        {
            result = target.Run(input);
            Accepted++;
        }
        catch (Exception e)
        {
            if (!target.IsExpected(e))
                failure = e.ToString();
        }

        time = Stopwatch.GetElapsedTime(started);
        allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        if (failure is null && result is not null && _runs++ % _lookEvery == 0)
            failure = Onlooker.Look(result);
        return failure;
    }
}
