using System.Globalization;
using System.Net;
using Portal.Fleet.Polling;
using Portal.Fleet.Sensors;
using Portal.Ipmi;
using Portal.Ipmi.Commands.App;
using Portal.Ipmi.Commands.Transport;
using Portal.Ipmi.Configuration;
using Portal.Ipmi.Dcmi;
using Portal.Ipmi.Inventory;
using Portal.Ipmi.Oem;

namespace Portal.Fleet.Inventory;

/// <summary>Reads the inventory of one server: the BMC, what it knows of the host, its network, every FRU device. For one caller at a time.</summary>
internal sealed class InventoryPoller(PolledConnection connection, SensorPoller sensors, TimeProvider time)
{
    /// <summary>Longest reading: sensors and events wait for it. What was not reached then is read the next time.</summary>
    private static readonly TimeSpan s_longest = TimeSpan.FromMinutes(2);

    private static readonly string[] s_support = ["sensors", "SDR", "SEL", "FRU", "IPMB event receiver", "IPMB event generator", "bridge", "chassis"];

    private static readonly (SystemInfoParameter Parameter, string Key, bool IsPrivate)[] s_system =
    [
        (SystemInfoParameter.SystemFirmwareVersion, "systemFirmware", false), (SystemInfoParameter.SystemName, "systemName", false),
        (SystemInfoParameter.PrimaryOperatingSystemName, "primaryOs", false), (SystemInfoParameter.OperatingSystemName, "os", false),
        (SystemInfoParameter.OperatingSystemVersion, "osVersion", false), (SystemInfoParameter.BmcUrl, "bmcUrl", true), (SystemInfoParameter.HypervisorUrl, "hypervisorUrl", false),
    ];

    /// <summary>Reads all of it.</summary>
    /// <param name="address">Where the portal reaches the BMC.</param>
    /// <exception cref="IpmiException">The BMC does not answer.</exception>
    public async Task<InventorySnapshot> RunAsync(string address, CancellationToken ct)
    {
        var at = time.GetUtcNow();
        var started = time.GetTimestamp();
        var parts = new List<InventoryPart> { await ReadControllerAsync(ct) };
        if (await ReadSystemAsync(ct) is { Fields.Count: > 0 } system)
            parts.Add(system);
        if (await ReadNetworkAsync(ct) is { Fields.Count: > 0 } network)
            parts.Add(network);
        var reader = new InventoryReader(connection, time);
        var asked = new HashSet<string>(StringComparer.Ordinal);
        foreach (var locator in await FindDevicesAsync(ct))
        {
            // Some repositories name a device twice.
            if (parts.Count >= InventorySnapshot.MaxParts || !asked.Add(FruFields.KeyOf(locator)))
                continue;
            var device = time.GetElapsedTime(started) < s_longest
                ? await reader.ReadAsync(locator, ct)
                : new FruDevice(locator, FruDeviceState.Failed) { Problem = "It was not reached in time." };
            parts.Add(FruFields.Of(device));
        }

        return new InventorySnapshot(at, InventoryPrivacy.Mark(parts, address));
    }

    private async Task<IReadOnlyList<FruLocator>> FindDevicesAsync(CancellationToken ct)
    {
        IReadOnlyList<FruLocator> named = [];
        try
        {
            named = FruLocators.Of((await sensors.LoadAsync(ct)).Records);
        }
        catch (IpmiException e) when (IsRefusal(e))
        {
            // The BMC's own device is there in any case.
        }

        return named.Any(locator => FruFields.KeyOf(locator) == FruFields.KeyOf(FruLocator.BuiltIn)) ? named : [FruLocator.BuiltIn, .. named];
    }

