using Portal.Ipmi.Commands.App;
using Portal.Ipmi.Inventory;
using Portal.Ipmi.Wire;

namespace Portal.Ipmi.Oem.Dell;

/// <summary>Dell's own system info parameters (C3h to F4h), as FreeIPMI's ipmi-oem documents them. Not every model has every one.</summary>
public sealed class DellSystemInfo
{
    private const byte AssetTag = 0xC4;
    private const byte ServiceTag = 0xC5;
    private const byte ChassisServiceTag = 0xC6;
    private const byte BoardRevision = 0xC8;
    private const byte ModelName = 0xD1;
    private const byte MacAddresses = 0xDA;
    private const byte IdracInfo = 0xDD;
    private const byte IdracUrl = 0xDE;
    private const byte AveragePower = 0xEB;
    private const int MaxMacAddresses = 31;

    private readonly IIpmiConnection _connection;
    private readonly SystemInfoClient _strings;

    /// <summary>Speaks to the iDRAC behind <paramref name="connection"/>.</summary>
    public DellSystemInfo(IIpmiConnection connection)
    {
        ArgumentNullException.ThrowIfNull(connection);
        _connection = connection;
        _strings = new SystemInfoClient(connection);
    }

    /// <summary>Name of the model.</summary>
    public Task<string?> GetModelNameAsync(CancellationToken ct) => _strings.GetStringAsync(ModelName, ct);

    /// <summary>Address of the iDRAC's pages.</summary>
    public Task<string?> GetUrlAsync(CancellationToken ct) => _strings.GetStringAsync(IdracUrl, ct);

    /// <summary>Service tag of the system.</summary>
    public Task<string?> GetServiceTagAsync(CancellationToken ct) => GetTagAsync(ServiceTag, ct);

    /// <summary>Service tag of the chassis that a blade sits in.</summary>
    public Task<string?> GetChassisServiceTagAsync(CancellationToken ct) => GetTagAsync(ChassisServiceTag, ct);

    /// <summary>Asset tag.</summary>
    public Task<string?> GetAssetTagAsync(CancellationToken ct) => GetTagAsync(AssetTag, ct);

    /// <summary>Revision of the board.</summary>
    public Task<string?> GetBoardRevisionAsync(CancellationToken ct) => GetTagAsync(BoardRevision, ct);

    /// <summary>What the iDRAC says of itself.</summary>
    /// <exception cref="IpmiFormatException">The parameter is too short.</exception>
    public async Task<DellIdracInfo> GetIdracInfoAsync(CancellationToken ct)
    {
        const int blocks = 3;
        var bytes = new List<byte>();
        for (byte block = 0; block < blocks; block++)
        {
            var data = await _connection.SendAsync(new GetSystemInfoParameter(IdracInfo, block), ct).ConfigureAwait(false);
            // Each block repeats its set selector.
            bytes.AddRange(data.AsSpan(Math.Min(1, data.Length)));
        }

        return DellIdracInfo.Parse(bytes.ToArray());
    }

    /// <summary>MAC addresses of the ports on the system board (11th generation and later).</summary>
    /// <exception cref="IpmiFormatException">An answer is too short.</exception>
    public async Task<IReadOnlyList<DellMacAddress>> GetMacAddressesAsync(CancellationToken ct)
    {
        // Offset and length follow the block selector; with 0 and 0 the answer is the length of the whole.
        var head = await _connection.SendAsync(new GetSystemInfoParameter(MacAddresses) { Extra = new byte[] { 0, 0 } }, ct).ConfigureAwait(false);
        if (head.Length == 0)
            throw new IpmiFormatException("Expected the length of the MAC addresses, but nothing came.");
        var addresses = new List<DellMacAddress>();
        for (var offset = 0; offset + DellMacAddress.Length <= head[0] && addresses.Count < MaxMacAddresses; offset += DellMacAddress.Length)
        {
            var request = new GetSystemInfoParameter(MacAddresses) { Extra = new[] { (byte)offset, (byte)DellMacAddress.Length } };
            addresses.Add(DellMacAddress.Parse(await _connection.SendAsync(request, ct).ConfigureAwait(false)));
        }

        return addresses;
    }

    /// <summary>Average power over the last minute, hour, day and week, in watts.</summary>
    /// <exception cref="IpmiFormatException">The parameter is too short.</exception>
    public async Task<IReadOnlyList<int>> GetAveragePowerAsync(CancellationToken ct)
    {
        var data = await _connection.SendAsync(new GetSystemInfoParameter(AveragePower), ct).ConfigureAwait(false);
        var reader = new IpmiReader(data);
        return [reader.ReadUInt16(), reader.ReadUInt16(), reader.ReadUInt16(), reader.ReadUInt16()];
    }

    /// <summary>Parameters C3h to C8h: a length, then so many characters.</summary>
    private async Task<string?> GetTagAsync(byte parameter, CancellationToken ct)
    {
        var data = await _connection.SendAsync(new GetSystemInfoParameter(parameter), ct).ConfigureAwait(false);
        return data.Length == 0 ? null : BmcText.FromLatin1(data.AsSpan(1, Math.Min(data[0], data.Length - 1)));
    }
}
