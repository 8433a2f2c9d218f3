namespace Portal.Web.Api.Readings;

/// <summary>Somebody takes care of events.</summary>
internal sealed record EventsAcknowledgeRequest
{
    /// <summary>Ids of events, at most 1,000.</summary>
    public required IReadOnlyList<long> Ids { get; init; }

    /// <summary>What was found or done.</summary>
    public string? Note { get; init; }
}
