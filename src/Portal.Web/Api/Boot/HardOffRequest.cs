namespace Portal.Web.Api.Boot;

/// <summary>A power-off that waits.</summary>
internal sealed record HardOffRequest
{
    /// <summary>Seconds from now, 10 to 3600.</summary>
    public required int AfterSeconds { get; init; }
}
