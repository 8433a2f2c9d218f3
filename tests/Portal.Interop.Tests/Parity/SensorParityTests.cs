using System.Globalization;
using System.Net;
using System.Text.Json;
using Portal.BmcSim;
using Portal.BmcSim.Hardware;

namespace Portal.Interop.Tests.Parity;

/// <summary>
/// Every sensor of a BMC as <c>ipmi</c>, ipmitool and FreeIPMI see it: names, values, units, states, thresholds, severities. What is passed over here is
/// explained in <c>docs/ipmi-parity.md</c>, section Sensors, under the same words.
/// </summary>
public sealed class SensorParityTests
{
    private const string FreeIpmiOptions = "--quiet-cache --comma-separated-output --output-sensor-state --output-sensor-thresholds --non-abbreviated-units --shared-sensors";

    // Names in 6-bit, BCD and Unicode: both others print the packed bytes; Latin-1 beyond ASCII they print as it is, which is not UTF-8.
    private static readonly HashSet<string> s_namesThatOthersGarble = ["P12V", "FAN1", "6 BIT NAME", "12-34.5", "Größe", "Überlauf"];

    // Sensors that share a record and are told apart by letters: FreeIPMI calls all of them A.
    private static readonly string[] s_sharedByLetters = ["Bay ", "Cooling Zone "];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static TheoryData<string> Profiles => ["standard", "idrac", "ilo", "supermicro", "lenovo", "odd"];

    [Fact]
    public async Task SensorList_OfTheRichIpmiSim_IsWhatIpmitoolAndFreeIpmiShow()
    {
        await using var sim = await RichIpmiSim.StartAsync(Ct);

        var ours = await ListAsync(sim.EndPoint, RichIpmiSim.Password);
        Assert.Equal(69, ours.Count);
        CompareWithIpmitool(ours, IpmitoolSensor.Parse(await Ipmitool.RunAsync(sim.EndPoint, "sensor", Ct)));
        CompareWithFreeIpmi(ours, FreeIpmiSensor.Parse(await FreeIpmi.RunAsync("ipmi-sensors", sim.EndPoint, FreeIpmiOptions, Ct)));
    }

    [Theory]
    [MemberData(nameof(Profiles))]
    public async Task SensorList_OfAProfile_IsWhatIpmitoolShows(string profile)
    {
        await using var bmc = Start(Profile(profile));

        var ours = await ListAsync(bmc.EndPoint, "password");
        Assert.Equal(Profile(profile).Sensors.Where(sensor => sensor.Kind != SimRecordKind.EventOnly).Sum(sensor => sensor.ShareCount), ours.Count);
        CompareWithIpmitool(ours, IpmitoolSensor.Parse(await Ipmitool.RunAsync(bmc.EndPoint, "sensor", Ct, password: "password")));
    }

    [Theory]
    [MemberData(nameof(Profiles))]
    public async Task SensorList_OfAProfile_IsWhatFreeIpmiShows(string profile)
    {
        // FreeIPMI stops altogether at a sensor that answers FFh.
        var hardware = Profile(profile);
        await using var bmc = Start(hardware with { Sensors = [.. hardware.Sensors.Where(sensor => sensor.CompletionCode != 0xFF)] });

        var ours = await ListAsync(bmc.EndPoint, "password");
        var theirs = FreeIpmiSensor.Parse(await FreeIpmi.RunAsync("ipmi-sensors", bmc.EndPoint, FreeIpmiOptions, Ct, user: "admin", password: "password"));
        CompareWithFreeIpmi(ours, theirs);
    }

    [Fact]
    public async Task SensorList_OfABmcWithoutRepository_ComesFromItsDeviceSdrs()
    {
        await using var bmc = Start(ServerProfiles.Lenovo with { HasSdrRepository = false });

        var ours = await ListAsync(bmc.EndPoint, "password");
        CompareWithIpmitool(ours, IpmitoolSensor.Parse(await Ipmitool.RunAsync(bmc.EndPoint, "sensor", Ct, password: "password")));
        Assert.Contains(bmc.Ledger, entry => entry is { NetFn: 0x04, Command: 0x21 });
    }

