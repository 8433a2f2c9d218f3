using Microsoft.Extensions.Logging;

namespace Portal.Fleet.Secrets;

/// <summary>
/// Changes the key that wraps all others, while everything goes on. The new one is on the disk, first in the ring, before anything is sealed with it; every value is
/// then wrapped anew, batch by batch; the old one goes when nothing lies under it any more. Each step may be killed anywhere and is taken up by
/// <see cref="KeyKeeper"/>: whatever is in the database opens with a key of the ring at every moment.
/// </summary>
internal sealed partial class KeyRotation(KeyRing ring, IEnumerable<ISealedStore> stores, TimeProvider time, ILogger<KeyRotation> logger) : IDisposable
{
    /// <summary>
    /// An old key stays at least so long: another process of the portal may have sealed with it a moment ago and not yet written, and looks for new keys
    /// each second.
    /// </summary>
    private static readonly TimeSpan s_grace = TimeSpan.FromSeconds(60);

    private readonly SemaphoreSlim _one = new(1, 1);

    /// <summary>The keys, and how much lies under each.</summary>
    public async Task<KeyState> GetAsync(CancellationToken ct)
    {
        var keys = ring.Keys;
        var counts = new Dictionary<string, Dictionary<string, int>>();
        foreach (var store in stores)
        {
            foreach (var (id, count) in await store.CountAsync(ct))
            {
                if (!counts.TryGetValue(id, out var byStore))
                    counts[id] = byStore = [];
                byStore[store.Name] = byStore.GetValueOrDefault(store.Name) + count;
            }
        }

        var views = keys.Select((key, index) => new KeyView(key.IdText, index == 0, true, counts.GetValueOrDefault(key.IdText) ?? [])).ToList();
        views.AddRange(counts.Where(pair => keys.All(key => key.IdText != pair.Key)).Select(pair => new KeyView(pair.Key, false, false, pair.Value)));
        return new KeyState(views, ring.Source.Description, ring.Source.CanWrite, ring.Source.ChangedAt);
    }

    /// <summary>Puts a new key first, or finds the one that was put first where the keys come from. Answers its id.</summary>
    /// <exception cref="KeyRotationException">The last change is not through, or there is no new key where the portal cannot make one.</exception>
    public async Task<string> BeginAsync(CancellationToken ct)
    {
        await _one.WaitAsync(ct);
        try
        {
            var before = ring.Active;
            ring.Reload();
            if (!ring.Source.CanWrite)
            {
                return ring.Active != before
                    ? ring.Active.IdText
                    : throw new KeyRotationException("key_source_read_only", $"The keys come from {ring.Source.Description}, which the portal cannot change: put a new key first there and keep the old one behind it, then rotate.");
            }

            if (ring.Keys.Length > 1)
                throw new KeyRotationException("key_rotation_under_way", "The last change of the key is not through: an older key is still in use or was active less than a minute ago.");
            var key = ring.Add();
            Log.Added(logger, key.IdText);
            return key.IdText;
        }
        finally
        {
            _one.Release();
        }
    }

    /// <summary>Wraps everything anew that is not under the active key. Answers how many values.</summary>
    public async Task<int> RewrapAsync(CancellationToken ct)
    {
        await _one.WaitAsync(ct);
        try
        {
            var wrapped = 0;
            foreach (var store in stores)
                wrapped += await store.RewrapAsync(ct);
            if (wrapped > 0)
                Log.Rewrapped(logger, wrapped, ring.Active.IdText);
            return wrapped;
        }
        finally
        {
            _one.Release();
        }
    }

    /// <summary>Takes keys out of the ring that nothing lies under. Answers how many are left besides the active one.</summary>
    public async Task<int> RetireAsync(CancellationToken ct)
    {
        await _one.WaitAsync(ct);
        try
        {
            var keys = ring.Keys;
            if (keys.Length == 1)
                return 0;
            if (!ring.Source.CanWrite || (ring.Source.ChangedAt is { } changed && time.GetUtcNow() - changed < s_grace))
                return keys.Length - 1;
            var used = new HashSet<string>();
            foreach (var store in stores)
                used.UnionWith((await store.CountAsync(ct)).Keys);
            string[] idle = [.. keys.Skip(1).Select(key => key.IdText).Where(id => !used.Contains(id))];
            if (idle.Length == 0)
                return keys.Length - 1;
            ring.Remove(idle);
            foreach (var id in idle)
                Log.Retired(logger, id);
            return ring.Keys.Length - 1;
        }
        finally
        {
            _one.Release();
        }
    }

    public void Dispose() => _one.Dispose();

    private static partial class Log
    {
        [LoggerMessage(4101, LogLevel.Warning, "The key {Key} wraps all others from now on.")]
        public static partial void Added(ILogger logger, string key);

        [LoggerMessage(4102, LogLevel.Information, "{Count} sealed values were wrapped anew by the key {Key}.")]
        public static partial void Rewrapped(ILogger logger, int count, string key);

        [LoggerMessage(4103, LogLevel.Warning, "The key {Key} is retired: nothing lies under it any more. Keep it as long as backups from before.")]
        public static partial void Retired(ILogger logger, string key);
    }
}
