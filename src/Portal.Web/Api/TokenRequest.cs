namespace Portal.Web.Api;

/// <summary>A token to make.</summary>
internal sealed record TokenRequest
{
    /// <summary>What it is for.</summary>
    public required string Name { get; init; }

    /// <summary>When it ends; left out, it holds until it is deleted.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }
}
