using System.Text;
using Portal.Ipmi.Commands.Dcmi;
using Portal.Ipmi.Wire;

namespace Portal.Ipmi.Dcmi;

/// <summary>What takes several DCMI commands: capabilities, strings in parts, lists in pages. Single commands are sent as they are.</summary>
public sealed class DcmiClient
{
    /// <summary>Bytes an asset tag may have, its byte order mark included.</summary>
    public const int MaxAssetTagBytes = 63;

    /// <summary>Bytes a management controller identifier may have, without the null that ends it.</summary>
    public const int MaxIdentifierBytes = 63;

    private const int PartBytes = 16;
    private const int PageLength = 8;
    private const int MaxInstances = 255;

    private readonly IIpmiConnection _connection;

    /// <summary>Speaks DCMI over <paramref name="connection"/>.</summary>
    public DcmiClient(IIpmiConnection connection)
    {
        ArgumentNullException.ThrowIfNull(connection);
        _connection = connection;
    }

    /// <summary>Reads all capability parameters; null when the BMC has no DCMI.</summary>
    public async Task<DcmiCapabilities?> GetCapabilitiesAsync(CancellationToken ct)
    {
        if (await TryGetAsync(1, ct).ConfigureAwait(false) is not { } supported)
            return null;
        var capabilities = DcmiCapabilities.ReadSupported(supported);
        var platform = await TryGetAsync(2, ct).ConfigureAwait(false);
        var power = await TryGetAsync(3, ct).ConfigureAwait(false);
        var channels = await TryGetAsync(4, ct).ConfigureAwait(false);
        var rolling = await TryGetAsync(5, ct).ConfigureAwait(false);
        return capabilities with
        {
            Platform = platform is null ? null : DcmiPlatformAttributes.Read(platform),
            PowerController = power is null ? null : DcmiPowerController.Read(power),
            Channels = channels is null ? null : DcmiChannels.Read(channels),
            RollingPeriods = rolling is null ? [] : ReadRollingPeriods(rolling),
        };
    }

    /// <summary>Reads the asset tag: UTF-8 when it begins with a byte order mark, Latin-1 otherwise.</summary>
    public async Task<string> GetAssetTagAsync(CancellationToken ct)
    {
        var bytes = await ReadPartsAsync(MaxAssetTagBytes, (offset, count) => new GetAssetTag(offset, count), ct).ConfigureAwait(false);
        return bytes.AsSpan().StartsWith(BmcText.Utf8Mark) ? BmcText.FromUtf8(bytes.AsSpan(3)) : BmcText.FromLatin1(bytes);
    }

    /// <summary>Writes the asset tag: in Latin-1 when that can hold it, otherwise in UTF-8 with a byte order mark.</summary>
    /// <exception cref="ArgumentException">The tag has more than 63 bytes.</exception>
    /// <exception cref="IpmiException"><see cref="IpmiFailure.NotKept"/>: the BMC took the tag, but reads another one back.</exception>
    public async Task SetAssetTagAsync(string tag, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(tag);
        var bytes = BmcText.ToLatin1(tag) ?? [.. BmcText.Utf8Mark, .. Encoding.UTF8.GetBytes(tag)];
        if (bytes.Length > MaxAssetTagBytes)
            throw new ArgumentException($"An asset tag has at most {MaxAssetTagBytes} bytes, and this one {bytes.Length}.", nameof(tag));
        var offset = 0;
        do
        {
            var count = Math.Min(PartBytes, bytes.Length - offset);
            await _connection.SendAsync(new SetAssetTag((byte)offset, bytes.AsMemory(offset, count)), ct).ConfigureAwait(false);
            offset += count;
        }
        while (offset < bytes.Length);
        var kept = await GetAssetTagAsync(ct).ConfigureAwait(false);
        if (!string.Equals(kept, tag.TrimEnd(), StringComparison.Ordinal))
            throw new IpmiException(IpmiFailure.NotKept, $"The BMC took an asset tag of {bytes.Length} bytes, but reads another one back.");
    }

    /// <summary>Reads the management controller identifier string.</summary>
    public async Task<string> GetIdentifierAsync(CancellationToken ct)
    {
        var bytes = await ReadPartsAsync(MaxIdentifierBytes, (offset, count) => new GetManagementControllerId(offset, count), ct).ConfigureAwait(false);
        var end = Array.IndexOf(bytes, (byte)0);
        return BmcText.FromLatin1(end < 0 ? bytes : bytes.AsSpan(0, end));
    }

