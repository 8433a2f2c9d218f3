using System.Globalization;
using System.Net;
using System.Text.Json;
using Portal.BmcSim;
using Portal.BmcSim.Hardware;

namespace Portal.Interop.Tests.Parity;

/// <summary>The event log: ours, ipmitool's and FreeIPMI's account of the same records.</summary>
public sealed class SelParityTests
{
    private const string Simulated = "password";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static TheoryData<string, int> Profiles => new() { { "Idrac", 674 }, { "Ilo", 11 }, { "Supermicro", 10876 }, { "Lenovo", 19046 }, { "Standard", 49871 } };

    [Fact]
    public async Task Log_OnIpmiSim_IsWhatOthersShow()
    {
        await using var sim = await RichIpmiSim.StartAsync(Ct);

        await CompareAsync(sim.EndPoint, RichIpmiSim.Password);
        await CompareInfoAsync(sim.EndPoint, RichIpmiSim.Password);
    }

    [Theory]
    [MemberData(nameof(Profiles))]
    public async Task Log_OnOurSimulator_IsWhatOthersShow(string profile, int manufacturer)
    {
        await using var bmc = Start(Profile(profile), manufacturer);

        await CompareAsync(bmc.EndPoint, Simulated);
        await CompareInfoAsync(bmc.EndPoint, Simulated);
    }

    [Fact]
    public async Task Words_OfEveryOffset_MeanWhatOthersMean()
    {
        await using var bmc = Start(HardwareProfile.Standard with { SelEntries = [.. EventCatalogue.Offsets.SelectMany(group => group.Records)] });
        // Differences are rows of docs/ipmi-parity.md.
        HashSet<string> wording = ["Critical stop during OS load / initialization"];

        await CompareGroupsAsync(bmc.EndPoint, EventCatalogue.Offsets, wording, withIpmitool: true, text => text.Event);
    }

    [Fact]
    public async Task Words_OfEveryExtensionCode_MeanWhatFreeIpmiMeans()
    {
        await using var bmc = Start(HardwareProfile.Standard with { SelEntries = [.. EventCatalogue.Extensions.SelectMany(group => group.Records)] });

        await CompareGroupsAsync(bmc.EndPoint, EventCatalogue.Extensions, new HashSet<string>(), withIpmitool: false, text => $"{text.Event} {text.Details}");
    }

    [Fact]
    public async Task ClearDeleteAndTime_ByUs_AreSeenByIpmitool()
    {
        await using var bmc = Start(HardwareProfile.Standard);

        (await ToolRun.TextAsync(bmc.EndPoint, "sel time set 2027-05-06T07:08:09Z", Ct, password: Simulated)).Succeeded();
        Assert.StartsWith("05/06/27 07:08:", (await Ipmitool.RunAsync(bmc.EndPoint, "sel time get", Ct, password: Simulated)).Trim());
        (await ToolRun.TextAsync(bmc.EndPoint, "sel delete 2 0x3", Ct, password: Simulated)).Succeeded();
        Assert.DoesNotContain("\n   2 |", "\n" + await Ipmitool.RunAsync(bmc.EndPoint, "sel list", Ct, password: Simulated));
        var added = (await ToolRun.JsonAsync(bmc.EndPoint, "sel add 0 0 2 0 0 0 0 0x41 0 4 1 0x30 1 0x59 0x5a 0x50", Ct, password: Simulated)).Json.GetProperty("id").GetInt32();
        Assert.Contains($"{added:x} |", await Ipmitool.RunAsync(bmc.EndPoint, "sel list last 1", Ct, password: Simulated));
        (await ToolRun.TextAsync(bmc.EndPoint, "sel clear", Ct, password: Simulated)).Succeeded();
        Assert.Equal("0", Ipmitool.Field(await Ipmitool.RunAsync(bmc.EndPoint, "sel info", Ct, password: Simulated), "Entries"));
        Assert.Empty((await ToolRun.JsonAsync(bmc.EndPoint, "sel list", Ct, password: Simulated)).Json.GetProperty("entries").EnumerateArray());
    }

