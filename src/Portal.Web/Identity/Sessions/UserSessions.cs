using System.Buffers.Text;
using System.Linq.Expressions;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Portal.Fleet.Access;
using Portal.Fleet.Data;
using Portal.Fleet.SignIn;

namespace Portal.Web.Identity.Sessions;

/// <summary>
/// The sessions of browsers, in the database: each request looks its own up, so that one that was ended, of a person who was disabled or whose password
/// changed opens nothing, in whichever process that happened.
/// </summary>
internal sealed class UserSessions(IDbContextFactory<PortalDb> dbs, CredentialBus bus, PortalOptions options, TimeProvider time)
{
    /// <summary>One more, and the one that was not used for the longest time ends.</summary>
    public const int MaxPerUser = 10;

    private const int MaxAgent = 256;
    private static readonly TimeSpan s_seenResolution = TimeSpan.FromMinutes(1);

    /// <summary>Begins a session and answers the reference for its cookie, which is nowhere else.</summary>
    public async Task<(UserSession Session, string Key)> BeginAsync(PortalUser user, SignInMethod method, bool strong, string? address, string? agent, CancellationToken ct)
    {
        var key = NewKey();
        var now = time.GetUtcNow();
        var limits = options.SignIn.LimitsOf(user);
        var session = new UserSession
        {
            UserId = user.Id,
            KeyHash = Hash(key),
            Stamp = StampOf(user.SecurityStamp),
            Method = method,
            Strong = strong,
            CreatedAt = now,
            SeenAt = now,
            ConfirmedAt = now,
            ExpiresAt = now + limits.Longest,
            IdleMinutes = (int)limits.Idle.TotalMinutes,
            Address = address,
            Agent = agent?.Length > MaxAgent ? agent[..MaxAgent] : agent,
        };
        await using var db = await dbs.CreateDbContextAsync(ct);
        var present = await db.Set<UserSession>().AsNoTracking().Where(row => row.UserId == user.Id).OrderByDescending(row => row.SeenAt).Select(row => row.Id).ToListAsync(ct);
        foreach (var oldest in present.Skip(MaxPerUser - 1))
            await EndAsync(user.Id, oldest, "too many sessions", ct);
        db.Add(session);
        await db.SaveChangesAsync(ct);
        await db.Users.Where(row => row.Id == user.Id).ExecuteUpdateAsync(set => set.SetProperty(row => row.LastSignInAt, now), ct);
        return (session, key);
    }

    /// <summary>The session of a cookie; null when it has ended, for whatever reason.</summary>
    public async Task<SignedIn?> FindAsync(string key, CancellationToken ct)
    {
        var hash = Hash(key);
        await using var db = await dbs.CreateDbContextAsync(ct);
        var found = await WithUsers(db, session => session.KeyHash == hash).SingleOrDefaultAsync(ct);
        var now = time.GetUtcNow();
        if (found is null || !Holds(found.Session, found.User, now))
            return null;
        if (now - found.Session.SeenAt >= s_seenResolution)
            await db.Set<UserSession>().Where(row => row.Id == found.Session.Id).ExecuteUpdateAsync(set => set.SetProperty(row => row.SeenAt, now), ct);
        return new SignedIn(found.Session, found.User.UserName ?? found.User.Id, found.User.TenantId);
    }

    /// <summary>Whether a session still holds, without counting as use of it.</summary>
    public async Task<bool> HoldsAsync(Guid id, CancellationToken ct) => await ReadAsync(id, ct) is not null;

    /// <summary>A session that holds, by its id.</summary>
    public async Task<UserSession?> ReadAsync(Guid id, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        var found = await WithUsers(db, session => session.Id == id).SingleOrDefaultAsync(ct);
        return found is not null && Holds(found.Session, found.User, time.GetUtcNow()) ? found.Session : null;
    }

    /// <summary>The sessions of a user that hold, the last used first.</summary>
    public async Task<IReadOnlyList<UserSession>> ListAsync(string userId, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        var user = await db.Users.AsNoTracking().SingleOrDefaultAsync(row => row.Id == userId, ct);
        if (user is null)
            return [];
        var now = time.GetUtcNow();
        var rows = await db.Set<UserSession>().AsNoTracking().Where(row => row.UserId == userId).OrderByDescending(row => row.SeenAt).ToListAsync(ct);
        return [.. rows.Where(row => Holds(row, user, now))];
    }

