using Portal.Fleet.Servers;

namespace Portal.Fleet.Auditing;

/// <summary>One row of the audit as somebody may see it.</summary>
/// <param name="Id">Rises with time; also where there is no sequence.</param>
/// <param name="Sequence">Its place in the chain; null for what is from before.</param>
/// <param name="RemoteAddress">Where it came from; people of a tenant are not told it of the platform's staff.</param>
/// <param name="Mac">What authenticates it, as hexadecimal text.</param>
public sealed record AuditRow(
    long Id, long? Sequence, DateTimeOffset At, string UserId, string UserName, string Via, string? RemoteAddress, string? Credential, string? Authority,
    Guid? TenantId, string Action, BmcId? ServerId, string? ServerName, string Outcome, string? Detail, Guid Correlation, string? KeyId, string? Mac)
{
    public bool IsIntent => Outcome == "intent";
}