    [Theory]
    [InlineData("1")]
    [InlineData("2")]
    [InlineData("3")]
    public async Task Event_SampleByUs_LogsWhatIpmitoolsDoes(string sample)
    {
        await using var bmc = Start(HardwareProfile.Standard with { SelEntries = [] });

        (await ToolRun.TextAsync(bmc.EndPoint, $"event {sample}", Ct, password: Simulated)).Succeeded();
        await Ipmitool.RunAsync(bmc.EndPoint, $"event {sample}", Ct, password: Simulated);

        var records = bmc.EventLogRecords();
        Assert.Equal(2, records.Count);
        Assert.Equal(records[0].AsSpan(7).ToArray(), records[1].AsSpan(7).ToArray());
    }

    private static async Task CompareInfoAsync(IPEndPoint bmc, string password)
    {
        var ours = (await ToolRun.TextAsync(bmc, "sel info", Ct, password: password)).Succeeded().Output;
        var theirs = await Ipmitool.RunAsync(bmc, "sel info", Ct, password: password);
        foreach (var name in (string[])["Version", "Entries", "Free Space", "Percent Used"])
        {
            // ipmitool says "or more" of every value.
            Assert.Equal(Ipmitool.Field(theirs, name).Replace(" or more", ""), Ipmitool.Field(ours, name).Replace(" or more", ""));
        }

        Assert.Equal(Ipmitool.Field(theirs, "Overflow") == "true", Ipmitool.Field(ours, "Overflow") == "yes");
        foreach (var (name, theirName) in (ReadOnlySpan<(string, string)>)[("Delete", "'Delete'"), ("Reserve", "'Reserve'"), ("Partial Add", "'Partial Add'")])
            Assert.Equal(Ipmitool.Field(theirs, "Supported Cmds").Contains(theirName), Ipmitool.Field(ours, name) == "yes");
        if (theirs.Contains("# of Alloc Units"))
        {
            foreach (var name in (string[])["# of Alloc Units", "Alloc Unit Size", "# Free Units", "Largest Free Blk", "Max Record Size"])
                Assert.Equal(Ipmitool.Field(theirs, name), Ipmitool.Field(ours, name));
        }

        var clock = (await ToolRun.JsonAsync(bmc, "sel time get", Ct, password: password)).Json;
        var theirClock = (await Ipmitool.RunAsync(bmc, "sel time get", Ct, password: password)).Trim();
        // ipmi_sim's clock starts at 0, for which ipmitool prints a moment of 1970 or nothing.
        if (clock.GetProperty("time").ValueKind == JsonValueKind.Null)
            return;
        var moment = DateTime.ParseExact(theirClock[..17], "MM/dd/yy HH:mm:ss", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal);
        Assert.InRange((moment - clock.GetProperty("time").GetDateTimeOffset().UtcDateTime).TotalSeconds, -1, 30);
    }

