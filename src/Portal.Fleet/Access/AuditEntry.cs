using Portal.Fleet.Servers;

namespace Portal.Fleet.Access;

/// <summary>One audited intent or outcome. Written before the action happens, and again after. A database row, never changed.</summary>
public sealed class AuditEntry
{
    public long Id { get; init; }

    public required DateTimeOffset At { get; init; }

    public required string UserId { get; init; }

    public required string UserName { get; init; }

    public required string Via { get; init; }

    public string? RemoteAddress { get; init; }

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
