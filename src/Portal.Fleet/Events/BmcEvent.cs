using Portal.Fleet.Servers;
using Portal.Ipmi.Events;

namespace Portal.Fleet.Events;

/// <summary>One record of a BMC's event log, as it came and in words. A database row; it stays when the BMC's log is cleared.</summary>
public sealed class BmcEvent
{
    public const int MaxSubject = 160;
    public const int MaxText = 300;
    public const int MaxDetails = 600;
    public const int MaxNote = 1000;

    public long Id { get; init; }

    public required BmcId ServerId { get; init; }

    /// <summary>Number of the record in the BMC's log; BMCs use them again.</summary>
    public required int RecordId { get; init; }

    /// <summary>The 16 bytes of the record: what makes it unique on its server.</summary>
    public required byte[] Raw { get; init; }

    /// <summary>When the BMC says it happened; null where it does not, or its clock was not set.</summary>
    public DateTimeOffset? LoggedAt { get; init; }

    /// <summary>When the portal read it first.</summary>
    public required DateTimeOffset SeenAt { get; init; }

    /// <summary>The earliest moment at which it can have happened by the portal's own clock: decides whose tenancy it belongs to.</summary>
    public required DateTimeOffset NotBefore { get; init; }

    /// <summary>What it is listed by: <see cref="LoggedAt"/>, else <see cref="SeenAt"/>.</summary>
    public required DateTimeOffset At { get; init; }

    public required EventSeverity Severity { get; init; }

    /// <summary>Kind of sensor by IPMI's number; null for records of the manufacturer.</summary>
    public int? SensorType { get; init; }

    /// <summary>Key of the sensor as in its readings; null when it is not known.</summary>
    public string? SensorKey { get; init; }

    public required string Subject { get; init; }

    public required string Text { get; init; }

    /// <summary>What else the data bytes say; empty when nothing.</summary>
    public string Details { get; init; } = "";

    /// <summary>The condition ended.</summary>
    public bool IsDeassertion { get; init; }

    /// <summary>It is still in the BMC's log.</summary>
    public bool IsInLog { get; set; }

    public DateTimeOffset? AcknowledgedAt { get; set; }

    public string? AcknowledgedById { get; set; }

    public string? AcknowledgedBy { get; set; }

    public string? Note { get; set; }
}
