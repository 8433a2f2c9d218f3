using Portal.Fleet.Access.Granting;

namespace Portal.Web.Api;

/// <summary>A role.</summary>
/// <param name="Id">What <c>role</c> takes elsewhere.</param>
/// <param name="Name">Null for a built-in one.</param>
/// <param name="Tenant">Name of the tenant that made it.</param>
/// <param name="Uses">How many grants and open requests name it.</param>
internal sealed record RoleJson(string Id, string? Name, bool BuiltIn, IReadOnlyList<string> Rights, string? Tenant, int Uses)
{
    public static RoleJson From(RoleView view) => new(RoleNames.Of(view.Role, view.Id), view.Name, view.IsBuiltIn, RightNames.List(view.Rights), view.Tenant, view.Uses);
}
