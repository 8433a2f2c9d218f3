namespace Portal.Fleet.Access.Granting;

/// <summary>A role as those see it who give roles.</summary>
/// <param name="Id">Null for a built-in one.</param>
/// <param name="Name">Null for a built-in one, whose name is a matter of language.</param>
/// <param name="TenantId">The tenant whose administrators made it; null for one of the platform.</param>
/// <param name="Uses">How many grants and open requests name it.</param>
/// <param name="MayChange">The caller may change and delete it.</param>
public sealed record RoleView(Role Role, Guid? Id, string? Name, BmcRight Rights, Guid? TenantId, string? Tenant, int Uses, bool MayChange)
{
    public bool IsBuiltIn => Id is null;
}