    [Theory]
    [InlineData("supermicro")]
    [InlineData("idrac")]
    public async Task SensorGet_OfAProfile_IsWhatIpmitoolShowsInDetail(string profile)
    {
        await using var bmc = Start(Profile(profile));

        var blocks = (await Ipmitool.RunAsync(bmc.EndPoint, "-v sdr list full", Ct, password: "password")).Split("\n\n", StringSplitOptions.RemoveEmptyEntries);
        var compared = 0;
        foreach (var block in blocks.Where(block => block.Contains("(Threshold)", StringComparison.Ordinal)))
        {
            var id = Ipmitool.Field(block, "Sensor ID");
            var number = id[(id.LastIndexOf('(') + 1)..^1];
            var ours = (await ToolRun.JsonAsync(bmc.EndPoint, $"sensor get {number}", Ct, password: "password")).Json[0];
            foreach (var (field, name) in (IEnumerable<(string, string)>)
            [
                ("nominal", "Nominal Reading"), ("normalMinimum", "Normal Minimum"), ("normalMaximum", "Normal Maximum"),
                ("positiveHysteresis", "Positive Hysteresis"), ("negativeHysteresis", "Negative Hysteresis"),
            ])
            {
                // ipmitool says "Unspecified" for a hysteresis of 0, which is one.
                if (block.Contains($"{name} ", StringComparison.Ordinal) && Ipmitool.Field(block, name) is var theirs and not "Unspecified")
                    Assert.Equal((id, name, theirs), (id, name, Number(ours.GetProperty(field), "0.000")));
            }

            Assert.Equal(
                (id, string.Join(' ', Ipmitool.Field(block, "Settable Thresholds").Replace("No Thresholds", "", StringComparison.Ordinal).Split(' ').Order())),
                (id, string.Join(' ', ours.GetProperty("settable").EnumerateArray().Select(kind => kind.GetString()).Order())));
            Assert.Equal(
                (id, Ipmitool.Field(block, "Assertions Enabled").Split(' ').Length),
                (id, Math.Max(1, ours.GetProperty("assertionsEnabled").GetArrayLength())));
            compared++;
        }

        Assert.True(compared > 20);
    }

    [Fact]
    public async Task SensorThresh_SetByUsOrByIpmitool_IsSeenByTheOther()
    {
        await using var bmc = Start(HardwareProfile.Standard);

        Assert.Equal(13.545, (await ToolRun.JsonAsync(bmc.EndPoint, "sensor thresh P12V ucr 13.56", Ct, password: "password")).Json.GetProperty("thresholds").GetProperty("upperCritical").GetDouble());
        Assert.Equal("13.545", Ipmitool.Field(await Ipmitool.RunAsync(bmc.EndPoint, "sensor get P12V", Ct, password: "password"), "Upper Critical"));

        await Ipmitool.RunAsync(bmc.EndPoint, "sensor thresh P12V unc 12.6", Ct, password: "password");
        var now = (await ListAsync(bmc.EndPoint, "password")).Single(row => row.Name == "P12V");
        Assert.Equal("12.600", now.Thresholds[3]);

        var refused = await ToolRun.JsonAsync(bmc.EndPoint, "sensor thresh P12V ucr 99", Ct, password: "password");
        Assert.Equal(1, refused.ExitCode);
        Assert.Contains("cannot express", refused.Errors);
    }

    [Fact]
    public async Task SdrListAndInfo_AreWhatIpmitoolShows()
    {
        await using var bmc = Start(ServerProfiles.Lenovo);

        var ours = (await ToolRun.JsonAsync(bmc.EndPoint, $"sdr elist all --no-cache", Ct, password: "password")).Json;
        var theirs = (await Ipmitool.RunAsync(bmc.EndPoint, "sdr elist all", Ct, password: "password")).Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split('|').Select(cell => cell.Trim()).ToArray()).ToList();
        foreach (var locator in ours.GetProperty("locators").EnumerateArray().Where(row => row.GetProperty("name").GetString() != ""))
        {
            Assert.Contains(theirs, cells => cells[0] == locator.GetProperty("name").GetString() && cells[4] == locator.GetProperty("text").GetString()
                && cells[3] == $"{locator.GetProperty("entity")}.{locator.GetProperty("entityInstance")}");
        }

        foreach (var sensor in ours.GetProperty("sensors").EnumerateArray().Where(row => row.GetProperty("recordType").GetString() == "FullSensor"))
        {
            Assert.Contains(theirs, cells => cells[0] == sensor.GetProperty("name").GetString() && cells[1] == $"{sensor.GetProperty("number").GetByte():X2}h"
                && cells[2] == sensor.GetProperty("status").GetString() && cells[3] == $"{sensor.GetProperty("entity")}.{sensor.GetProperty("entityInstance")}");
        }

