namespace Portal.Web.Api.Boot;

/// <summary>A lock on a server's power.</summary>
internal sealed record ProtectRequest
{
    /// <summary>Why; everybody who is refused reads it.</summary>
    public required string Reason { get; init; }

    /// <summary>When it ends by itself; left out for when somebody takes it off.</summary>
    public DateTimeOffset? Until { get; init; }
}