    /// <summary>Writes the management controller identifier string. The BMC restarts DHCP when it uses it, which may take its address away.</summary>
    /// <exception cref="ArgumentException">The string has more than 63 characters, or some that are not Latin-1.</exception>
    public async Task SetIdentifierAsync(string identifier, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(identifier);
        var text = BmcText.ToLatin1(identifier) ?? throw new ArgumentException("The identifier holds Latin-1 only.", nameof(identifier));
        if (text.Length > MaxIdentifierBytes)
            throw new ArgumentException($"The identifier has at most {MaxIdentifierBytes} characters, and this one {text.Length}.", nameof(identifier));
        // The null belongs to the string: it tells the BMC that this was all.
        byte[] bytes = [.. text, 0];
        for (var offset = 0; offset < bytes.Length; offset += PartBytes)
        {
            var part = bytes.AsMemory(offset, Math.Min(PartBytes, bytes.Length - offset));
            await _connection.SendAsync(new SetManagementControllerId((byte)offset, part), ct).ConfigureAwait(false);
        }
    }

    /// <summary>Reads the temperatures of an entity; empty when the BMC has none.</summary>
    public async Task<IReadOnlyList<DcmiTemperature>> GetTemperaturesAsync(DcmiEntity entity, CancellationToken ct)
    {
        var temperatures = new List<DcmiTemperature>();
        await ReadPagesAsync(start => new GetTemperatureReadings(entity, start), page => (page.Total, page.Temperatures), temperatures, ct).ConfigureAwait(false);
        return temperatures;
    }

    /// <summary>Reads the record ids of the sensors of an entity; empty when the BMC has none.</summary>
    public async Task<IReadOnlyList<ushort>> GetSensorRecordsAsync(DcmiEntity entity, CancellationToken ct)
    {
        var records = new List<ushort>();
        await ReadPagesAsync(start => new GetDcmiSensorInfo(entity, start), page => (page.Total, page.RecordIds), records, ct).ConfigureAwait(false);
        return records;
    }

    /// <summary>Reads how the BMC announces itself over DHCP.</summary>
    public async Task<DhcpSettings> GetDhcpAsync(CancellationToken ct)
    {
        var discovery = await TryGetConfigurationAsync(2, 1, ct).ConfigureAwait(false);
        var initial = await TryGetConfigurationAsync(3, 1, ct).ConfigureAwait(false);
        var contact = await TryGetConfigurationAsync(4, 2, ct).ConfigureAwait(false);
        var retry = await TryGetConfigurationAsync(5, 2, ct).ConfigureAwait(false);
        return new DhcpSettings(
            discovery is null ? null : (discovery & 0x01) != 0,
            discovery is null ? null : (discovery & 0x02) != 0,
            discovery is null ? null : (discovery & 0x80) != 0,
            Seconds(initial), Seconds(contact), Seconds(retry));

        static TimeSpan? Seconds(int? value) => value is { } seconds ? TimeSpan.FromSeconds(seconds) : null;
    }

    /// <summary>Writes those settings that are not null. <see cref="RestartDhcpAsync"/> puts them into effect.</summary>
    public async Task SetDhcpAsync(DhcpSettings settings, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(settings);
        if (settings is { SendsIdentifier: not null } or { SendsVendorClass: not null } or { RandomBackOff: not null })
        {
            var present = await TryGetConfigurationAsync(2, 1, ct).ConfigureAwait(false) ?? 0;
            var value = With(With(With(present, 0x01, settings.SendsIdentifier), 0x02, settings.SendsVendorClass), 0x80, settings.RandomBackOff) & 0x83;
            await SetConfigurationAsync(2, [(byte)value], ct).ConfigureAwait(false);
        }

        if (settings.InitialTimeout is { } initial)
            await SetConfigurationAsync(3, [checked((byte)initial.TotalSeconds)], ct).ConfigureAwait(false);
        if (settings.ContactTimeout is { } contact)
            await SetConfigurationAsync(4, TwoBytes(contact), ct).ConfigureAwait(false);
        if (settings.ContactRetry is { } retry)
            await SetConfigurationAsync(5, TwoBytes(retry), ct).ConfigureAwait(false);

        static int With(int value, int bit, bool? wanted) => wanted switch { true => value | bit, false => value & ~bit, _ => value };
        static byte[] TwoBytes(TimeSpan time) => [(byte)(int)time.TotalSeconds, (byte)(checked((ushort)time.TotalSeconds) >> 8)];
    }

