using Portal.Fleet.Links;
using Portal.Fleet.Servers;

namespace Portal.Fleet.Credentials;

/// <summary>The rotation of one BMC's password. What it holds is never a secret: those are in the server's row. A database row.</summary>
internal sealed class CredentialRotation
{
    /// <summary>Also the correlation of its audit entries.</summary>
    public required Guid Id { get; init; }

    /// <summary>The order that it belongs to.</summary>
    public required Guid RunId { get; init; }

    public required BmcId ServerId { get; init; }

    public required string ServerName { get; init; }

    public RotationState State { get; set; }

    public int Attempts { get; set; }

    public BmcProblem Problem { get; set; }

    /// <summary>Why it failed, stable.</summary>
    public string? Code { get; set; }

    /// <summary>More, in English; never a secret.</summary>
    public string? Detail { get; set; }

    /// <summary>Bytes of the new password.</summary>
    public int? Bytes { get; set; }

    public required string UserId { get; init; }

    public required string UserName { get; init; }

    public required string Via { get; init; }

    public string? RemoteAddress { get; init; }

    public string? Reason { get; init; }

    public required DateTimeOffset RequestedAt { get; init; }

    public DateTimeOffset? StartedAt { get; set; }

    public DateTimeOffset? EndedAt { get; set; }
}
