using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Portal.BmcSim;
using Portal.BmcSim.Hardware;

namespace Portal.Interop.Tests.Parity;

/// <summary>FRU devices as our program, ipmitool and FreeIPMI read them from the same BMC, field by field. Differences: docs/ipmi-parity.md.</summary>
public sealed partial class FruParityTests
{
    private const string BuiltIn = "builtin";

    private static readonly Dictionary<string, string> s_ipmitoolFields = new()
    {
        ["Chassis Type"] = "chassis.typeName",
        ["Chassis Part Number"] = "chassis.partNumber",
        ["Chassis Serial"] = "chassis.serialNumber",
        ["Chassis Extra"] = "chassis.custom",
        ["Board Mfg Date"] = "board.date",
        ["Board Mfg"] = "board.manufacturer",
        ["Board Product"] = "board.productName",
        ["Board Serial"] = "board.serialNumber",
        ["Board Part Number"] = "board.partNumber",
        ["Board Extra"] = "board.custom",
        ["Product Manufacturer"] = "product.manufacturer",
        ["Product Name"] = "product.productName",
        ["Product Part Number"] = "product.partNumber",
        ["Product Version"] = "product.version",
        ["Product Serial"] = "product.serialNumber",
        ["Product Asset Tag"] = "product.assetTag",
        ["Product Extra"] = "product.custom",
    };

    private static readonly Dictionary<string, string> s_freeIpmiFields = new()
    {
        ["Chassis Type"] = "chassis.typeName",
        ["Chassis Part Number"] = "chassis.partNumber",
        ["Chassis Serial Number"] = "chassis.serialNumber",
        ["Chassis Custom Info"] = "chassis.custom",
        ["Board Manufacturing Date/Time"] = "board.date",
        ["Board Manufacturer"] = "board.manufacturer",
        ["Board Product Name"] = "board.productName",
        ["Board Serial Number"] = "board.serialNumber",
        ["Board Part Number"] = "board.partNumber",
        ["Board Custom Info"] = "board.custom",
        ["FRU File ID"] = "fileId",
        ["Product Manufacturer Name"] = "product.manufacturer",
        ["Product Name"] = "product.productName",
        ["Product Part/Model Number"] = "product.partNumber",
        ["Product Version"] = "product.version",
        ["Product Serial Number"] = "product.serialNumber",
        ["Product Asset Tag"] = "product.assetTag",
        ["Product Custom Info"] = "product.custom",
        ["Power Supply Overall Capacity"] = "capacityWatts",
        ["Power Supply Peak VA"] = "peakVoltAmperes",
        ["Power Supply Max Inrush Current"] = "inrushAmperes",
        ["Power Supply Inrush Interval"] = "inrushMilliseconds",
        ["Power Supply Low End Input Voltage 1"] = "inputMillivolts1.low",
        ["Power Supply High End Input Voltage 1"] = "inputMillivolts1.high",
        ["Power Supply Low End Input Voltage 2"] = "inputMillivolts2.low",
        ["Power Supply High End Input Voltage 2"] = "inputMillivolts2.high",
        ["Power Supply Low End Acceptable Frequency"] = "inputHertz.low",
        ["Power Supply High End Acceptable Frequency"] = "inputHertz.high",
        ["Power Supply A/C Dropout Tolerance"] = "dropoutMilliseconds",
        ["Power Supply Predictive Fail Support"] = "predictsFailure",
        ["Power Supply Power Factor Correction Supported"] = "correctsPowerFactor",
        ["Power Supply AutoSwitch Supprt"] = "autoswitch",
        ["Power Supply Hot Swap Support"] = "hotSwap",
        ["Power Supply Peak Capacity"] = "peakWatts",
        ["Power Supply Hold Up Time"] = "peakSeconds",
        ["Power Supply Total Combined Wattage"] = "combinedWatts",
        ["DC Output Output Number"] = "output",
        ["DC Output Output on Standy"] = "standby",
        ["DC Output Nominal Voltage"] = "nominalMillivolts",
        ["DC Output Maximum Negative Voltage Deviation"] = "negativeDeviationMillivolts",
        ["DC Output Maximum Positive Voltage Deviation"] = "positiveDeviationMillivolts",
        ["DC Output Ripple and Noise pk-pk"] = "rippleMillivolts",
        ["DC Output Minimum Current Draw"] = "minimumMilliamperes",
        ["DC Output Maximum Current Draw"] = "maximumMilliamperes",
        ["OEM Manufacturer ID"] = "manufacturerId",
        ["OEM Data"] = "oemData",
    };

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static TheoryData<string> Profiles => [.. All.Keys];

