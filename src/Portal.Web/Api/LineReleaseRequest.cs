namespace Portal.Web.Api;

/// <summary>Leaves the serial line to somebody else.</summary>
internal sealed record LineReleaseRequest
{
    /// <summary>For how long, 1 to 480.</summary>
    public required int Minutes { get; init; }

    /// <summary>Why, for the record; at most 200 characters.</summary>
    public required string Reason { get; init; }
}
