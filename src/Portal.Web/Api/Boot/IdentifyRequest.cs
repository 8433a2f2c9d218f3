namespace Portal.Web.Api.Boot;

/// <summary>The identify light.</summary>
internal sealed record IdentifyRequest
{
    /// <summary>How long, 1 to 255 seconds; 0 switches it off. Left out: until somebody switches it off, where the BMC can.</summary>
    public int? Seconds { get; init; }
}
