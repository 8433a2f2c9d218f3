using Microsoft.EntityFrameworkCore;
using Portal.Fleet.Access.Rules;
using Portal.Fleet.Data;
using Portal.Fleet.Servers;

namespace Portal.Fleet.Access.Granting;

/// <summary>
/// What the books of roles, grants, people, requests and links work with: changes one after another, each with its intent and its outcome in the
/// audit, and none that leaves the portal without somebody who can administer it.
/// </summary>
internal sealed class AccessDesk(IDbContextFactory<PortalDb> dbs, GrantCache grants, ScopeBook scopes, Audit audit, TimeProvider time) : IDisposable
{
    public const int MaxReason = 200;

    private const BmcRight PlatformAdministrator = BmcRight.Administer | BmcRight.ManagePeople | BmcRight.ManageTenants;

    private readonly SemaphoreSlim _changing = new(1, 1);

    public ScopeBook Scopes => scopes;

    public GrantCache Grants => grants;

    public DateTimeOffset Now => time.GetUtcNow();

    public void Dispose() => _changing.Dispose();

    public Task<PortalDb> OpenAsync(CancellationToken ct) => dbs.CreateDbContextAsync(ct);

    public ValueTask<UserRights> RightsAsync(Caller caller, CancellationToken ct) => grants.GetAsync(caller, ct);

    /// <summary>Makes a change in one transaction between intent and outcome; what it threw is told as refused or failed.</summary>
    /// <param name="change">Changes rows and answers; saving is done here.</param>
    public Task<T> ChangeAsync<T>(Caller caller, string action, Server? server, string detail, Func<PortalDb, Task<T>> change, CancellationToken ct) =>
        ChangeAsync(caller, action, server, detail, handsOut: true, change, ct);

    /// <summary>The same of an act that is weighed.</summary>
    /// <param name="handsOut">It hands out authority: whoever does it proves first who they are.</param>
    public async Task<T> ChangeAsync<T>(Caller caller, string action, Server? server, string detail, bool handsOut, Func<PortalDb, Task<T>> change, CancellationToken ct)
    {
        var about = server is null ? ((BmcId, string)?)null : (server.Id, server.Name);
        var correlation = await audit.IntentAsync(caller, action, about, detail, handsOut, ct);
        T result;
        try
        {
            result = await SaveAsync(change, ct);
        }
        catch (Exception e)
        {
            var (outcome, why) = e switch
            {
                AccessRefusedException refused => ("refused", refused.Code),
                NotFoundException => ("refused", null),
                OperationCanceledException => ("unknown", "cancelled"),
                _ => ("failed", (string?)null),
            };
            await audit.OutcomeAsync(caller, correlation, action, about, outcome, why, CancellationToken.None);
            throw;
        }

        await audit.OutcomeAsync(caller, correlation, action, about, "ok", null, CancellationToken.None);
        return result;
    }

    /// <summary>Rights in memory follow what was written; where that fails, what is held ends.</summary>
    public async Task RefreshAsync(string userId)
    {
        try
        {
            // Not the request's token: the row is written.
            await grants.RefreshAsync(userId, CancellationToken.None);
        }
        catch
        {
            grants.Revoke(userId);
            throw;
        }
    }

    /// <summary>A reason as it is kept; null for none.</summary>
    public static string? Reason(string? text, string field = "reason")
    {
        text = text?.Trim();
        if (string.IsNullOrEmpty(text))
            return null;
        return text.Length <= MaxReason && !text.Any(char.IsControl)
            ? text
            : throw new AccessRefusedException($"{field}_invalid", $"The {field} is at most {MaxReason} characters on one line.", field);
    }

    private async Task<T> SaveAsync<T>(Func<PortalDb, Task<T>> change, CancellationToken ct)
    {
        await _changing.WaitAsync(ct);
        try
        {
            await using var db = await OpenAsync(ct);
            await using var transaction = await db.Database.BeginTransactionAsync(ct);
            var had = await HasAdministratorAsync(db, ct);
            var result = await change(db);
            await db.SaveChangesAsync(ct);
            if (had && !await HasAdministratorAsync(db, ct))
                throw new AccessRefusedException("last_administrator", "Afterwards nobody could administer the portal. Give somebody else the administrator's role over all servers first, without an end.");
            await transaction.CommitAsync(ct);
            return result;
        }
        finally
        {
            _changing.Release();
        }
    }

    /// <summary>Whether somebody of the staff administers the whole portal, and goes on to.</summary>
    private async Task<bool> HasAdministratorAsync(PortalDb db, CancellationToken ct)
    {
        var now = Now;
        var rows = await db.Grants.AsNoTracking().Where(grant => grant.ScopeKind == ScopeKind.Fleet)
            .Join(db.Users.Where(user => !user.Disabled && user.TenantId == null), grant => grant.UserId, user => user.Id, (grant, _) => grant).ToListAsync(ct);
        var customs = await db.CustomRoles.AsNoTracking().ToDictionaryAsync(role => role.Id, role => role.Rights, ct);
        return rows.GroupBy(row => row.UserId).Any(person =>
        {
            var given = person.Where(row => !row.Denies && !(row.StartsAt > now) && row.EndsAt is null).Aggregate(BmcRight.None, (all, row) => all | row.RightsIn(customs));
            var denied = person.Where(row => row.Denies && !(row.EndsAt <= now)).Aggregate(BmcRight.None, (all, row) => all | row.RightsIn(customs));
            return (given & ~denied & PlatformAdministrator) == PlatformAdministrator;
        });
    }
}
