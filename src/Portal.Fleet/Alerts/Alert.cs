using Portal.Fleet.Servers;

namespace Portal.Fleet.Alerts;

/// <summary>Something that a person should look at: what happened on one server, once or several times within a window. A database row.</summary>
public sealed class Alert
{
    internal const int MaxText = 400;
    internal const int MaxTitle = 100;
    internal const int MaxNote = 500;
    internal const int MaxKey = 64;

    public required AlertId Id { get; init; }

    public required BmcId ServerId { get; init; }

    public required string ServerName { get; init; }

    public required AlertSource Source { get; init; }

    /// <summary>What kind of thing it is, within its source: the rule's id.</summary>
    public required string Key { get; init; }

    /// <summary>What people called it when it happened.</summary>
    public required string Title { get; init; }

    public required AlertSeverity Severity { get; init; }

    public required DateTimeOffset FirstAt { get; init; }

    public DateTimeOffset LastAt { get; set; }

    /// <summary>Where the first line begins in the server's console; null for sources that have no console.</summary>
    public long? FirstOffset { get; init; }

    /// <summary>Where the newest line begins. Offsets of one key on one server only grow, so that a line never counts twice.</summary>
    public long? LastOffset { get; set; }

    /// <summary>The first line, clean and cut; empty when it was deleted from the console's record, or its policy keeps none.</summary>
    public required string Text { get; init; }

    public long Count { get; set; }

    public DateTimeOffset? AcknowledgedAt { get; set; }

    public string? AcknowledgedById { get; set; }

    public string? AcknowledgedBy { get; set; }

    public string? Note { get; set; }
}
