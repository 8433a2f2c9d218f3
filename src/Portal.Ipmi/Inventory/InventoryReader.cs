using System.Runtime.CompilerServices;
using Portal.Ipmi.Bridging;
using Portal.Ipmi.Sensors;

namespace Portal.Ipmi.Inventory;

/// <summary>Reads all FRU devices of a server: the BMC's own, and those that the locators of its SDR repository name. Not thread safe.</summary>
public sealed class InventoryReader
{
    private const byte BmcAddress = 0x20;

    private readonly IIpmiConnection _bmc;
    private readonly Func<FruLocator, IIpmiConnection?>? _bridge;
    private readonly TimeProvider? _time;
    private readonly Dictionary<(byte Channel, byte Address, Lun Lun), FruReader?> _readers = [];

    /// <summary>
    /// Reads through <paramref name="bmc"/>. <paramref name="bridge"/> gives a connection to the satellite controller that has a device,
    /// or null when there is no way to it; without it satellites are out of reach.
    /// </summary>
    public InventoryReader(IIpmiConnection bmc, Func<FruLocator, IIpmiConnection?>? bridge = null, TimeProvider? timeProvider = null)
    {
        ArgumentNullException.ThrowIfNull(bmc);
        _bmc = bmc;
        _bridge = bridge;
        _time = timeProvider;
    }

    /// <summary>Reads through a connection that reaches satellite controllers by itself.</summary>
    public InventoryReader(IBridgingConnection bmc, TimeProvider? timeProvider = null)
        : this(bmc, locator => bmc.Behind(new SatelliteAddress(locator.AccessAddress, locator.Channel)), timeProvider)
    {
    }

    /// <summary>Reads all FRU devices that the server's sensor data records name, and the BMC's own.</summary>
    /// <exception cref="IpmiException">The connection failed, or the records cannot be read.</exception>
    public async IAsyncEnumerable<FruDevice> ReadServerAsync([EnumeratorCancellation] CancellationToken ct = default)
    {
        var repository = await new SdrReader(_bmc).ReadAsync(ct).ConfigureAwait(false);
        await foreach (var device in ReadAllAsync(FruLocators.Of(repository.Records), ct).ConfigureAwait(false))
            yield return device;
    }

    /// <summary>
    /// Reads one device after the other. A device that cannot be read is an answer like any other; only a connection that fails ends the list.
    /// </summary>
    public async IAsyncEnumerable<FruDevice> ReadAllAsync(
        IEnumerable<FruLocator> locators, [EnumeratorCancellation] CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(locators);
        var seen = new HashSet<(byte Channel, byte Address, Lun Lun, byte Bus, byte Id, bool Logical)>();
        foreach (var locator in WithBuiltIn(locators))
        {
            // Some repositories name a device twice.
            if (seen.Add((locator.Channel, locator.AccessAddress, locator.Lun, locator.PrivateBus, locator.DeviceId, locator.IsLogical)))
                yield return await ReadAsync(locator, ct).ConfigureAwait(false);
        }
    }

    /// <summary>Reads one device.</summary>
    /// <exception cref="IpmiException">The connection failed.</exception>
    public async Task<FruDevice> ReadAsync(FruLocator locator, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(locator);
        if (!locator.IsLogical)
            return new FruDevice(locator, FruDeviceState.OutOfReach) { Problem = $"It is an EEPROM on private bus {locator.PrivateBus}, which FRU commands do not reach." };
        if (ReaderFor(locator) is not { } reader)
            return new FruDevice(locator, FruDeviceState.OutOfReach) { Problem = $"No bridge leads to controller {locator.AccessAddress:X2}h." };
        try
        {
            return locator.IsRaw ? await ReadRawAsync(reader, locator, ct).ConfigureAwait(false) : await ReadInventoryAsync(reader, locator, ct).ConfigureAwait(false);
        }
        catch (IpmiCommandException e) when (e.Command == SendMessage.Code)
        {
            // Refused before the controller saw it: nobody acknowledges the address.
            return new FruDevice(locator, FruDeviceState.OutOfReach) { Problem = e.Message };
        }
        catch (IpmiCommandException e)
        {
            var absent = e.CompletionCode is CompletionCode.NotPresent or CompletionCode.ParameterOutOfRange or CompletionCode.InvalidDataField
                or CompletionCode.DestinationUnavailable or CompletionCode.NoResponse;
            return new FruDevice(locator, absent ? FruDeviceState.NotPresent : FruDeviceState.Failed) { Problem = e.Message };
        }
        catch (IpmiException e) when (e is IpmiFormatException || (e is IpmiTimeoutException && locator.AccessAddress != BmcAddress))
        {
            return new FruDevice(locator, FruDeviceState.Failed) { Problem = e.Message };
        }
    }

    private static IEnumerable<FruLocator> WithBuiltIn(IEnumerable<FruLocator> locators)
    {
        var list = locators.ToList();
        return list.Exists(l => l is { DeviceId: 0, IsLogical: true, AccessAddress: BmcAddress }) ? list : list.Prepend(FruLocator.BuiltIn);
    }

    private static async Task<FruDevice> ReadInventoryAsync(FruReader reader, FruLocator locator, CancellationToken ct)
    {
        try
        {
            var inventory = await reader.ReadAsync(locator.DeviceId, ct).ConfigureAwait(false);
            return new FruDevice(locator, inventory.IsBlank ? FruDeviceState.Blank : FruDeviceState.Inventory) { Inventory = inventory };
        }
        catch (IpmiFormatException e)
        {
            // Locators are often vague about what a device holds: memory modules hide behind "unspecified".
            var device = await ReadRawAsync(reader, locator, ct).ConfigureAwait(false);
            return device with { Problem = e.Message };
        }
    }

    private static async Task<FruDevice> ReadRawAsync(FruReader reader, FruLocator locator, CancellationToken ct)
    {
        var bytes = await reader.ReadImageAsync(locator.DeviceId, ct).ConfigureAwait(false);
        return new FruDevice(locator, bytes.Length == 0 ? FruDeviceState.NotPresent : FruDeviceState.Raw) { Raw = bytes };
    }

    private FruReader? ReaderFor(FruLocator locator)
    {
        var key = (locator.Channel, locator.AccessAddress, locator.Lun);
        if (_readers.TryGetValue(key, out var reader))
            return reader;
        var connection = locator.AccessAddress == BmcAddress ? _bmc : _bridge?.Invoke(locator);
        reader = connection is null ? null : new FruReader(connection, _time) { Lun = locator.Lun };
        _readers.Add(key, reader);
        return reader;
    }
}