    private static Dictionary<string, HardwareProfile> All { get; } = new()
    {
        ["standard"] = HardwareProfile.Standard,
        ["idrac"] = ServerProfiles.Idrac,
        ["ilo"] = ServerProfiles.Ilo,
        ["supermicro"] = ServerProfiles.Supermicro,
        ["lenovo"] = ServerProfiles.Lenovo,
    };

    [Theory]
    [MemberData(nameof(Profiles))]
    public async Task EveryDevice_OfASimulatedServer_IsWhatOthersRead(string profile)
    {
        await using var bmc = SimulatedBmc.Start(new SimulatedBmcOptions { Hardware = All[profile] });

        await CompareAsync(bmc.EndPoint, "password");
    }

    [Fact]
    public async Task EveryDevice_OfIpmiSim_IsWhatOthersRead()
    {
        await using var sim = await RichIpmiSim.StartAsync(Ct);

        // FreeIPMI ends with a failure at a device that its locator promises and that is not there.
        await CompareAsync(sim.EndPoint, RichIpmiSim.Password, freeIpmiSucceeds: false);
    }

    [Fact]
    public async Task Image_OfIpmiSim_IsTheOneIpmitoolReads()
    {
        await using var sim = await RichIpmiSim.StartAsync(Ct);
        var directory = Directory.CreateTempSubdirectory("fru-");
        var (ours, theirs) = (Path.Combine(directory.FullName, "ours"), Path.Combine(directory.FullName, "theirs"));

        (await ToolRun.JsonAsync(sim.EndPoint, $"fru read 0 {ours}", Ct)).Succeeded();
        await Ipmitool.RunAsync(sim.EndPoint, $"fru read 0 {theirs}", Ct);
        Assert.Equal(await File.ReadAllBytesAsync(theirs, Ct), await File.ReadAllBytesAsync(ours, Ct));
        directory.Delete(recursive: true);
    }

    [Fact]
    public async Task Edit_OfOurs_IsWhatIpmitoolAndFreeIpmiRead()
    {
        await using var bmc = SimulatedBmc.Start(new SimulatedBmcOptions { Hardware = HardwareProfile.Standard with { ReadingsDrift = false } });

        // Longer than the field, so that areas move.
        (await ToolRun.JsonAsync(bmc.EndPoint, "fru edit 0 field p 5 rack-7-unit-12-left-of-the-door-at-the-end-of-the-row", Ct, password: "password")).Succeeded();
        (await ToolRun.JsonAsync(bmc.EndPoint, "fru edit 0 field b 5 a-new-custom-field", Ct, password: "password")).Succeeded();
        var theirs = await Ipmitool.RunAsync(bmc.EndPoint, "fru print 0", Ct, password: "password");
        Assert.Equal("rack-7-unit-12-left-of-the-door-at-the-end-of-the-row", Ipmitool.Field(theirs, "Product Asset Tag"));
        Assert.Equal("a-new-custom-field", Ipmitool.Field(theirs, "Board Extra"));
        await CompareAsync(bmc.EndPoint, "password");
    }

