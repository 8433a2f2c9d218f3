using Portal.Fleet.Servers;

namespace Portal.Fleet.Events;

/// <summary>How far a BMC's log was read, and what proves that it is still the same log. A database row, written with the events that it covers.</summary>
public sealed class EventLogState
{
    public required BmcId ServerId { get; init; }

    public int RecordId { get; set; }

    public int NextId { get; set; }

    /// <summary>The last record; null when the log was empty.</summary>
    public byte[]? LastRecord { get; set; }

    public long LastErase { get; set; }

    public int Entries { get; set; }

    public DateTimeOffset ReadAt { get; set; }
}
