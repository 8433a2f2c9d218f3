using System.Collections.Immutable;
using System.Security.Cryptography;

namespace Portal.Fleet.Secrets;

/// <summary>
/// The keys that wrap all others: one active, and those from before for as long as something still lies under them. Another process of the portal may
/// change them; this one looks again before it seals and when it meets a key it does not know.
/// </summary>
internal sealed class KeyRing : IDisposable
{
    private static readonly TimeSpan s_lookEvery = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private readonly IKeySource _source;
    private readonly TimeProvider _time;

    // Every key ever read: a thread may be at work with one that was just retired.
    private ImmutableDictionary<string, KeyEncryptionKey> _known = ImmutableDictionary<string, KeyEncryptionKey>.Empty;
    private ImmutableArray<KeyEncryptionKey> _keys = [];
    private DateTimeOffset? _readOf;
    private long _lookedAt;

    public KeyRing(IKeySource source, TimeProvider time)
    {
        _source = source;
        _time = time;
        lock (_lock)
            Load();
    }

    public IKeySource Source => _source;

    /// <summary>What is sealed now is wrapped by this one.</summary>
    public KeyEncryptionKey Active => Keys[0];

    /// <summary>All keys, the active one first.</summary>
    public ImmutableArray<KeyEncryptionKey> Keys
    {
        get
        {
            lock (_lock)
            {
                LookAgain();
                return _keys;
            }
        }
    }

    /// <summary>The key with an id; null when it is not in the ring.</summary>
    public KeyEncryptionKey? Find(ReadOnlySpan<byte> id)
    {
        lock (_lock)
        {
            foreach (var key in _keys)
            {
                if (key.Id.SequenceEqual(id))
                    return key;
            }

            LookAgain(now: true);
            return _known.GetValueOrDefault(Convert.ToHexStringLower(id));
        }
    }

    /// <summary>Makes a new key and puts it first, durably; nothing is sealed with it before.</summary>
    public KeyEncryptionKey Add()
    {
        lock (_lock)
        {
            var keys = _source.Read();
            var fresh = RandomNumberGenerator.GetBytes(KeyText.KeySize);
            try
            {
                _source.Write([fresh, .. keys]);
                Load();
                return _keys[0];
            }
            finally
            {
                Clear([fresh, .. keys]);
            }
        }
    }

    /// <summary>Takes keys out that are not active; what lies under them cannot be opened any more.</summary>
    public void Remove(IReadOnlyCollection<string> ids)
    {
        lock (_lock)
        {
            var keys = _source.Read();
            try
            {
                _source.Write([keys[0], .. keys.Skip(1).Where(key => !ids.Contains(Convert.ToHexStringLower(KeyEncryptionKey.IdOf(key))))]);
                Load();
            }
            finally
            {
                Clear(keys);
            }
        }
    }

    /// <summary>Reads the keys anew, wherever they come from.</summary>
    public void Reload()
    {
        lock (_lock)
            Load();
    }

    public void Dispose()
    {
        foreach (var key in _known.Values)
            key.Dispose();
    }

    public override string ToString() => nameof(KeyRing);

    private void LookAgain(bool now = false)
    {
        if (!now && _time.GetElapsedTime(_lookedAt) < s_lookEvery)
            return;
        _lookedAt = _time.GetTimestamp();
        if (_source.ChangedAt is not { } changed || changed == _readOf)
            return;
        try
        {
            Load();
        }
        catch (Exception e) when (e is StartRefusedException or IOException or UnauthorizedAccessException)
        {
            // It was replaced this moment or is damaged: what is in memory is still good.
        }
    }

    private void Load()
    {
        _lookedAt = _time.GetTimestamp();
        var changed = _source.ChangedAt;
        var keys = _source.Read();
        try
        {
            var ring = ImmutableArray.CreateBuilder<KeyEncryptionKey>(keys.Length);
            foreach (var bytes in keys)
            {
                var id = Convert.ToHexStringLower(KeyEncryptionKey.IdOf(bytes));
                if (!_known.TryGetValue(id, out var key))
                    _known = _known.Add(id, key = new KeyEncryptionKey(bytes));
                if (!ring.Contains(key))
                    ring.Add(key);
            }

            _keys = ring.ToImmutable();
            _readOf = changed ?? _source.ChangedAt;
        }
        finally
        {
            Clear(keys);
        }
    }

    private static void Clear(IEnumerable<byte[]> keys)
    {
        foreach (var key in keys)
            CryptographicOperations.ZeroMemory(key);
    }
}