    /// <summary>Every field of every record.</summary>
    private static async Task CompareAsync(IPEndPoint bmc, string password)
    {
        var ours = (await ToolRun.JsonAsync(bmc, "sel elist --no-cache", Ct, password: password)).Json.GetProperty("entries").EnumerateArray().ToArray();
        var tool = SelLine.OfIpmitool(await Ipmitool.RunAsync(bmc, "sel elist", Ct, password: password));
        var free = SelLine.OfFreeIpmi(await FreeIpmi.RunAsync("ipmi-sel", bmc, "--comma-separated-output -v --interpret-oem-data --output-event-state --quiet-cache", Ct, password: password));
        Assert.NotEmpty(ours);
        Assert.Equal(tool.Count, ours.Length);
        Assert.Equal(free.Count, ours.Length);
        for (var i = 0; i < ours.Length; i++)
        {
            var entry = SelLine.OfUs(ours[i]);
            Assert.Equal((entry.Id, entry.Time), (tool[i].Id, tool[i].Time));
            Assert.Equal((entry.Id, entry.Time), (free[i].Id, free[i].Time == SelLine.NotTold ? entry.Time : free[i].Time));
            if (entry.Direction is null)
                continue;
            Assert.Equal(entry.Direction, tool[i].Direction);
            Assert.Equal(entry.Direction, free[i].Direction);
            Assert.True(EventWords.Likeness(entry.SensorType!, free[i].SensorType!) > 0.6 || free[i].SensorType == "OEM Reserved", $"{entry.SensorType} against {free[i].SensorType}");
            // Where FreeIPMI knows no severity, ours comes from the manufacturer.
            if (free[i].Severity is "Nominal" or "Warning" or "Critical" && !IsKnownSeverity(ours[i]))
                Assert.Equal((i, free[i].Severity), (i, entry.Severity));
            if (entry.Reading is { } reading && tool[i].Event.Contains("Reading", StringComparison.Ordinal))
                Assert.Contains($"Reading {reading.ToString("0.##", CultureInfo.InvariantCulture)}", tool[i].Event);
        }
    }

    /// <summary>Severities on which we differ on purpose: rows of docs/ipmi-parity.md.</summary>
    private static bool IsKnownSeverity(JsonElement entry) => entry.GetProperty("sensorTypeCode").GetInt32() == 0x27;

    private static async Task CompareGroupsAsync(
        IPEndPoint bmc, IReadOnlyList<(string Name, IReadOnlyList<byte[]> Records)> groups, IReadOnlySet<string> ipmitoolsOwn, bool withIpmitool, Func<SelLine, string> text)
    {
        var json = (await ToolRun.JsonAsync(bmc, "sel list", Ct, password: Simulated)).Json.GetProperty("entries").EnumerateArray().ToArray();
        var ours = json.Select(SelLine.OfUs).ToArray();
        var free = SelLine.OfFreeIpmi(
            await FreeIpmi.RunAsync("ipmi-sel", bmc, "--comma-separated-output -v --output-event-state --quiet-cache --ignore-sdr-cache", Ct, password: Simulated));
        var tool = withIpmitool ? SelLine.OfIpmitool(await Ipmitool.RunAsync(bmc, "sel list", Ct, password: Simulated)) : [];
        var place = 0;
        foreach (var (name, records) in groups)
        {
            var indexes = Enumerable.Range(place, records.Count).ToArray();
            place += records.Count;
            try
            {
                // FreeIPMI exchanges action and log type: docs/ipmi-parity.md.
                if (name != "auxiliary log action")
                    EventWords.AssertSameMeaning([.. indexes.Where(i => !free[i].Event.StartsWith("Event Offset", StringComparison.Ordinal)).Select(i => (text(ours[i]), $"{free[i].Event} {free[i].Details}"))], new HashSet<string>());
                if (withIpmitool)
                    EventWords.AssertSameMeaning([.. indexes.Where(i => tool[i].Event.Length > 0).Select(i => (ours[i].Event, tool[i].Event))], ipmitoolsOwn);
                foreach (var i in indexes)
                {
                    Assert.Equal(free[i].Direction, ours[i].Direction);
                    if (free[i].Severity != "N/A" && !IsKnownSeverity(json[i]))
                        Assert.True(free[i].Severity == ours[i].Severity, $"{ours[i].Event}: {ours[i].Severity}, FreeIPMI says {free[i].Severity}");
                }
            }
            catch (Xunit.Sdk.XunitException e)
            {
                Assert.Fail($"{name}: {e.Message}");
            }
        }
    }

    private static SimulatedBmc Start(HardwareProfile hardware, int manufacturer = 49871) =>
        SimulatedBmc.Start(new SimulatedBmcOptions { Line = SimLine.Silent, BootPace = 0, Hardware = hardware with { ReadingsDrift = false }, ManufacturerId = manufacturer });

    private static HardwareProfile Profile(string name) => name switch
    {
        "Idrac" => ServerProfiles.Idrac,
        "Ilo" => ServerProfiles.Ilo,
        "Supermicro" => ServerProfiles.Supermicro,
        "Lenovo" => ServerProfiles.Lenovo,
        _ => HardwareProfile.Standard,
    };
}
