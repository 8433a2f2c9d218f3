using Portal.Fleet.Access.Explaining;

namespace Portal.Web.Api;

/// <summary>One rule that led, or might have led, to a verdict.</summary>
/// <param name="Kind">Stable word: <c>gives</c>, <c>denies</c>, <c>notYet</c>, <c>ended</c>, <c>elsewhereOnly</c>, <c>roleLacks</c>, <c>otherTenant</c>…</param>
/// <param name="Decides">The verdict stands on it.</param>
/// <param name="GrantId">The grant it is about; null where it is about none.</param>
internal sealed record ReasonJson(
    ReasonKind Kind, bool Decides, string? GrantId, string? Role, string? RoleName, ScopeJson? Scope, DateTimeOffset? StartsAt, DateTimeOffset? EndsAt, string? Reason, string? GivenBy)
{
    public static ReasonJson From(ExplainedReason reason) => reason.Grant is not { } grant
        ? new ReasonJson(reason.Kind, reason.Decides, null, null, null, null, null, null, null, null)
        : new ReasonJson(
            reason.Kind, reason.Decides, grant.Id.ToString("N"), grant.RoleName is null ? RoleNames.Of(grant.Role, null) : "custom", grant.RoleName,
            ScopeJson.From(grant.Scope, grant.ScopeName), grant.StartsAt, grant.EndsAt, grant.Reason, grant.GivenBy);
}
