using Microsoft.EntityFrameworkCore;
using Portal.Fleet.Access.Granting;
using Portal.Fleet.Access.Rules;
using Portal.Fleet.Servers;

namespace Portal.Fleet.Access.Explaining;

/// <summary>Answers why a person can or cannot do something with a server, to those who may know both, and to everybody about themselves.</summary>
public sealed class ExplainBook
{
    private readonly AccessDesk _desk;
    private readonly GrantBook _grants;

    internal ExplainBook(AccessDesk desk, GrantBook grants)
    {
        _desk = desk;
        _grants = grants;
    }

    /// <summary>Why a person can or cannot.</summary>
    /// <param name="server">Name or id.</param>
    /// <param name="right">One right.</param>
    /// <exception cref="NotFoundException">Person or server are missing, or not the caller's to know.</exception>
    public async Task<Explanation> ExplainAsync(Caller caller, string userId, string server, BmcRight right, CancellationToken ct)
    {
        var standing = await _grants.StandingAsync(caller, ct);
        var row = await _desk.Scopes.FindServerAsync(server, ct) ?? throw new NotFoundException();
        await using var db = await _desk.OpenAsync(ct);
        var user = await db.Users.AsNoTracking().SingleOrDefaultAsync(user => user.Id == userId, ct) ?? throw new NotFoundException();
        var sees = (standing.Rights.On(row) & BmcRight.View) != 0;
        var manages = standing.Audits || (standing.Knows(user.TenantId) && standing.ManagesOver(GrantScope.Of(row.Id), row));
        if (!(userId == caller.UserId && sees) && !manages)
            throw new NotFoundException();

        var tenant = user.TenantId is { } id ? await db.Tenants.AsNoTracking().SingleOrDefaultAsync(tenant => tenant.Id == id, ct) : null;
        var customs = await db.CustomRoles.AsNoTracking().ToDictionaryAsync(role => role.Id, ct);
        var rights = customs.ToDictionary(pair => pair.Key, pair => pair.Value.Rights);
        var names = await _desk.Scopes.NamesAsync(ct);
        var grants = await db.Grants.AsNoTracking().Where(grant => grant.UserId == userId).OrderBy(grant => grant.CreatedAt).ToListAsync(ct);
        var person = new ExplainedPerson(
            !user.Disabled && (user.TenantId is null || tenant is not null), user.TenantId, tenant?.Allowed ?? BmcRight.None, tenant?.Suspended ?? false,
            [.. grants.Select(grant => new ExplainedGrant(
                grant.Id, grant.Role, grant.CustomRoleId is { } custom ? customs.GetValueOrDefault(custom)?.Name : null, grant.RightsIn(rights), grant.Scope, names.Of(grant.Scope),
                grant.Denies, grant.StartsAt, grant.EndsAt, grant.Reason, grant.GivenBy))]);
        return AccessExplainer.Explain(person, row, right, _desk.Now);
    }

    /// <summary>People about whom the caller may ask here, by name; the caller alone where they manage nobody on that server.</summary>
    /// <exception cref="NotFoundException">The server is missing, or not the caller's to know.</exception>
    public async Task<IReadOnlyList<(string Id, string Name)>> ListPeopleAsync(Caller caller, BmcId server, CancellationToken ct)
    {
        var standing = await _grants.StandingAsync(caller, ct);
        var row = (await _desk.Scopes.NamesAsync(ct)).Servers.GetValueOrDefault(server) ?? throw new NotFoundException();
        if (!standing.Audits && !standing.ManagesOver(GrantScope.Of(server), row))
            return (standing.Rights.On(row) & BmcRight.View) != 0 ? [(caller.UserId, caller.Name)] : throw new NotFoundException();
        await using var db = await _desk.OpenAsync(ct);
        var tenant = standing.Rights.TenantId;
        var people = await db.Users.AsNoTracking().Where(user => tenant == null || user.TenantId == tenant).Select(user => new { user.Id, user.UserName }).ToListAsync(ct);
        return [.. people.Select(user => (user.Id, user.UserName ?? user.Id)).OrderBy(user => user.Item2, StringComparer.OrdinalIgnoreCase)];
    }
}
