using Portal.Fleet.Servers;

namespace Portal.Fleet.Power;

/// <summary>A power-off that a person let follow a shutdown, should the host not come to its end by itself. A database row, at most one per server.</summary>
internal sealed class HardOff
{
    public required BmcId ServerId { get; init; }

    /// <summary>The shutdown that it follows.</summary>
    public required PowerOperationId SoftOperationId { get; init; }

    /// <summary>The tenancy that it belongs to; another one ends it.</summary>
    public required int Epoch { get; init; }

    public DateTimeOffset ArmedAt { get; init; }

    public DateTimeOffset DueAt { get; set; }

    public HardOffState State { get; set; }

    public required string UserId { get; init; }

    public required string UserName { get; init; }

    /// <summary>The token that spoke for the person; its rights count when the time comes.</summary>
    public Guid? TokenId { get; init; }
}
