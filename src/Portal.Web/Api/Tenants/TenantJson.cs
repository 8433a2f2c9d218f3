using Portal.Fleet.Tenants;

namespace Portal.Web.Api.Tenants;

/// <summary>A tenant.</summary>
/// <param name="Allowed">What its people may hold although as a rule only the platform's staff do: some of <c>bmcUsers</c>, <c>bmcNetwork</c> and <c>raw</c>.</param>
/// <param name="Servers">How many it has.</param>
/// <param name="People">How many it has.</param>
internal sealed record TenantJson(
    string Id, string Name, bool Suspended, DateTimeOffset? SuspendedAt, string? SuspendedBy, string? SuspendReason, IReadOnlyList<string> Allowed, DateTimeOffset CreatedAt, int Servers, int People)
{
    public static TenantJson From(TenantView view) => new(
        view.Id.ToString("N"), view.Name, view.Suspended, view.SuspendedAt, view.SuspendedBy, view.SuspendReason, RightNames.List(view.Allowed), view.CreatedAt, view.Servers, view.People);
}
