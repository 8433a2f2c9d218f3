using Portal.Fleet.Servers;

namespace Portal.Fleet.Auditing;

/// <summary>Which rows of the audit are wanted; what is null does not matter.</summary>
/// <param name="Person">Part of a person's name.</param>
/// <param name="Server">Part of a server's name.</param>
/// <param name="Action">An action, or the beginning of its name: <c>power</c> is all of <c>power.off</c>, <c>power.cycle</c>…</param>
/// <param name="Outcome"><c>intent</c>, <c>ok</c>, <c>refused</c>, <c>failed</c> or <c>unknown</c>.</param>
/// <param name="Text">Part of anything else that is told.</param>
/// <param name="Only">One server.</param>
/// <param name="Correlation">One action.</param>
public sealed record AuditFilter(
    string? Person = null, string? Server = null, string? Action = null, string? Outcome = null, string? Text = null,
    DateTimeOffset? From = null, DateTimeOffset? To = null, BmcId? Only = null, Guid? Correlation = null)
{
    public const int MaxLength = 200;

    public static IReadOnlyList<string> Outcomes { get; } = ["intent", "ok", "refused", "failed", "unknown"];
}
