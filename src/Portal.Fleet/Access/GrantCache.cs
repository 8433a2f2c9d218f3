using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Portal.Fleet.Access.Rules;
using Portal.Fleet.Data;
using Portal.Fleet.Servers;

namespace Portal.Fleet.Access;

/// <summary>
/// Everyone's rights in memory, so that a keystroke asks no database, and a token for each (user, server) that fires when
/// those rights change or end. A view that could not be refreshed for <see cref="MaxAge"/> counts as ended: fail closed.
/// </summary>
internal sealed partial class GrantCache : IDisposable
{
    /// <summary>Rights that are older than this are not trusted any more.</summary>
    public static readonly TimeSpan MaxAge = TimeSpan.FromSeconds(60);

    private static readonly TimeSpan s_leastWait = TimeSpan.FromMilliseconds(50);

    private readonly IDbContextFactory<PortalDb> _dbs;
    private readonly TimeProvider _time;
    private readonly ILogger<GrantCache> _logger;
    private readonly Lock _lock = new();
    private readonly Dictionary<RightsHolder, Entry> _entries = [];

    // Loads run one after another, so that an older answer of the database never replaces a newer one.
    private readonly SemaphoreSlim _loading = new(1, 1);
    private readonly ITimer _boundary;
    private long _revocations;

