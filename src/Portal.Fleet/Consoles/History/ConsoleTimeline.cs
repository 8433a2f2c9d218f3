using Portal.Fleet.Alerts;
using Portal.Fleet.Power;

namespace Portal.Fleet.Consoles.History;

/// <summary>What happened on a console between two times.</summary>
/// <param name="First">Offset and time of the oldest byte kept.</param>
/// <param name="Next">The record's end, and when its newest byte was printed.</param>
/// <param name="MarksComplete">False while the record is still being looked through for marks: ask again.</param>
public sealed record ConsoleTimeline(
    DateTimeOffset From, DateTimeOffset To, ConsoleMoment First, ConsoleMoment Next, IReadOnlyList<ConsoleBucket> Buckets,
    IReadOnlyList<ConsoleMark> Marks, bool MarksComplete)
{
    /// <summary>Power operations, oldest first.</summary>
    public IReadOnlyList<PowerOperationView> Operations { get; init; } = [];

    /// <summary>What rules found, oldest first.</summary>
    public IReadOnlyList<AlertView> Alerts { get; init; } = [];

    /// <summary>Who was attached, oldest first.</summary>
    public IReadOnlyList<ConsolePresence> Watched { get; init; } = [];
}