    private async Task<InventoryPart> ReadControllerAsync(CancellationToken ct)
    {
        var device = await connection.SendAsync(new GetDeviceId(), ct);
        var fields = new PartFields()
            .Add("firmware", $"{device.FirmwareMajor}.{device.FirmwareMinor:00}")
            .Add("firmwareAux", device.AuxiliaryFirmware == 0 ? null : string.Join(' ', Enumerable.Range(0, 4).Select(i => $"0x{(byte)(device.AuxiliaryFirmware >> (24 - (8 * i))):x2}")), isCode: true)
            .Add("ipmiVersion", $"{device.IpmiMajor}.{device.IpmiMinor}")
            .Add("manufacturer", ManufacturerNames.Find(device.ManufacturerId))
            .Add("manufacturerId", $"{device.ManufacturerId}", isCode: true)
            .Add("productId", $"{device.ProductId} (0x{device.ProductId:x4})", isCode: true)
            .Add("deviceId", $"{device.Id}", isCode: true)
            .Add("deviceRevision", $"{device.Revision}", isCode: true)
            .Add("support", string.Join(", ", s_support.Where((_, bit) => (device.AdditionalSupport >> bit & 1) != 0)));
        if (await TryAsync(async () => (SelfTestResult?)await connection.SendAsync(new GetSelfTestResults(), ct), ct) is { } test)
            fields.Add("selfTest", test.Describe());
        AddGuid(fields, "systemGuid", await TryAsync(async () => (ReadOnlyMemory<byte>?)await connection.SendAsync(new GetSystemGuid(), ct), ct));
        AddGuid(fields, "deviceGuid", await TryAsync(async () => (ReadOnlyMemory<byte>?)await connection.SendAsync(new GetDeviceGuid(), ct), ct));
        return new InventoryPart("bmc", InventoryPartKind.Controller, "", InventoryPartState.Read, fields.All);
    }

    /// <summary>A GUID of version 1 is made from a MAC address, and whose that is cannot always be told.</summary>
    private static void AddGuid(PartFields fields, string key, ReadOnlyMemory<byte>? bytes)
    {
        if (bytes is not { Length: 16 } present || !present.Span.ContainsAnyExcept((byte)0) || !present.Span.ContainsAnyExcept((byte)0xFF))
            return;
        var guid = IpmiGuid.Parse(present.Span);
        fields.Add(key, guid.ToString(), isCode: true, isPrivate: guid.Version == 1);
    }

    private async Task<InventoryPart> ReadSystemAsync(CancellationToken ct)
    {
        var fields = new PartFields();
        var client = new SystemInfoClient(connection);
        foreach (var (parameter, key, isPrivate) in s_system)
        {
            var isFirst = parameter == SystemInfoParameter.SystemFirmwareVersion;
            try
            {
                fields.Add(key, await TryAsync(() => client.GetAsync(parameter, ct), ct, isFirst), isCode: key.EndsWith("Url", StringComparison.Ordinal), isPrivate: isPrivate);
            }
            catch (IpmiException e) when (isFirst && IsRefusal(e))
            {
                // A BMC that does not know the command is not asked seven times.
                break;
            }
        }

        if (await TryAsync(async () => await new DcmiClient(connection).GetCapabilitiesAsync(ct), ct) is not null)
            fields.Add("assetTag", await TryAsync(async () => (string?)await new DcmiClient(connection).GetAssetTagAsync(ct), ct), isCode: true);
        return new InventoryPart("system", InventoryPartKind.System, "", InventoryPartState.Read, fields.All);
    }

    private async Task<InventoryPart> ReadNetworkAsync(CancellationToken ct)
    {
        var fields = new PartFields();
        if (await TryAsync(async () => (byte?)await LanConfigurator.FindChannelAsync(connection, ct), ct) is { } channel)
        {
            fields.Add("channel", $"{channel}");
            if (await GetAsync(LanParameter.Mac) is { Length: >= 6 } mac)
                fields.Add("mac", string.Join(':', mac[..6].Select(part => part.ToString("x2", CultureInfo.InvariantCulture))), isCode: true);
            if (await GetAsync(LanParameter.Address) is { Length: >= 4 } address)
                fields.Add("address", new IPAddress(address[..4]).ToString(), isCode: true);

            async Task<byte[]?> GetAsync(LanParameter parameter) =>
                await TryAsync(async () => (byte[]?)(await connection.SendAsync(new GetLanConfiguration(channel, parameter), ct)).Data.ToArray(), ct);
        }

        return new InventoryPart("network", InventoryPartKind.Network, "", InventoryPartState.Read, fields.All);
    }

    /// <summary>What the BMC need not have: null when it refuses, or leaves just this unanswered.</summary>
    private async Task<T?> TryAsync<T>(Func<Task<T?>> ask, CancellationToken ct, bool tellsRefusal = false)
    {
        try
        {
            return await ask();
        }
        catch (IpmiException e) when (IsRefusal(e) && !(tellsRefusal && e is IpmiCommandException { CompletionCode: CompletionCode.InvalidCommand }))
        {
            return default;
        }
        catch (IpmiTimeoutException)
        {
            // Throws when the BMC as a whole is silent.
            await connection.SendAsync(new GetDeviceId(), ct);
            return default;
        }
    }

    private static bool IsRefusal(IpmiException e) => e.Failure is IpmiFailure.CommandRefused or IpmiFailure.Malformed;
}