    /// <summary>Ends one session of a user; false when there is none of that id. What it has open is told by <see cref="Announce"/>.</summary>
    public async Task<bool> RemoveAsync(string userId, Guid id, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        return await db.Set<UserSession>().Where(row => row.Id == id && row.UserId == userId).ExecuteDeleteAsync(ct) > 0;
    }

    /// <summary>Ends one session of a user and everything that it has open.</summary>
    public async Task<bool> EndAsync(string userId, Guid id, string reason, CancellationToken ct)
    {
        if (!await RemoveAsync(userId, id, ct))
            return false;
        Announce(id, reason);
        return true;
    }

    /// <summary>Ends all sessions of a user but one, or all; answers how many.</summary>
    public async Task<int> EndOthersAsync(string userId, Guid? keep, string reason, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        var ids = await db.Set<UserSession>().AsNoTracking().Where(row => row.UserId == userId && row.Id != keep).Select(row => row.Id).ToListAsync(ct);
        await db.Set<UserSession>().Where(row => row.UserId == userId && row.Id != keep).ExecuteDeleteAsync(ct);
        foreach (var id in ids)
            Announce(id, reason);
        return ids.Count;
    }

    /// <summary>What lives longer than a request and belongs to this session ends. Apart from the removal: a page that signs out must get its answer first.</summary>
    public void Announce(Guid id, string reason) => bus.Publish(new CredentialEnded(CredentialKind.Session, id.ToString("N"), reason));

    /// <summary>The person just proved again who they are, and maybe more strongly. The cookie's reference is a new one from now on.</summary>
    public async Task<string> ConfirmAsync(Guid id, bool strong, CancellationToken ct)
    {
        var key = NewKey();
        var hash = Hash(key);
        var now = time.GetUtcNow();
        await using var db = await dbs.CreateDbContextAsync(ct);
        await db.Set<UserSession>().Where(row => row.Id == id).ExecuteUpdateAsync(
            set => set.SetProperty(row => row.KeyHash, hash).SetProperty(row => row.ConfirmedAt, now).SetProperty(row => row.SeenAt, now)
                .SetProperty(row => row.Strong, row => row.Strong || strong), ct);
        return key;
    }

    /// <summary>The user's security stamp is another because of what was done in this session: it stays.</summary>
    public async Task KeepAsync(Guid id, PortalUser user, CancellationToken ct)
    {
        var stamp = StampOf(user.SecurityStamp);
        await using var db = await dbs.CreateDbContextAsync(ct);
        await db.Set<UserSession>().Where(row => row.Id == id && row.UserId == user.Id).ExecuteUpdateAsync(set => set.SetProperty(row => row.Stamp, stamp), ct);
    }

    /// <summary>Takes away what has ended by itself: too old, too long unused, of another password, of a disabled user.</summary>
    public async Task SweepAsync(CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        var now = time.GetUtcNow();
        await foreach (var row in WithUsers(db, _ => true).AsAsyncEnumerable().WithCancellation(ct))
        {
            if (!Holds(row.Session, row.User, now))
                await EndAsync(row.Session.UserId, row.Session.Id, ReasonOf(row.Session, row.User), ct);
        }
    }

    private static IQueryable<OwnedSession> WithUsers(PortalDb db, Expression<Func<UserSession, bool>> which) => db.Set<UserSession>().AsNoTracking().Where(which)
        .Join(db.Users.AsNoTracking(), session => session.UserId, user => user.Id, (session, user) => new OwnedSession(session, user));

    private static bool Holds(UserSession session, PortalUser user, DateTimeOffset now) =>
        !user.Disabled && IsCurrent(session, user) && session.ExpiresAt > now && session.SeenAt + TimeSpan.FromMinutes(session.IdleMinutes) > now;

    private static string ReasonOf(UserSession session, PortalUser user) =>
        user.Disabled ? "user disabled" : IsCurrent(session, user) ? "session expired" : "password or sign-in changed";

    private static bool IsCurrent(UserSession session, PortalUser user) => session.Stamp == StampOf(user.SecurityStamp);

    /// <summary>Not the stamp itself: links to reset a password are made with it.</summary>
    private static string StampOf(string? stamp) => Convert.ToHexString(Hash(stamp ?? ""));

    private static string NewKey() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    private static byte[] Hash(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));

    private sealed record OwnedSession(UserSession Session, PortalUser User);
}
