namespace Portal.Web.Api.Boot;

/// <summary>A BMC's restart.</summary>
internal sealed record BmcResetRequest
{
    /// <summary><c>cold</c>: as if it lost power. <c>warm</c>: its software only.</summary>
    public required string Kind { get; init; }

    /// <summary>Why, for the record.</summary>
    public string? Reason { get; init; }
}
