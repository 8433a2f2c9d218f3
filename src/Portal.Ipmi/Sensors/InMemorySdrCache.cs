using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace Portal.Ipmi.Sensors;

/// <summary>
/// A cache in memory. BMCs with the same records share one copy of them, so a fleet of equal servers costs as much as one of them.
/// </summary>
public sealed class InMemorySdrCache : ISdrCache
{
    private readonly ConcurrentDictionary<string, (SdrStamp Stamp, SdrRepository Repository)> _byIdentity = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<UInt128, WeakReference<SdrRepository>> _byContent = new();

    /// <inheritdoc />
    public ValueTask<SdrRepository?> FindAsync(SdrCacheKey key, CancellationToken ct) =>
        new(_byIdentity.TryGetValue(key.Identity, out var entry) && entry.Stamp == key.Stamp ? entry.Repository : null);

    /// <inheritdoc />
    public ValueTask StoreAsync(SdrCacheKey key, SdrRepository repository, CancellationToken ct)
    {
        _byIdentity[key.Identity] = (key.Stamp, Share(repository));
        return ValueTask.CompletedTask;
    }

    /// <summary>The copy that others with the same content already use, else this one.</summary>
    private SdrRepository Share(SdrRepository repository)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(repository.Serialized.Span, hash);
        var content = System.Buffers.Binary.BinaryPrimitives.ReadUInt128LittleEndian(hash);
        var known = _byContent.GetOrAdd(content, static (_, made) => new WeakReference<SdrRepository>(made), repository);
        if (known.TryGetTarget(out var shared))
            return shared;
        known.SetTarget(repository);
        return repository;
    }
}
