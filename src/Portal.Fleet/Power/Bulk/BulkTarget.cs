using Portal.Fleet.Servers;

namespace Portal.Fleet.Power.Bulk;

/// <summary>One server of a bulk operation. A database row; a state moves forward only.</summary>
public sealed class BulkTarget
{
    public required BulkId BulkId { get; init; }

    /// <summary>Its place in the order.</summary>
    public required int Position { get; init; }

    public required BmcId ServerId { get; init; }

    public required string ServerName { get; init; }

    /// <summary>The tenancy it was chosen in: under another one nothing is sent to it.</summary>
    public int Epoch { get; init; }

    public BulkTargetState State { get; set; }

    public PowerOperationId? OperationId { get; set; }

    /// <summary>Why no power operation was begun; stable.</summary>
    public string? Code { get; set; }

    public DateTimeOffset? EndedAt { get; set; }
}
