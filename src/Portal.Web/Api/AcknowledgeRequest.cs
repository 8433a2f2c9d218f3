namespace Portal.Web.Api;

/// <summary>Somebody takes care of an alert.</summary>
internal sealed record AcknowledgeRequest
{
    /// <summary>What was found or done.</summary>
    public string? Note { get; init; }
}
