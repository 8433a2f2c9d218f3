namespace Portal.Ipmi.Sensors;

/// <summary>Keeps sensor data records between reads: they are many, slow to read and hardly ever change. Safe to use from many tasks.</summary>
public interface ISdrCache
{
    /// <summary>The records for a key; null when there are none for exactly that key.</summary>
    ValueTask<SdrRepository?> FindAsync(SdrCacheKey key, CancellationToken ct);

    /// <summary>Keeps records, instead of any others of the same BMC. A cache that cannot is silent: it is a help, not a duty.</summary>
    ValueTask StoreAsync(SdrCacheKey key, SdrRepository repository, CancellationToken ct);
}
