using Portal.Fleet.Servers;

namespace Portal.Fleet.Access;

/// <summary>One audited intent or outcome. Written before the action happens, and again after. A database row, never changed.</summary>
public sealed class AuditEntry
{
    public long Id { get; internal set; }

    /// <summary>Its place in the chain, from 1 on without a gap; null for what was written before there was a chain.</summary>
    public long? Sequence { get; internal set; }

    /// <summary>Authenticates this row and, through the one before it, all rows before.</summary>
    public byte[]? Mac { get; internal set; }

    /// <summary>Which key made <see cref="Mac"/>.</summary>
    public byte[]? KeyId { get; internal set; }

    public required DateTimeOffset At { get; init; }

    public required string UserId { get; init; }

    public required string UserName { get; init; }

    public required string Via { get; init; }

    public string? RemoteAddress { get; init; }

    /// <summary>The session or the token that was used.</summary>
    public string? Credential { get; init; }

    /// <summary>The grants that the right came from, in words.</summary>
    public string? Authority { get; internal set; }

    /// <summary>The tenant it concerned: the server's at that time, else the person's own.</summary>
    public Guid? TenantId { get; internal set; }

    /// <summary>The tenant of the person who did it; null for the platform's staff.</summary>
    public Guid? ActorTenantId { get; internal set; }

    /// <summary>Stable verb: <c>server.add</c>, <c>power.cycle</c>, <c>console.write</c>, <c>signin</c>…</summary>
    public required string Action { get; init; }

    public BmcId? ServerId { get; init; }

    public string? ServerName { get; init; }

    /// <summary><c>intent</c>, <c>ok</c>, <c>refused</c>, <c>failed</c> or <c>unknown</c>.</summary>
    public required string Outcome { get; init; }

    /// <summary>More, in English; never a secret.</summary>
    public string? Detail { get; init; }

    /// <summary>Joins outcome to intent.</summary>
    public Guid Correlation { get; init; }
}
