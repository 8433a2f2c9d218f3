using Portal.Fleet.Servers;
using Portal.Ipmi.Events;

namespace Portal.Fleet.Events;

/// <summary>Which events to list, newest first.</summary>
public sealed record EventFilter
{
    public const int MaxText = 100;

    public EventState State { get; init; }

    /// <summary>Only these; empty for all.</summary>
    public IReadOnlyList<EventSeverity> Severities { get; init; } = [];

    /// <summary>A part of what an event says.</summary>
    public string? Text { get; init; }

    public DateTimeOffset? From { get; init; }

    public DateTimeOffset? To { get; init; }

    /// <summary>Of one server.</summary>
    public BmcId? Only { get; init; }

    /// <summary>Of these servers; null for all.</summary>
    public ServerQuery? Servers { get; init; }

    /// <summary>Of one sensor.</summary>
    public string? SensorKey { get; init; }

    /// <summary>After this one, for the next page.</summary>
    public EventPlace? Before { get; init; }
}
