using System.Collections.Frozen;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Portal.Fleet.Data;
using Portal.Fleet.Servers;

namespace Portal.Fleet.Access;

/// <summary>
/// Everyone's rights in memory, so that a keystroke asks no database, and a token for each (user, server) that fires when
/// those rights change or end. A view that could not be refreshed for <see cref="MaxAge"/> counts as ended: fail closed.
/// </summary>
internal sealed partial class GrantCache(IDbContextFactory<PortalDb> dbs, TimeProvider time, ILogger<GrantCache> logger) : IDisposable
{
    /// <summary>Rights that are older than this are not trusted any more.</summary>
    public static readonly TimeSpan MaxAge = TimeSpan.FromSeconds(60);

    private readonly Lock _lock = new();
    private readonly Dictionary<string, Entry> _entries = new(StringComparer.Ordinal);

    // Loads run one after another, so that an older answer of the database never replaces a newer one.
    private readonly SemaphoreSlim _loading = new(1, 1);
    private long _revocations;

    /// <summary>The rights of a user.</summary>
    public async ValueTask<UserRights> GetAsync(string userId, CancellationToken ct)
    {
        lock (_lock)
        {
            if (Fresh(userId) is { } entry)
                return entry.Rights;
        }

        return (await LoadAsync(userId, onlyIfMissing: true, ct)).Rights;
    }

    /// <summary>The rights of a user on one server, and the token that fires when they change or end.</summary>
    public async ValueTask<(BmcRight Rights, CancellationToken Ended)> HoldAsync(string userId, BmcId id, CancellationToken ct)
    {
        while (true)
        {
            lock (_lock)
            {
                if (Fresh(userId) is { } entry)
                    return (entry.Rights.On(id), entry.TokenFor(id));
            }

            await LoadAsync(userId, onlyIfMissing: true, ct);
        }
    }

    /// <summary>Reads a user's rights again; what is held under changed rights ends.</summary>
    public Task RefreshAsync(string userId, CancellationToken ct) => LoadAsync(userId, onlyIfMissing: false, ct);

    /// <summary>Everything that this user holds ends; the rights are read anew at the next use.</summary>
    public void Revoke(string userId)
    {
        Entry? entry;
        lock (_lock)
        {
            _revocations++;
            _entries.Remove(userId, out entry);
        }

        if (entry is not null)
            End(entry.Tokens.Values);
    }

    /// <summary>Everything that anyone holds on this server ends.</summary>
    public void RemoveServer(BmcId id)
    {
        var ended = new List<CancellationTokenSource>();
        lock (_lock)
        {
            foreach (var entry in _entries.Values)
            {
                if (entry.Tokens.Remove(id, out var token))
                    ended.Add(token);
            }
        }

        End(ended);
    }

    /// <summary>Reads again what is in use: another process (the command line) may have changed it.</summary>
    public async Task SweepAsync(CancellationToken ct)
    {
        string[] users;
        lock (_lock)
            users = [.. _entries.Keys];
        foreach (var user in users)
        {
            try
            {
                await RefreshAsync(user, ct);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                Log.RefreshFailed(logger, e);
                EndStale();
                return;
            }
        }
    }

    public void Dispose() => _loading.Dispose();

    private void EndStale()
    {
        string[] stale;
        lock (_lock)
            stale = [.. _entries.Where(pair => time.GetElapsedTime(pair.Value.ReadAt) > MaxAge).Select(pair => pair.Key)];
        foreach (var user in stale)
            Revoke(user);
    }

    private Entry? Fresh(string userId) =>
        _entries.TryGetValue(userId, out var entry) && time.GetElapsedTime(entry.ReadAt) <= MaxAge ? entry : null;

    private async Task<Entry> LoadAsync(string userId, bool onlyIfMissing, CancellationToken ct)
    {
        await _loading.WaitAsync(ct);
        try
        {
            while (true)
            {
                long before;
                lock (_lock)
                {
                    if (onlyIfMissing && Fresh(userId) is { } present)
                        return present;
                    before = _revocations;
                }

                var readAt = time.GetTimestamp();
                var rights = await ReadAsync(userId, ct);
                List<CancellationTokenSource> changed = [];
                Entry entry;
                lock (_lock)
                {
                    if (before != _revocations)
                        continue;
                    entry = new Entry(rights, readAt);
                    if (_entries.TryGetValue(userId, out var old))
                        changed = entry.TakeUnchangedFrom(old);
                    _entries[userId] = entry;
                }

                End(changed);
                return entry;
            }
        }
        finally
        {
            _loading.Release();
        }
    }

    private async Task<UserRights> ReadAsync(string userId, CancellationToken ct)
    {
        if (userId == Caller.CommandLine.UserId)
            return UserRights.Everything;
        await using var db = await dbs.CreateDbContextAsync(ct);
        var grants = await db.Grants.AsNoTracking()
            .Where(grant => grant.UserId == userId && db.Users.Any(user => user.Id == userId && !user.Disabled))
            .Select(grant => new { grant.ServerId, grant.Role }).ToListAsync(ct);
        if (grants.Count == 0)
            return UserRights.Nothing;
        var onFleet = grants.Where(grant => grant.ServerId is null).Aggregate(BmcRight.None, (rights, grant) => rights | grant.Role.Rights());
        var onServers = grants.Where(grant => grant.ServerId is not null).GroupBy(grant => grant.ServerId!.Value)
            .ToFrozenDictionary(group => group.Key, group => group.Aggregate(BmcRight.None, (rights, grant) => rights | grant.Role.Rights()));
        return new UserRights(onFleet, onServers);
    }

    private void End(IEnumerable<CancellationTokenSource> tokens)
    {
        foreach (var token in tokens)
        {
            try
            {
                token.Cancel();
            }
            catch (AggregateException e)
            {
                // One holder that fails while it ends must not save the others.
                Log.HolderFailed(logger, e);
            }
        }
    }

    private sealed class Entry(UserRights rights, long readAt)
    {
        public UserRights Rights { get; } = rights;

        public long ReadAt { get; } = readAt;

        public Dictionary<BmcId, CancellationTokenSource> Tokens { get; } = [];

        public CancellationToken TokenFor(BmcId id)
        {
            if (!Tokens.TryGetValue(id, out var token))
                Tokens[id] = token = new CancellationTokenSource();
            return token.Token;
        }

        /// <summary>Keeps the tokens of servers whose rights are as before; answers the others.</summary>
        public List<CancellationTokenSource> TakeUnchangedFrom(Entry old)
        {
            var changed = new List<CancellationTokenSource>();
            foreach (var (id, token) in old.Tokens)
            {
                if (old.Rights.On(id) == Rights.On(id))
                    Tokens[id] = token;
                else
                    changed.Add(token);
            }

            return changed;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(4001, LogLevel.Error, "The rights in use could not be read again; what is older than a minute ends.")]
        public static partial void RefreshFailed(ILogger logger, Exception exception);

        [LoggerMessage(4002, LogLevel.Warning, "Something that was held under ended rights failed while it ended.")]
        public static partial void HolderFailed(ILogger logger, Exception exception);
    }
}
