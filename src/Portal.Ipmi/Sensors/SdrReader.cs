using Portal.Ipmi.Commands.SensorEvent;
using Portal.Ipmi.Commands.Storage;

namespace Portal.Ipmi.Sensors;

/// <summary>
/// Reads the sensor data records of a BMC: from its SDR repository (IPMI 2.0 §33), or its device SDRs (§35.2) when it has no repository. Whole records
/// first, in parts that get smaller where that does not work; what worked is remembered. For one caller at a time.
/// </summary>
public sealed class SdrReader
{
    private const int MaxWalks = 3;

    private readonly IIpmiConnection _connection;
    private readonly SdrReaderOptions _options;
    private readonly SdrReadSize _size;

    /// <summary>Creates a reader.</summary>
    public SdrReader(IIpmiConnection connection, SdrReaderOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(connection);
        _connection = connection;
        _options = options ?? new SdrReaderOptions();
        _size = new SdrReadSize(_options.ReadSize);
    }

    /// <summary>Bytes that this BMC can be asked for at a time; 0 for whole records. To be given to the next reader of the same BMC.</summary>
    public int ReadSize => _size.Bytes;

    /// <summary>Where the records are and in which state: one command, two when there is no repository.</summary>
    public async Task<SdrStamp> GetStampAsync(CancellationToken ct)
    {
        try
        {
            var info = await _connection.SendAsync(new GetSdrRepositoryInfo(), ct).ConfigureAwait(false);
            return new SdrStamp(SdrSource.Repository, info.RecordCount, info.LastAddition.Value, info.LastErase.Value);
        }
        catch (IpmiException e) when (IsUnsupported(e))
        {
            return await GetDeviceStampAsync(ct).ConfigureAwait(false) ?? new SdrStamp(SdrSource.Repository, 0, 0, 0, IsKnown: false);
        }
    }

    /// <summary>Reads all records. When they change meanwhile it begins anew, a few times.</summary>
    public async Task<SdrRepository> ReadAsync(CancellationToken ct) =>
        await ReadAsync(await GetStampAsync(ct).ConfigureAwait(false), ct).ConfigureAwait(false);

    /// <summary>Reads all records; <paramref name="stamp"/> is the state that <see cref="GetStampAsync"/> told just before.</summary>
    public async Task<SdrRepository> ReadAsync(SdrStamp stamp, CancellationToken ct)
    {
        for (var walks = 1; ; walks++)
        {
            var remarks = new List<string>();
            var (records, wasDisturbed, isComplete) = await WalkAsync(stamp.Source, remarks, ct).ConfigureAwait(false);
            if (records.Count == 0 && stamp.Source == SdrSource.Repository && await GetDeviceStampAsync(ct).ConfigureAwait(false) is { RecordCount: > 0 } device)
            {
                // A repository that nobody filled, on a controller that describes its sensors itself.
                stamp = device;
                (records, wasDisturbed, isComplete) = await WalkAsync(device.Source, remarks, ct).ConfigureAwait(false);
            }

            if (wasDisturbed && walks < MaxWalks && await GetStampAsync(ct).ConfigureAwait(false) is var now && now != stamp)
            {
                stamp = now;
                continue;
            }

            if (stamp.IsKnown && stamp.Source == SdrSource.Repository && stamp.RecordCount != records.Count)
                remarks.Add($"The repository says that it has {stamp.RecordCount} records; there are {records.Count}.");
            return SdrRepository.Create(stamp, records, remarks, isComplete);
        }
    }

    private async Task<(List<ReadOnlyMemory<byte>> Records, bool WasDisturbed, bool IsComplete)> WalkAsync(SdrSource source, List<string> remarks, CancellationToken ct)
    {
        if (source == SdrSource.Repository)
        {
            var walk = new SdrWalk(new RepositoryAccess(_connection), _size, _options.MaxRecords, remarks);
            return (await walk.RunAsync(ct).ConfigureAwait(false), walk.WasDisturbed, walk.IsComplete);
        }

        // Each LUN has its own chain; some controllers answer with the same one on all of them.
        var info = await _connection.SendAsync(new GetDeviceSdrInfo(CountRecords: false), ct).ConfigureAwait(false);
        var records = new List<ReadOnlyMemory<byte>>();
        var seen = new HashSet<UInt128>();
        var (wasDisturbed, isComplete) = (false, true);
        for (var lun = Lun.Bmc; lun <= Lun.Oem2; lun++)
        {
            if (lun != Lun.Bmc && !info.HasSensorsOn(lun))
                continue;
            var walk = new SdrWalk(new DeviceAccess(_connection, lun), _size, _options.MaxRecords, remarks);
            foreach (var record in await walk.RunAsync(ct).ConfigureAwait(false))
            {
                if (records.Count < _options.MaxRecords && seen.Add(ContentOf(record.Span)))
                    records.Add(record);
            }

            wasDisturbed |= walk.WasDisturbed;
            isComplete &= walk.IsComplete;
        }

        return (records, wasDisturbed, isComplete);
    }

    /// <summary>A record's content without its id, as a number to compare.</summary>
    private static UInt128 ContentOf(ReadOnlySpan<byte> record)
    {
        Span<byte> hash = stackalloc byte[System.Security.Cryptography.SHA256.HashSizeInBytes];
        System.Security.Cryptography.SHA256.HashData(record.Length > 2 ? record[2..] : record, hash);
        return System.Buffers.Binary.BinaryPrimitives.ReadUInt128LittleEndian(hash);
    }

    private async Task<SdrStamp?> GetDeviceStampAsync(CancellationToken ct)
    {
        try
        {
            var info = await _connection.SendAsync(new GetDeviceSdrInfo(CountRecords: true), ct).ConfigureAwait(false);
            return new SdrStamp(SdrSource.Device, info.Count, info.PopulationChange ?? 0, 0);
        }
        catch (IpmiException e) when (IsUnsupported(e))
        {
            return null;
        }
    }

    private static bool IsUnsupported(IpmiException e) => e is IpmiFormatException or IpmiCommandException { CompletionCode: not CompletionCode.InsufficientPrivilege };
}
