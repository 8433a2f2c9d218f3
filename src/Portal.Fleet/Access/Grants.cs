using Microsoft.EntityFrameworkCore;
using Portal.Fleet.Access.Granting;
using Portal.Fleet.Access.Rules;
using Portal.Fleet.Data;
using Portal.Fleet.Servers;

namespace Portal.Fleet.Access;

/// <summary>Gives and takes roles, and tells when a user's rights changed so that live consoles and pages stop.</summary>
public sealed class Grants
{
    private readonly IDbContextFactory<PortalDb> _dbs;
    private readonly GrantCache _cache;
    private readonly CredentialBus _bus;
    private readonly TimeProvider _time;

    internal Grants(IDbContextFactory<PortalDb> dbs, GrantCache cache, CredentialBus bus, TimeProvider time)
    {
        _dbs = dbs;
        _cache = cache;
        _bus = bus;
        _time = time;
    }

    /// <summary>Gives a role on one server, or on the whole fleet when <paramref name="server"/> is null; replaces an earlier one of the same scope. What a provider of single sign-on gave stays beside it, and is written anew at the next sign-in.</summary>
    /// <exception cref="NotFoundException">No such user or server.</exception>
    public async Task GiveAsync(string userId, Role role, BmcId? server, CancellationToken ct)
    {
        await using (var db = await _dbs.CreateDbContextAsync(ct))
        {
            if (!await db.Users.AnyAsync(user => user.Id == userId, ct) || (server is { } id && !await db.Servers.AnyAsync(row => row.Id == id, ct)))
                throw new NotFoundException();
            var scope = GrantScope.Of(server);
            var grant = await db.Grants.FirstOrDefaultAsync(
                row => row.UserId == userId && row.ScopeKind == scope.Kind && row.ScopeValue == scope.Value && !row.Denies && row.StartsAt == null && row.EndsAt == null
                    && (row.GivenBy == null || !row.GivenBy.StartsWith(ProviderGrants.Giver)), ct);
            if (grant is null)
                db.Grants.Add(new Grant { UserId = userId, Role = role, Scope = scope, CreatedAt = _time.GetUtcNow() });
            else
                (grant.Role, grant.CustomRoleId) = (role, null);
            await db.SaveChangesAsync(ct);
        }

        await RefreshAsync(userId);
    }

    /// <summary>Takes every role of a user on that scope.</summary>
    public async Task TakeAsync(string userId, BmcId? server, CancellationToken ct)
    {
        var scope = GrantScope.Of(server);
        await using (var db = await _dbs.CreateDbContextAsync(ct))
            await db.Grants.Where(row => row.UserId == userId && row.ScopeKind == scope.Kind && row.ScopeValue == scope.Value).ExecuteDeleteAsync(ct);
        await RefreshAsync(userId);
    }

    /// <summary>Everything long-lived that this user holds ends: after sign-out everywhere, a password change, or disabling.</summary>
    /// <param name="reason">For the audit.</param>
    /// <param name="exceptSession">The session that goes on, where it is known.</param>
    public void Revoke(string userId, string reason = "access ended", string? exceptSession = null)
    {
        _bus.Publish(new CredentialEnded(CredentialKind.User, userId, reason, exceptSession));
        _cache.Revoke(userId);
    }

    /// <summary>What people may do, or what servers are theirs, may have changed: lists are read again. Must not block.</summary>
    public event Action? Changed
    {
        add => _cache.Changed += value;
        remove => _cache.Changed -= value;
    }

    /// <summary>Reads the rights in use again: another process of the portal (the command line) changed something.</summary>
    public Task ReadAgainAsync(CancellationToken ct) => _cache.SweepAsync(ct);

    /// <summary>Ends what is held under rights that could not be read again for a minute, whatever the database does meanwhile.</summary>
    public void EndStale() => _cache.EndStale();

    private async Task RefreshAsync(string userId)
    {
        try
        {
            // Not the request's token: once the row is written, the rights in memory must follow.
            await _cache.RefreshAsync(userId, CancellationToken.None);
        }
        catch
        {
            _cache.Revoke(userId);
            throw;
        }
    }
}