        var info = (await ToolRun.TextAsync(bmc.EndPoint, "sdr info", Ct, password: "password")).Succeeded().Output;
        var theirInfo = await Ipmitool.RunAsync(bmc.EndPoint, "sdr info", Ct, password: "password");
        foreach (var name in (string[])["SDR Version", "Record Count", "Free Space", "SDR overflow", "Reserve SDR repository supported"])
            Assert.Equal((name, Ipmitool.Field(theirInfo, name)), (name, Ipmitool.Field(info, name)));
    }

    [Fact]
    public async Task SdrDumpAndFill_FilesOfOneAreReadByTheOther()
    {
        var folder = Directory.CreateTempSubdirectory("sdr-");
        try
        {
            await using var bmc = Start(ServerProfiles.Idrac);
            await using var other = Start(HardwareProfile.Standard);
            var (ours, theirs) = (Path.Combine(folder.FullName, "ours"), Path.Combine(folder.FullName, "theirs"));

            (await ToolRun.JsonAsync(bmc.EndPoint, $"sdr dump {ours}", Ct, password: "password")).Succeeded();
            await Ipmitool.RunAsync(bmc.EndPoint, $"sdr dump {theirs}", Ct, password: "password");
            Assert.Equal(await File.ReadAllBytesAsync(theirs, Ct), await File.ReadAllBytesAsync(ours, Ct));

            (await ToolRun.JsonAsync(other.EndPoint, $"sdr fill {theirs}", Ct, password: "password")).Succeeded();
            await Ipmitool.RunAsync(other.EndPoint, $"sdr dump {ours}", Ct, password: "password");
            Assert.Equal(await File.ReadAllBytesAsync(theirs, Ct), await File.ReadAllBytesAsync(ours, Ct));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static void CompareWithIpmitool(IReadOnlyList<OurSensor> ours, IReadOnlyList<IpmitoolSensor> theirs)
    {
        // ipmitool shows the first sensor only of those that share a record, under the record's bare name.
        var comparable = ours.DistinctBy(row => row.RecordId).ToList();
        var differences = new List<string>();
        Assert.Equal(theirs.Count, comparable.Count);
        for (var i = 0; i < theirs.Count; i++)
        {
            var (our, their) = (comparable[i], theirs[i]);
            if (!s_namesThatOthersGarble.Contains(our.Name) && !our.Name.StartsWith(their.Name, StringComparison.Ordinal))
                differences.Add($"name: {our} / {their.Name}");

            // A threshold sensor without analog format is a discrete one for ipmitool.
            if (our.Name == "No analog")
                continue;
            if (their.IsDiscrete)
            {
                // The fans of HPE have a value too, which ipmitool shows on HPE's BMCs alone.
                if (their.States != our.StateBits)
                    differences.Add($"states: {our} / {their.Status}");
                continue;
            }

            if (!SameNumber(our.Value, their.Value))
                differences.Add($"value: {our} / {their.Value}");
            if (our.Value is not null && their.Unit != IpmitoolUnit(our.Unit))
                differences.Add($"unit: {our} / {their.Unit}");

            // "sensor" has two-letter statuses of its own: cr, nc, nr.
            var status = their.Status == "na" ? "ns" : their.Status;
            if (status != (our.Status.Length == 3 ? our.Status[1..] : our.Status))
                differences.Add($"status: {our} / {their.Status}");

            // What was not read has no thresholds for us; ipmitool asks for them all the same.
            if (our.State == "Available" && !our.Thresholds.SequenceEqual(their.Thresholds))
                differences.Add($"thresholds: {our.Name} {string.Join(' ', our.Thresholds)} / {string.Join(' ', their.Thresholds)}");
        }

        Assert.True(differences.Count == 0, string.Join('\n', differences));
    }

    private static void CompareWithFreeIpmi(IReadOnlyList<OurSensor> ours, IReadOnlyList<FreeIpmiSensor> theirs)
    {
        var differences = new List<string>();
        var byRecord = theirs.ToLookup(row => row.RecordId);
        foreach (var group in ours.GroupBy(row => row.RecordId))
        {
            foreach (var (our, their) in group.Zip(byRecord[group.Key]))
            {
                // Sensors of the BMC on LUN 1 to 3 FreeIPMI takes for those of another controller; these it leaves out.
                if (their.State == "N/A" && their.Reading == "N/A" && (our.Lun != 0 || our.Owner != 0x20))
                    continue;
                if (!s_namesThatOthersGarble.Contains(our.Name) && !s_sharedByLetters.Any(our.Name.StartsWith) && Squeeze(our.Name) != Squeeze(their.Name))
                    differences.Add($"name: {our} / {their.Name}");

                // FreeIPMI prints 0.00 for every cube root, has no value for non-linear sensors without being told so, and none for HPE's fans.
                if (our.Name is not ("cbrt" or "Tabled") && !our.Name.EndsWith("DutyCycle", StringComparison.Ordinal) && !SameToTheCent(our.Value, their.Reading))
                    differences.Add($"value: {our} / {their.Reading}");
                if (our.Value is not null && their.Reading != "N/A" && Squeeze(our.Unit) != Squeeze(their.Unit))
                    differences.Add($"unit: {our} / {their.Unit}");

                // FreeIPMI judges a generic state only together with some sensor types.
                var severityIsTheirs = their.State != "N/A" || our.State != "Available" || our.ReadingType is "threshold" or "sensor-specific";
                if (severityIsTheirs && their.State != (our.Severity == "Unknown" ? "N/A" : our.Severity) && our.Name != "No analog")
                    differences.Add($"severity: {our} {our.Severity} / {their.State}");
                if (our.State == "Available" && our.Thresholds.Any(threshold => threshold != "na") && our.Name != "cbrt" && !our.Thresholds.Zip(their.Thresholds).All(pair => SameToTheCent(pair.First == "na" ? null : double.Parse(pair.First, CultureInfo.InvariantCulture), pair.Second)))
                    differences.Add($"thresholds: {our.Name} {string.Join(' ', our.Thresholds)} / {string.Join(' ', their.Thresholds)}");

                // Of many states at once FreeIPMI prints six and blanks for the rest; ipmitool's comparison has them all.
                if (our.Name != "All bits" && our.State == "Available" && our.ReadingType != "threshold" && !our.ReadingType.StartsWith("OEM", StringComparison.Ordinal) && !our.States.Select(Words).Order().SequenceEqual(their.Events.Select(Words).Order()))
                    differences.Add($"words: {our} {string.Join("; ", our.States)} / {string.Join("; ", their.Events)}");
            }
        }

        Assert.True(differences.Count == 0, string.Join('\n', differences));
    }

    private static string IpmitoolUnit(string unit) => unit switch
    {
        "%" => "percent",
        "hit per minute" => "hit",
        "Newton * m" => "Newton*m",
        "" => "unspecified",
        _ => unit,
    };

    private static bool SameNumber(double? our, string their) => our is null ? their == "na" : Text(our.Value, "0.000") == their;

    // FreeIPMI multiplies by powers of ten and rounds 3.315 down, which ipmitool shows whole.
    private static bool SameToTheCent(double? our, string their) =>
        our is null ? their == "N/A" : double.TryParse(their, CultureInfo.InvariantCulture, out var value) && Math.Abs(our.Value - value) < 0.0051;

    private static string Text(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);

    private static string Number(JsonElement value, string format) => value.ValueKind == JsonValueKind.Null ? "na" : Text(value.GetDouble(), format);

    private static string Squeeze(string text) => text.Replace(" ", "", StringComparison.Ordinal);

    private static string Words(string text)
    {
        var letters = new string([.. text.ToUpperInvariant().Where(char.IsLetterOrDigit)]);
        return letters.Replace("INSERTEDDEVICE", "INSERTEDOR", StringComparison.Ordinal);
    }

    private static async Task<IReadOnlyList<OurSensor>> ListAsync(IPEndPoint bmc, string password) =>
        [.. (await ToolRun.JsonAsync(bmc, "sensor list --no-cache", Ct, password: password)).Json.GetProperty("sensors").EnumerateArray().Select(OurSensor.Of)];

    private static SimulatedBmc Start(HardwareProfile hardware) => SimulatedBmc.Start(new SimulatedBmcOptions { Hardware = hardware with { ReadingsDrift = false }, Line = SimLine.Silent });

    private static HardwareProfile Profile(string name) => name switch
    {
        "idrac" => ServerProfiles.Idrac,
        "ilo" => ServerProfiles.Ilo,
        "supermicro" => ServerProfiles.Supermicro,
        "lenovo" => ServerProfiles.Lenovo,
        "odd" => ServerProfiles.Odd,
        _ => HardwareProfile.Standard,
    };

    private sealed record OurSensor(
        int RecordId, string Name, byte Owner, byte Lun, string State, double? Value, string Unit, string Status, string Severity, string ReadingType, int StateBits, string[] States, string[] Thresholds)
    {
        public static OurSensor Of(JsonElement row)
        {
            var thresholds = row.GetProperty("thresholds");
            return new OurSensor(
                row.GetProperty("recordId").GetInt32(), row.GetProperty("name").GetString()!, row.GetProperty("owner").GetByte(), row.GetProperty("lun").GetByte(), row.GetProperty("state").GetString()!,
                row.GetProperty("value").ValueKind == JsonValueKind.Null ? null : row.GetProperty("value").GetDouble(), row.GetProperty("unit").GetString()!,
                row.GetProperty("status").GetString()!, row.GetProperty("severity").GetString()!, row.GetProperty("readingType").GetString()!, row.GetProperty("stateBits").GetInt32(),
                [.. row.GetProperty("states").EnumerateArray().Select(state => state.GetString()!)],
                thresholds.ValueKind == JsonValueKind.Null
                    ? ["na", "na", "na", "na", "na", "na"]
                    : [.. ((string[])["lowerNonRecoverable", "lowerCritical", "lowerNonCritical", "upperNonCritical", "upperCritical", "upperNonRecoverable"]).Select(name => Number(thresholds.GetProperty(name), "0.000"))]);
        }

        public override string ToString() => $"{Name} (record {RecordId}, {State}, {Value} {Unit}, {Status}, {StateBits:x4})";
    }
}
