namespace Portal.Web.Api;

/// <summary>A link to make.</summary>
internal sealed record ObserverLinkRequest
{
    /// <summary>Whom it is for; drawn over the console.</summary>
    public required string Label { get; init; }

    /// <summary>How long it holds.</summary>
    public required int Minutes { get; init; }
}