    public GrantCache(IDbContextFactory<PortalDb> dbs, TimeProvider time, ILogger<GrantCache> logger)
    {
        _dbs = dbs;
        _time = time;
        _logger = logger;
        _boundary = time.CreateTimer(static cache => ((GrantCache)cache!).OnBoundary(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Somebody's rights may have become others: whoever shows them reads again.</summary>
    public event Action? Changed;

    /// <summary>The rights of a caller.</summary>
    public async ValueTask<UserRights> GetAsync(Caller caller, CancellationToken ct)
    {
        lock (_lock)
        {
            if (Fresh(caller.Holder) is { } entry)
                return entry.Rights;
        }

        return (await LoadAsync(caller.Holder, onlyIfMissing: true, ct)).Rights;
    }

    /// <summary>The rights of a caller on one server, and the token that fires when they change or end.</summary>
    public async ValueTask<(UserRights Rights, CancellationToken Ended)> HoldAsync(Caller caller, Server server, CancellationToken ct)
    {
        while (true)
        {
            lock (_lock)
            {
                if (Fresh(caller.Holder) is { } entry)
                    return (entry.Rights, entry.TokenFor(server));
            }

            await LoadAsync(caller.Holder, onlyIfMissing: true, ct);
        }
    }

    /// <summary>Reads a user's rights again, and those of the user's tokens and links; what is held under changed rights ends.</summary>
    public async Task RefreshAsync(string userId, CancellationToken ct)
    {
        await LoadAsync(new RightsHolder(userId), onlyIfMissing: false, ct);
        foreach (var holder in InUse(holder => holder.UserId == userId && holder != new RightsHolder(userId)))
            await LoadAsync(holder, onlyIfMissing: false, ct);
        Changed?.Invoke();
    }

    /// <summary>Everything that this user holds ends, by whatever way; the rights are read anew at the next use.</summary>
    public void Revoke(string userId) => Revoke(holder => holder.UserId == userId);

    /// <summary>Everything that is held by way of one token or link ends.</summary>
    public void Revoke(RightsHolder holder) => Revoke(other => other == holder);

    /// <summary>A server has other labels or another tenant: what people hold on it ends where their rights are others now, or where its tenancy is.</summary>
    public void ServerChanged(Server server)
    {
        var ended = new List<CancellationTokenSource>();
        lock (_lock)
        {
            foreach (var entry in _entries.Values)
            {
                if (!entry.Tokens.TryGetValue(server.Id, out var held))
                    continue;
                if (held.Server.Epoch == server.Epoch && entry.Rights.On(held.Server) == entry.Rights.On(server))
                {
                    entry.Tokens[server.Id] = held with { Server = server };
                    continue;
                }

                entry.Tokens.Remove(server.Id);
                ended.Add(held.Token);
            }
        }

        End(ended);
    }

    /// <summary>Reads the rights of all people in use again: a tenant's state or a role changed.</summary>
    public async Task RefreshAllAsync(CancellationToken ct)
    {
        foreach (var holder in InUse(_ => true))
            await LoadAsync(holder, onlyIfMissing: false, ct);
        Changed?.Invoke();
    }

    /// <summary>Everything that anyone holds on this server ends.</summary>
    public void RemoveServer(BmcId id)
    {
        var ended = new List<CancellationTokenSource>();
        lock (_lock)
        {
            foreach (var entry in _entries.Values)
            {
                if (entry.Tokens.Remove(id, out var held))
                    ended.Add(held.Token);
            }
        }

        End(ended);
    }

    /// <summary>Reads again what is in use: another process (the command line) may have changed it.</summary>
    public async Task SweepAsync(CancellationToken ct)
    {
        foreach (var holder in InUse(_ => true))
        {
            try
            {
                await LoadAsync(holder, onlyIfMissing: false, ct);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                Log.RefreshFailed(_logger, e);
                EndStale();
                return;
            }
        }
    }

    public void Dispose()
    {
        _boundary.Dispose();
        _loading.Dispose();
    }

    /// <summary>A grant begins or ends by itself.</summary>
    private void OnBoundary()
    {
        RightsHolder[] due;
        lock (_lock)
            due = [.. _entries.Where(pair => pair.Value.Rights.ValidUntil <= _time.GetUtcNow()).Select(pair => pair.Key)];
        foreach (var holder in due)
            _ = RefreshOrRevokeAsync(holder);
        lock (_lock)
            ArmBoundary();
    }

    private async Task RefreshOrRevokeAsync(RightsHolder holder)
    {
        try
        {
            await LoadAsync(holder, onlyIfMissing: false, CancellationToken.None);
            Changed?.Invoke();
        }
        catch (Exception e)
        {
            // What must end now ends, whether or not the database answers.
            Log.RefreshFailed(_logger, e);
            Revoke(holder);
        }
    }

    private void ArmBoundary()
    {
        var next = _entries.Values.Min(entry => entry.Rights.ValidUntil);
        var wait = next - _time.GetUtcNow();
        _boundary.Change(wait is not { } time ? Timeout.InfiniteTimeSpan : time < s_leastWait ? s_leastWait : time > MaxAge ? MaxAge : time, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Ends what is held under rights that were read too long ago.</summary>
    public void EndStale()
    {
        RightsHolder[] stale;
        lock (_lock)
            stale = [.. _entries.Where(pair => _time.GetElapsedTime(pair.Value.ReadAt) > MaxAge).Select(pair => pair.Key)];
        foreach (var holder in stale)
            Revoke(holder);
    }

    private RightsHolder[] InUse(Func<RightsHolder, bool> which)
    {
        lock (_lock)
            return [.. _entries.Keys.Where(which)];
    }

    private void Revoke(Func<RightsHolder, bool> which)
    {
        var ended = new List<CancellationTokenSource>();
        lock (_lock)
        {
            _revocations++;
            foreach (var holder in _entries.Keys.Where(which).ToArray())
            {
                if (_entries.Remove(holder, out var entry))
                    ended.AddRange(entry.Tokens.Values.Select(held => held.Token));
            }
        }

        End(ended);
        Changed?.Invoke();
    }

    private Entry? Fresh(RightsHolder holder) =>
        _entries.TryGetValue(holder, out var entry) && _time.GetElapsedTime(entry.ReadAt) <= MaxAge && !(entry.Rights.ValidUntil <= _time.GetUtcNow()) ? entry : null;

    private async Task<Entry> LoadAsync(RightsHolder holder, bool onlyIfMissing, CancellationToken ct)
    {
        await _loading.WaitAsync(ct);
        try
        {
            while (true)
            {
                long before;
                lock (_lock)
                {
                    if (onlyIfMissing && Fresh(holder) is { } present)
                        return present;
                    before = _revocations;
                }

                var readAt = _time.GetTimestamp();
                var rights = await RightsReader.ReadAsync(_dbs, holder, _time.GetUtcNow(), ct);
                List<CancellationTokenSource> changed = [];
                Entry entry;
                lock (_lock)
                {
                    if (before != _revocations)
                        continue;
                    entry = new Entry(rights, readAt);
                    if (_entries.TryGetValue(holder, out var old))
                        changed = entry.TakeUnchangedFrom(old);
                    _entries[holder] = entry;
                    ArmBoundary();
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
                Log.HolderFailed(_logger, e);
            }
        }
    }

    /// <summary>The server as it was when someone asked for it last.</summary>
    private sealed record HeldServer(Server Server, CancellationTokenSource Token);

    private sealed class Entry(UserRights rights, long readAt)
    {
        public UserRights Rights { get; } = rights;

        public long ReadAt { get; } = readAt;

        public Dictionary<BmcId, HeldServer> Tokens { get; } = [];

        public CancellationToken TokenFor(Server server)
        {
            var token = Tokens.TryGetValue(server.Id, out var held) ? held.Token : new CancellationTokenSource();
            Tokens[server.Id] = new HeldServer(server, token);
            return token.Token;
        }

        /// <summary>Keeps the tokens of servers whose rights are as before; answers the others.</summary>
        public List<CancellationTokenSource> TakeUnchangedFrom(Entry old)
        {
            var changed = new List<CancellationTokenSource>();
            foreach (var (id, held) in old.Tokens)
            {
                if (old.Rights.On(held.Server) == Rights.On(held.Server))
                    Tokens[id] = held;
                else
                    changed.Add(held.Token);
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
