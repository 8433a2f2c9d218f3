using Portal.Fleet.Access.Rules;
using Portal.Fleet.Servers;

namespace Portal.Fleet.Access.Granting;

/// <summary>What one administrator may give and take. Pure: nobody gives more than they hold, over what they manage people for; nobody gives to themselves.</summary>
internal sealed record Standing(string UserId, UserRights Rights)
{
    /// <summary>Manages people somewhere.</summary>
    public bool Manages => (Rights.Somewhere & BmcRight.ManagePeople) != 0;

    /// <summary>Manages everybody.</summary>
    public bool ManagesAll => (Rights.OnFleet & BmcRight.ManagePeople) != 0;

    /// <summary>Sees everybody's rights without managing them.</summary>
    public bool Audits => (Rights.OnFleet & BmcRight.ReadAudit) != 0;

    /// <summary>Manages the people of a tenant as such, not only their rights on some server.</summary>
    public bool ManagesPerson(Guid? tenant) => ManagesAll || (tenant is { } id && Rights.TenantId == id && (Rights.OnTenant & BmcRight.ManagePeople) != 0);

    /// <summary>May know a person: staff know everybody, a tenant's people their own.</summary>
    public bool Knows(Guid? tenant) => Rights.TenantId is null || Rights.TenantId == tenant;

    public bool ManagesOver(GrantScope scope, Server? server) => (Rights.Over(scope, server) & BmcRight.ManagePeople) != 0;

    /// <summary>Why somebody may not be given or denied rights, or that be taken back; null when they may.</summary>
    /// <param name="person">Who gets it, and where they belong.</param>
    /// <param name="isAdministrator">That person manages everybody.</param>
    /// <param name="rights">What of the role that person could hold at most.</param>
    public AccessRefusedException? Refuse((string Id, Guid? Tenant) person, bool isAdministrator, GrantScope scope, Server? server, BmcRight rights)
    {
        if (person.Id == UserId)
            return new AccessRefusedException("own_grant", "Nobody changes their own rights; ask another administrator.", "user");
        if (isAdministrator && !ManagesAll)
            return new AccessRefusedException("above", "An administrator of the portal is changed only by another one.", "user");
        if (person.Tenant is { } tenant)
        {
            if (scope.Kind == ScopeKind.Fleet)
                return new AccessRefusedException("scope_foreign", "People of a tenant get rights over their tenant, not over all servers.", "scope");
            if ((scope.Kind == ScopeKind.Tenant && scope != GrantScope.OfTenant(tenant)) || (server is not null && server.TenantId != tenant))
                return new AccessRefusedException("scope_foreign", "That belongs to another tenant than this person.", "scope");
        }

        var held = Rights.Over(scope, server);
        if ((held & BmcRight.ManagePeople) == 0)
            return new AccessRefusedException("beyond", "You do not manage people over that scope.", "scope");
        return (rights & ~held) == 0 ? null : new AccessRefusedException("beyond", $"You do not hold all of these rights there yourself: {rights & ~held}.", "role");
    }
}
