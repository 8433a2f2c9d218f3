using Portal.Ipmi.Sensors;

namespace Portal.Fleet.Polling;

/// <summary>Sensor data records in memory, where equal BMCs share one copy, and on disk, so that a restart reads none again.</summary>
internal sealed class SdrShelf(FleetPaths paths) : ISdrCache
{
    private readonly InMemorySdrCache _memory = new();
    private readonly FileSdrCache _disk = new(Path.Combine(paths.DataDirectory, "sdr"));

    public async ValueTask<SdrRepository?> FindAsync(SdrCacheKey key, CancellationToken ct)
    {
        if (await _memory.FindAsync(key, ct) is { } known)
            return known;
        if (await _disk.FindAsync(key, ct) is not { } stored)
            return null;
        await _memory.StoreAsync(key, stored, ct);
        return await _memory.FindAsync(key, ct) ?? stored;
    }

    public async ValueTask StoreAsync(SdrCacheKey key, SdrRepository repository, CancellationToken ct)
    {
        await _memory.StoreAsync(key, repository, ct);
        PrivateFiles.CreateDirectory(Path.Combine(paths.DataDirectory, "sdr"));
        await _disk.StoreAsync(key, repository, ct);
    }
}
