using Portal.Fleet.Auditing;

namespace Portal.Web.Api;

/// <summary>One row of the audit: what was about to happen (outcome <c>intent</c>), or how it went.</summary>
/// <param name="Sequence">Its place in the chain, without gaps; null for rows from before there was one.</param>
/// <param name="Credential">The session or token that was used.</param>
/// <param name="Authority">The grants that the right came from.</param>
/// <param name="Correlation">Joins intent and outcome.</param>
/// <param name="Mac">What authenticates the row and all before it.</param>
internal sealed record AuditJson(
    long Id, long? Sequence, DateTimeOffset At, string User, string UserId, string Via, string? Address, string? Credential, string? Authority, string? Tenant,
    string Action, string? Server, string? ServerId, string Outcome, string? Detail, string Correlation, string? KeyId, string? Mac)
{
    public static AuditJson From(AuditRow row) => new(
        row.Id, row.Sequence, row.At, row.UserName, row.UserId, row.Via, row.RemoteAddress, row.Credential, row.Authority, row.TenantId?.ToString("N"),
        row.Action, row.ServerName, row.ServerId?.ToString(), row.Outcome, row.Detail, row.Correlation.ToString("N"), row.KeyId, row.Mac);
}
