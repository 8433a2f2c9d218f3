using Portal.Fleet.Servers;

namespace Portal.Fleet.Events;

/// <summary>A BMC's log as it was before it was cleared, and how the clearing went. A database row; the records are in a file.</summary>
public sealed class EventArchive
{
    public const int MaxDetail = 400;

    public Guid Id { get; init; } = Guid.NewGuid();

    public required BmcId ServerId { get; init; }

    public required string ServerName { get; init; }

    public required DateTimeOffset At { get; init; }

    public required string ById { get; init; }

    public required string By { get; init; }

    /// <summary>Records in the file, counted again after it was written.</summary>
    public required int Records { get; init; }

    /// <summary>Hash of the file.</summary>
    public required string Sha256 { get; init; }

    /// <summary>The reservation under which the BMC cleared; 0 for a BMC without reservations.</summary>
    public int Reservation { get; set; }

    /// <summary>Entries that the BMC told before.</summary>
    public required int EntriesBefore { get; init; }

    /// <summary>Entries that it told after; null when it was not cleared or did not tell.</summary>
    public int? EntriesAfter { get; set; }

    public DateTimeOffset? ClearedAt { get; set; }

    /// <summary>Why it was not cleared, in English.</summary>
    public string? Detail { get; set; }
}