    [Fact]
    public async Task OddDevices_AreReadWithRemarks_WhereOthersGiveUp()
    {
        // FRU device locators, IPMI 2.0 §43.8; device 5 is a memory module's.
        var locators = Enumerable.Range(1, 7).Select(id => (byte[])[0x11, 13, 0x20, (byte)id, 0x80, 0, 0, 0x10, (byte)(id == 5 ? 1 : 2), 7, (byte)id, 0, 0xC2, (byte)'F', (byte)('0' + id)]).ToArray();
        await using var bmc = SimulatedBmc.Start(new SimulatedBmcOptions { Hardware = ServerProfiles.Odd with { OtherRecords = locators } });
        var remarks = new List<string>();
        var states = new List<string>();
        for (var id = 0; id < 8; id++)
        {
            var device = (await ToolRun.JsonAsync(bmc.EndPoint, $"fru print {id}", Ct, password: "password")).Json[0];
            states.Add(device.GetProperty("state").GetString()!);
            remarks.AddRange(device.GetProperty("remarks").EnumerateArray().Select(r => $"{id} {r.GetProperty("area").GetString()} {r.GetProperty("kind").GetString()}"));
        }

        Assert.Equal(["Inventory", "Inventory", "Inventory", "Inventory", "Blank", "Raw", "Inventory", "Inventory"], states);
        Assert.Equal(["1 Board Checksum", "2 Product PastEnd", "3 Product Filler", "4 Header Blank"], remarks);
        // The same devices by the others: what docs/ipmi-parity.md says of them.
        foreach (var (id, theirs, others) in new[]
        {
            (1, "Odd Board", "board info area checksum invalid"), (2, "Read FRU Area offset incorrect", "FRU information inconsistent"), (3, "Product Extra", "FRU Product Info Area Error"),
            (4, "Unknown FRU header version", "common header checksum invalid"), (5, "Unknown FRU header version", "common header checksum invalid"), (7, "Not enough buffer size", ""),
        })
        {
            Assert.Contains(theirs, await IpmitoolAsync(bmc.EndPoint, $"fru print {id}", "password"));
            Assert.Contains(others, await FreeIpmi.RunAsync("ipmi-fru", bmc.EndPoint, $"--verbose -e {id}", Ct, password: "password", mustSucceed: false));
        }
    }

    private static async Task CompareAsync(IPEndPoint bmc, string password, bool freeIpmiSucceeds = true)
    {
        var ours = OfOurs((await ToolRun.JsonAsync(bmc, "fru print", Ct, password: password)).Json);
        Assert.NotEmpty(ours);

        var ipmitool = OfIpmitool(await IpmitoolAsync(bmc, "fru print", password));
        Assert.NotEmpty(ipmitool);
        foreach (var (name, fields) in ipmitool)
        {
            // Where there is nothing in its place ipmitool prints a line of words.
            if (fields.Count > 0)
                Assert.Equal(fields, ours[name].Where(f => s_ipmitoolFields.ContainsValue(f.Split('=')[0])));
        }

        var freeIpmi = OfFreeIpmi(await FreeIpmi.RunAsync("ipmi-fru", bmc, "--verbose", Ct, password: password, mustSucceed: freeIpmiSucceeds));
        Assert.NotEmpty(freeIpmi);
        foreach (var (name, fields) in freeIpmi)
        {
            // Names end after 16 characters in FreeIPMI, as the specification has it.
            var device = ours.First(d => d.Key == name || (name.Length == 16 && d.Key.StartsWith(name, StringComparison.Ordinal))).Value;
            if (fields.Count > 0)
                Assert.Equal(fields, device.Select(static f => f.Replace("board.fileId", "fileId").Replace("product.fileId", "fileId")).Where(f => s_freeIpmiFields.ContainsValue(f.Split('=')[0])));
        }
    }

    /// <summary>What ipmitool prints; a locator without a device makes it end with status 1.</summary>
    private static async Task<string> IpmitoolAsync(IPEndPoint bmc, string verb, string password)
    {
        string[] arguments = ["-I", "lanplus", "-C", "3", "-H", $"{bmc.Address}", "-p", $"{bmc.Port}", "-U", "admin", "-P", password, .. verb.Split(' ')];
        var result = await ExternalProgram.RunAsync("ipmitool", "ipmitool", arguments, TimeSpan.FromSeconds(60), Ct);
        return result.Output + result.Errors;
    }

    private static Dictionary<string, List<string>> OfOurs(JsonElement devices)
    {
        var all = new Dictionary<string, List<string>>();
        foreach (var device in devices.EnumerateArray())
        {
            var fields = new List<string>();
            foreach (var (area, names) in new[]
            {
                ("chassis", new[] { "typeName", "partNumber", "serialNumber", "custom" }),
                ("board", ["manufacturedAt", "manufacturer", "productName", "serialNumber", "partNumber", "fileId", "custom"]),
                ("product", ["manufacturer", "productName", "partNumber", "version", "serialNumber", "assetTag", "fileId", "custom"]),
            })
            {
                if (device.GetProperty(area) is not { ValueKind: JsonValueKind.Object } content)
                    continue;
                foreach (var name in names)
                    AddField(fields, area, name, content.GetProperty(name));
            }

            foreach (var record in device.GetProperty("records").EnumerateArray())
                AddRecord(fields, record);
            all[device.GetProperty("id").GetInt32() == 0 && device.GetProperty("controller").GetString() == "20h" ? BuiltIn : device.GetProperty("name").GetString()!] = fields;
        }

        return all;
    }

