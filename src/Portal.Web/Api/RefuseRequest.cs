namespace Portal.Web.Api;

/// <summary>Refuses a request.</summary>
internal sealed record RefuseRequest
{
    /// <summary>Why.</summary>
    public required string Answer { get; init; }
}