    /// <summary>Makes the BMC start DHCP again with the settings as they are. Its address may change.</summary>
    public Task RestartDhcpAsync(CancellationToken ct) => SetConfigurationAsync(1, [0x01], ct);

    internal static ReadOnlySpan<byte> Need(DcmiParameter parameter, int length) => parameter.Data.Length >= length
        ? parameter.Data.Span
        : throw new IpmiFormatException($"Expected a DCMI parameter of {length} bytes, but {parameter.Data.Length} came.");

    private static List<RollingPeriod> ReadRollingPeriods(DcmiParameter parameter)
    {
        /*  1   number of periods
            2-N [7:6] unit, [5:0] number of them  */
        var data = parameter.Data.Span;
        var periods = new List<RollingPeriod>();
        for (var i = 1; i < data.Length && i <= data[0]; i++)
            periods.Add(new RollingPeriod(data[i]));
        return periods;
    }

    private static bool IsAbsent(CompletionCode code) => code is CompletionCode.InvalidCommand or CompletionCode.ParameterOutOfRange or CompletionCode.InvalidDataField
        or CompletionCode.NotPresent or CompletionCode.NotSupportedInState or CompletionCode.SubFunctionDisabled or (CompletionCode)0x80;

    private async Task<DcmiParameter?> TryGetAsync(byte parameter, CancellationToken ct)
    {
        try
        {
            return await _connection.SendAsync(new GetDcmiCapabilitiesInfo(parameter), ct).ConfigureAwait(false);
        }
        catch (IpmiCommandException e) when (IsAbsent(e.CompletionCode))
        {
            return null;
        }
    }

    private async Task<int?> TryGetConfigurationAsync(byte parameter, int length, CancellationToken ct)
    {
        try
        {
            var answer = await _connection.SendAsync(new GetDcmiConfigurationParameter(parameter), ct).ConfigureAwait(false);
            var data = Need(answer, length);
            return length == 1 ? data[0] : data[0] | (data[1] << 8);
        }
        catch (IpmiCommandException e) when (IsAbsent(e.CompletionCode))
        {
            return null;
        }
    }

    private async Task SetConfigurationAsync(byte parameter, byte[] data, CancellationToken ct) =>
        await _connection.SendAsync(new SetDcmiConfigurationParameter(parameter, data), ct).ConfigureAwait(false);

    private async Task<byte[]> ReadPartsAsync(int most, Func<byte, byte, IpmiRequest<StringPart>> request, CancellationToken ct)
    {
        var bytes = new List<byte>();
        var length = most;
        while (bytes.Count < length)
        {
            // The first part tells how long the whole is; offset and count together must not exceed the most there can be.
            var count = Math.Min(PartBytes, length - bytes.Count);
            var part = await _connection.SendAsync(request((byte)bytes.Count, (byte)count), ct).ConfigureAwait(false);
            length = Math.Min(most, part.TotalLength);
            if (part.Data.IsEmpty)
                break;
            bytes.AddRange(part.Data[..Math.Min(part.Data.Length, Math.Max(0, length - bytes.Count))].Span);
        }

        return [.. bytes];
    }

    private async Task ReadPagesAsync<TPage, T>(
        Func<byte, IpmiRequest<TPage>> request, Func<TPage, (int Total, IReadOnlyList<T> Items)> open, List<T> all, CancellationToken ct)
    {
        for (var start = 1; start <= MaxInstances;)
        {
            (int Total, IReadOnlyList<T> Items) page;
            try
            {
                page = open(await _connection.SendAsync(request((byte)start), ct).ConfigureAwait(false));
            }
            catch (IpmiCommandException e) when (IsAbsent(e.CompletionCode))
            {
                return;
            }

            all.AddRange(page.Items);
            if (page.Items.Count == 0 || all.Count >= page.Total)
                return;
            start += Math.Min(page.Items.Count, PageLength);
        }
    }
}