    private static void AddField(List<string> fields, string area, string name, JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Array:
                fields.AddRange(value.EnumerateArray().Select(f => f.GetProperty("text").GetString()!).Where(t => t.Length > 0).Select(t => $"{area}.{name}={t}"));
                break;
            case JsonValueKind.Object when value.GetProperty("text").GetString() is { Length: > 0 } text:
                fields.Add($"{area}.{name}={text}");
                break;
            case JsonValueKind.String when name == "manufacturedAt":
                fields.Add($"board.date={value.GetDateTimeOffset():yyyy-MM-dd HH:mm}");
                break;
            case JsonValueKind.String:
                fields.Add($"{area}.{name}={value.GetString()}");
                break;
        }
    }

    // In FreeIPMI's order, which is that of the record.
    private static void AddRecord(List<string> fields, JsonElement record)
    {
        foreach (var name in s_freeIpmiFields.Values)
        {
            var parts = name.Split('.');
            if (!record.TryGetProperty(parts[0], out var value) || (parts.Length == 2 && !value.TryGetProperty(parts[1], out value)))
                continue;
            fields.Add($"{name}={value.ToString().ToLowerInvariant()}");
        }
    }

    private static Dictionary<string, List<string>> OfIpmitool(string output)
    {
        var all = new Dictionary<string, List<string>>();
        var fields = new List<string>();
        foreach (var line in output.Split('\n'))
        {
            var colon = line.IndexOf(" : ", StringComparison.Ordinal);
            if (colon < 0)
                continue;
            var (label, value) = (line[..colon].Trim(), line[(colon + 3)..].TrimEnd());
            if (label == "FRU Device Description")
                all[value.EndsWith("(ID 0)", StringComparison.Ordinal) ? BuiltIn : DeviceId().Replace(value, "").Trim()] = fields = [];
            else if (label == "Board Mfg Date")
                AddDate(fields, value, "ddd MMM d HH:mm:ss yyyy 'UTC'");
            else if (s_ipmitoolFields.TryGetValue(label, out var name))
                fields.Add($"{name}={value}");
        }

        return all;
    }

    private static Dictionary<string, List<string>> OfFreeIpmi(string output)
    {
        var all = new Dictionary<string, List<string>>();
        var fields = new List<string>();
        foreach (var line in output.Split('\n'))
        {
            var colon = line.IndexOf(": ", StringComparison.Ordinal);
            if (colon < 0)
                continue;
            var (label, value) = (line[..colon].Trim(), line[(colon + 2)..].TrimEnd());
            if (label == "FRU Inventory Device")
                all[value.EndsWith("(ID 00h)", StringComparison.Ordinal) && all.Count == 0 ? BuiltIn : DeviceId().Replace(value, "").Trim()] = fields = [];
            else if (label == "FRU Board Manufacturing Date/Time")
                AddDate(fields, value, "MM/dd/yy - HH:mm:ss");
            else if (label.StartsWith("FRU ", StringComparison.Ordinal) && s_freeIpmiFields.TryGetValue(label[4..], out var name))
                fields.Add($"{name}={InOurWords(name, value)}");
        }

        return all;
    }

    private static string InOurWords(string name, string value) => name switch
    {
        "manufacturerId" => $"{Convert.ToInt32(Number().Match(value[value.LastIndexOf('(')..]).Value, 16)}",
        "oemData" => value.Replace("h", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal).ToLowerInvariant(),
        _ when name.Contains('.', StringComparison.Ordinal) && !name.StartsWith("input", StringComparison.Ordinal) || name == "fileId" => value,
        _ => value switch { "Yes" => "true", "No" => "false", "unspecified" => "", _ => value.Split(' ')[0] },
    };

    private static void AddDate(List<string> fields, string value, string format)
    {
        if (DateTime.TryParseExact(value, format, CultureInfo.InvariantCulture, DateTimeStyles.AllowWhiteSpaces, out var date) && date > new DateTime(1996, 1, 1))
            fields.Add($"board.date={date:yyyy-MM-dd HH:mm}");
    }

    [GeneratedRegex(@"\(ID [0-9A-Fa-f]+h?\)")]
    private static partial Regex DeviceId();

    [GeneratedRegex("[0-9A-Fa-f]+")]
    private static partial Regex Number();
}
