using Portal.Fleet.Consoles.History;

namespace Portal.Web.Api.Consoles;

/// <summary>What happened on a console between two times.</summary>
/// <param name="First">Offset of the oldest byte kept, and when it was printed.</param>
/// <param name="Next">The record's end, and when its newest byte was printed.</param>
/// <param name="MarksComplete">False while the record is still being looked through for marks: ask again.</param>
internal sealed record TimelineJson(
    DateTimeOffset From, DateTimeOffset To, MomentJson First, MomentJson Next, IReadOnlyList<ConsoleBucket> Buckets, IReadOnlyList<ConsoleMark> Marks, bool MarksComplete,
    IReadOnlyList<OperationJson> Operations, IReadOnlyList<ConsolePresence> Watched, IReadOnlyList<AlertMarkJson> Alerts)
{
    public static TimelineJson Of(ConsoleTimeline timeline) => new(
        timeline.From, timeline.To, new MomentJson(timeline.First.Offset, timeline.First.Time), new MomentJson(timeline.Next.Offset, timeline.Next.Time),
        timeline.Buckets, timeline.Marks, timeline.MarksComplete, [.. timeline.Operations.Select(OperationJson.From)], timeline.Watched,
        [.. timeline.Alerts.Select(AlertMarkJson.From)]);
}
