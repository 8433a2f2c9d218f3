namespace Portal.Web.Api;

/// <summary>Approves a request.</summary>
internal sealed record ApproveRequest
{
    /// <summary>As many as were asked for when left out; never more.</summary>
    public int? Hours { get; init; }

    public string? Answer { get; init; }
}
