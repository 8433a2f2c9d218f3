using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Portal.Fleet.Access.Rules;
using Portal.Fleet.Data;

namespace Portal.Fleet.Access.Granting;

/// <summary>The people who sign in: who they are, what they may do, and whether they still may.</summary>
public sealed partial class PeopleBook
{
    private const int MostOfATenant = 500;

    private readonly AccessDesk _desk;
    private readonly GrantBook _grants;
    private readonly CredentialBus _bus;

    internal PeopleBook(AccessDesk desk, GrantBook grants, CredentialBus bus)
    {
        _desk = desk;
        _grants = grants;
        _bus = bus;
    }

    /// <summary>People that the caller may know of, by name.</summary>
    /// <exception cref="NotFoundException">The caller has no business here.</exception>
    public async Task<IReadOnlyList<PersonView>> ListAsync(Caller caller, CancellationToken ct)
    {
        var standing = await _grants.ReaderAsync(caller, ct);
        var grants = (await _grants.ListAsync(caller, null, ct)).ToLookup(grant => grant.UserId, StringComparer.Ordinal);
        await using var db = await _desk.OpenAsync(ct);
        var tenant = standing.Rights.TenantId;
        var users = await db.Users.AsNoTracking().Where(user => tenant == null || user.TenantId == tenant).ToListAsync(ct);
        var tenants = await db.Tenants.AsNoTracking().ToDictionaryAsync(row => row.Id, row => row.Name, ct);
        var now = _desk.Now;
        var sessions = await db.UserSessions.AsNoTracking().Where(session => session.ExpiresAt > now).GroupBy(session => session.UserId)
            .Select(group => new { group.Key, Count = group.Count() }).ToDictionaryAsync(row => row.Key, row => row.Count, ct);
        return [.. users.OrderBy(user => user.UserName, StringComparer.OrdinalIgnoreCase).Select(user => new PersonView(
            user.Id, user.UserName ?? user.Id, user.DisplayName, user.TenantId, user.TenantId is { } id ? tenants.GetValueOrDefault(id) : null, user.Disabled, user.CreatedAt,
            user.LastSignInAt, sessions.GetValueOrDefault(user.Id), [.. grants[user.Id]], user.Id == caller.UserId,
            user.Id != caller.UserId && standing.ManagesPerson(user.TenantId)))];
    }

    /// <summary>One of them.</summary>
    /// <exception cref="NotFoundException">Missing or forbidden.</exception>
    public async Task<PersonView> GetAsync(Caller caller, string id, CancellationToken ct) =>
        (await ListAsync(caller, ct)).FirstOrDefault(person => person.Id == id) ?? throw new NotFoundException();

    /// <summary>Into which tenant the caller may invite somebody; null for the platform's staff.</summary>
    /// <param name="tenant">Its name or id; people of a tenant invite into their own in any case, staff without one into the staff.</param>
    /// <exception cref="AccessRefusedException">There is no such tenant, or it has too many people.</exception>
    /// <exception cref="NotFoundException">The caller may invite nobody there.</exception>
    public async Task<Guid?> DemandInviteAsync(Caller caller, string? tenant, CancellationToken ct)
    {
        var standing = await _grants.StandingAsync(caller, ct);
        var id = standing.Rights.TenantId;
        if (!string.IsNullOrWhiteSpace(tenant))
        {
            if (!standing.Manages)
                throw new NotFoundException();
            id = Guid.Parse((await _desk.Scopes.FindAsync(standing.Rights, ScopeKind.Tenant, tenant, ct)).Scope.Value, CultureInfo.InvariantCulture);
        }

        if (standing.Rights.IsLimited || !standing.ManagesPerson(id))
            throw new NotFoundException();
        await using var db = await _desk.OpenAsync(ct);
        return id is null || await db.Users.CountAsync(user => user.TenantId == id, ct) < MostOfATenant ? id : throw new AccessRefusedException("too_many", $"A tenant has at most {MostOfATenant} people.");
    }

    /// <summary>Disables a person, whose sessions, consoles and tokens end at once, or lets them in again.</summary>
    /// <exception cref="AccessRefusedException">It is the last administrator.</exception>
    /// <exception cref="NotFoundException">Missing, or not the caller's to manage.</exception>
    public async Task DisableAsync(Caller caller, string id, bool disabled, CancellationToken ct)
    {
        await ChangeAsync(caller, id, disabled ? "user.disable" : "user.enable", async (db, user) =>
        {
            user.Disabled = disabled;
            if (disabled)
                await EndSessionsAsync(db, user, ct);
        }, ct);
        if (disabled)
            _bus.Publish(new CredentialEnded(CredentialKind.User, id, "person disabled"));
    }

    /// <summary>Signs a person out everywhere. Tokens stay: they are no sessions.</summary>
    /// <exception cref="NotFoundException">Missing, or not the caller's to manage.</exception>
    public async Task EndSessionsAsync(Caller caller, string id, CancellationToken ct)
    {
        await ChangeAsync(caller, id, "user.endSessions", (db, user) => EndSessionsAsync(db, user, ct), ct);
        _bus.Publish(new CredentialEnded(CredentialKind.User, id, "signed out by an administrator"));
    }

    private static async Task EndSessionsAsync(PortalDb db, PortalUser user, CancellationToken ct)
    {
        await db.UserSessions.Where(session => session.UserId == user.Id).ExecuteDeleteAsync(ct);

        // Every cookie was made under it; one of another is worth nothing.
        user.SecurityStamp = Guid.NewGuid().ToString("N");
        user.ConcurrencyStamp = Guid.NewGuid().ToString();
    }

    private async Task ChangeAsync(Caller caller, string id, string action, Func<PortalDb, PortalUser, Task> change, CancellationToken ct)
    {
        var person = await GetAsync(caller, id, ct);
        if (!person.MayManage)
            throw person.IsSelf ? new AccessRefusedException("own_account", "Nobody does this to themselves; ask another administrator.", "user") : new NotFoundException();
        await _desk.ChangeAsync(caller, action, null, person.Name, async db =>
        {
            await change(db, await db.Users.SingleOrDefaultAsync(user => user.Id == id, ct) ?? throw new NotFoundException());
            return true;
        }, ct);
        _desk.Grants.Revoke(id);
    }
}
