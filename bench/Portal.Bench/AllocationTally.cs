using System.Collections.Concurrent;
using System.Diagnostics.Tracing;
using System.Globalization;

namespace Portal.Bench;

/// <summary>What a process allocates, by type: the runtime tells of every hundredth kilobyte or so. Only on request: <c>PORTAL_BENCH_ALLOCATIONS=1</c>.</summary>
internal sealed class AllocationTally : EventListener
{
    private const EventKeywords GarbageCollector = (EventKeywords)1;
    private readonly ConcurrentDictionary<string, long> _bytes = new();

    /// <summary>The types that took most, since the last call.</summary>
    public string TakeText()
    {
        var lines = _bytes.OrderByDescending(pair => pair.Value).Take(40).Select(pair => string.Create(CultureInfo.InvariantCulture, $"{pair.Value / 1048576.0,10:F1} MiB  {pair.Key}"));
        var text = string.Join('\n', lines);
        _bytes.Clear();
        return text;
    }

    protected override void OnEventSourceCreated(EventSource eventSource)
    {
        if (eventSource.Name == "Microsoft-Windows-DotNETRuntime")
            EnableEvents(eventSource, EventLevel.Verbose, GarbageCollector);
    }

    protected override void OnEventWritten(EventWrittenEventArgs eventData)
    {
        if (eventData.EventName?.StartsWith("GCAllocationTick", StringComparison.Ordinal) != true || eventData.PayloadNames is not { } names)
            return;
        var bytes = Convert.ToInt64(eventData.Payload![names.IndexOf("AllocationAmount64")], CultureInfo.InvariantCulture);
        _bytes.AddOrUpdate((string)eventData.Payload[names.IndexOf("TypeName")]!, bytes, (_, before) => before + bytes);
    }
}
