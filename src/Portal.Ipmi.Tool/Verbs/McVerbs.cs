using System.CommandLine;
using Portal.Ipmi.Commands.App;
using Portal.Ipmi.Tool.Output;

namespace Portal.Ipmi.Tool.Verbs;

/// <summary><c>mc</c>: the management controller itself.</summary>
internal sealed class McVerbs : IVerbGroup
{
    private static readonly string[] s_support =
    [
        "Sensor Device", "SDR Repository Device", "SEL Device", "FRU Inventory Device", "IPMB Event Receiver", "IPMB Event Generator", "Bridge", "Chassis Device",
    ];

    private static readonly (string Name, string Words, BmcGlobalEnables Bit)[] s_enables =
    [
        ("recv_msg_intr", "Receive Message Queue Interrupt", BmcGlobalEnables.ReceiveQueueInterrupt),
        ("event_msg_intr", "Event Message Buffer Full Interrupt", BmcGlobalEnables.EventBufferInterrupt),
        ("event_msg", "Event Message Buffer", BmcGlobalEnables.EventBuffer),
        ("system_event_log", "System Event Logging", BmcGlobalEnables.SystemEventLogging),
        ("oem0", "OEM 0", BmcGlobalEnables.Oem0),
        ("oem1", "OEM 1", BmcGlobalEnables.Oem1),
        ("oem2", "OEM 2", BmcGlobalEnables.Oem2),
    ];

    public Command Create(VerbRunner runner) => new("mc", "The management controller: what it is, its health, its resets.")
    {
        Info(runner), SelfTest(runner), Guid(runner), Reset(runner), Acpi(runner), Enables(runner), SetEnables(runner), WatchdogVerbs.Create(runner), FirewallVerbs.Create(runner), SystemInfoVerbs.Get(runner), SystemInfoVerbs.Set(runner),
    };

    private static Command Info(VerbRunner runner)
    {
        var command = new Command("info", "Device, firmware and manufacturer (Get Device ID).");
        runner.Set(command, static (call, ct) => call.Connection.SendAsync(new GetDeviceId(), ct).AsTask(), PrintInfo);
        return command;
    }

    /// <summary><c>selftest</c>, also below <c>chassis</c>. Exit status 1 when the test failed.</summary>
    public static Command SelfTest(VerbRunner runner)
    {
        var command = new Command("selftest", "What the controller found when it tested itself (Get Self Test Results).");
        runner.SetExit(
            command,
            static (call, ct) => call.Connection.SendAsync(new GetSelfTestResults(), ct).AsTask(),
            static (result, report) => report.Field("Selftest", result.Describe()),
            static result => result.IsHealthy ? ExitStatus.Done : ExitStatus.Failed);
        return command;
    }

    private static Command Guid(VerbRunner runner)
    {
        var order = new Argument<string>("order") { Description = "Byte order: auto, smbios, rfc4122 or ipmi.", DefaultValueFactory = static _ => "auto" };
        order.AcceptOnlyFromAmong("auto", "smbios", "rfc4122", "ipmi");
        var device = new Option<bool>("--device") { Description = "The controller's own GUID instead of the system's." };
        var command = new Command("guid", "GUID of the system (Get System GUID).") { order, device };
        runner.Set(
            command,
            async (call, ct) =>
            {
                var encoding = call.Arguments.GetValue(order) switch
                {
                    "smbios" => GuidEncoding.Smbios,
                    "rfc4122" => GuidEncoding.Rfc4122,
                    "ipmi" => GuidEncoding.Ipmi,
                    _ => GuidEncoding.Unknown,
                };
                var bytes = call.Arguments.GetValue(device)
                    ? await call.Connection.SendAsync(new GetDeviceGuid(), ct)
                    : await call.Connection.SendAsync(new GetSystemGuid(), ct);
                return new GuidReport(IpmiGuid.Parse(bytes.Span, encoding), bytes);
            },
            static (result, report) => report
                .Field("System GUID", result.Guid.Encoding == GuidEncoding.Unknown ? Convert.ToHexStringLower(result.Bytes.Span) : result.Guid)
                .Field("GUID Encoding", result.Guid.Encoding)
                .Field("GUID Version", result.Guid.Version == 0 ? "unknown" : result.Guid.Version));
        return command;
    }

    private static Command Reset(VerbRunner runner)
    {
        var kind = new Argument<string>("kind") { Description = "cold, as if it lost power, or warm. The host runs on." };
        kind.AcceptOnlyFromAmong("cold", "warm");
        var command = new Command("reset", "Restarts the controller. This session ends with it.") { kind };
        runner.Set(
            command,
            async (call, ct) =>
            {
                var cold = call.Arguments.GetValue(kind) == "cold";
                if (cold)
                    await call.Connection.SendAsync(new ColdReset(), ct);
                else
                    await call.Connection.SendAsync(new WarmReset(), ct);
                return new ResetSent(cold);
            },
            static (result, report) => report.Line($"Sent {(result.IsCold ? "cold" : "warm")} reset command to MC"));
        return command;
    }

    private static Command Acpi(VerbRunner runner)
    {
        var command = new Command("acpi", "Power state as the host's software told it (Get ACPI Power State).");
        runner.Set(
            command,
            static (call, ct) => call.Connection.SendAsync(new GetAcpiPowerState(), ct).AsTask(),
            static (state, report) => report.Field("System Power State", state.System).Field("Device Power State", state.Device));
        return command;
    }

    private static Command Enables(VerbRunner runner)
    {
        var command = new Command("getenables", "What the controller does towards the host (Get BMC Global Enables).");
        runner.Set(command, static async (call, ct) => new EnablesReport(await call.Connection.SendAsync(new GetBmcGlobalEnables(), ct)), PrintEnables);
        return command;
    }

    private static Command SetEnables(VerbRunner runner)
    {
        var name = new Argument<string>("option") { Description = string.Join(", ", s_enables.Select(e => e.Name)) + "." };
        name.AcceptOnlyFromAmong([.. s_enables.Select(e => e.Name)]);
        var value = new Argument<string>("value") { Description = "on or off." };
        value.AcceptOnlyFromAmong("on", "off");
        var command = new Command("setenables", "Switches one of them; the others stay (Set BMC Global Enables).") { name, value };
        runner.Set(
            command,
            async (call, ct) =>
            {
                var bit = s_enables.First(e => e.Name == call.Arguments.GetValue(name)).Bit;
                var before = await call.Connection.SendAsync(new GetBmcGlobalEnables(), ct);
                await call.Connection.SendAsync(new SetBmcGlobalEnables(call.Arguments.GetValue(value) == "on" ? before | bit : before & ~bit), ct);
                return new EnablesReport(await call.Connection.SendAsync(new GetBmcGlobalEnables(), ct));
            },
            PrintEnables);
        return command;
    }

    private static void PrintEnables(EnablesReport enables, TextReport report)
    {
        foreach (var (_, words, bit) in s_enables)
            report.Field(words, enables.Enables.HasFlag(bit) ? "enabled" : "disabled");
    }

    private static void PrintInfo(DeviceId id, TextReport report)
    {
        report
            .Field("Device ID", id.Id)
            .Field("Device Revision", id.Revision)
            .Field("Firmware Revision", $"{id.FirmwareMajor}.{id.FirmwareMinor:D2}")
            .Field("IPMI Version", $"{id.IpmiMajor}.{id.IpmiMinor}")
            .Field("Manufacturer ID", id.ManufacturerId)
            .Field("Product ID", $"{id.ProductId} (0x{id.ProductId:x4})")
            .Field("Device Available", !id.UpdateInProgress)
            .Field("Provides Device SDRs", id.ProvidesSdrs)
            .Field("Additional Device Support", id.AdditionalSupport == 0 ? "none" : "");
        for (var bit = 0; bit < s_support.Length; bit++)
        {
            if ((id.AdditionalSupport >> bit & 1) != 0)
                report.Below(s_support[bit]);
        }

        report.Field("Aux Firmware Rev Info", string.Join(' ', Enumerable.Range(0, 4).Select(i => $"0x{(byte)(id.AuxiliaryFirmware >> (24 - (8 * i))):x2}")));
    }

    /// <summary>A GUID, and the bytes it was read from.</summary>
    internal sealed record GuidReport(IpmiGuid Guid, ReadOnlyMemory<byte> Bytes)
    {
        /// <summary>The GUID in its usual form.</summary>
        public string Text => Guid.ToString();
    }

    /// <summary>The controller was told to restart.</summary>
    internal sealed record ResetSent(bool IsCold);

    /// <summary>What the controller does towards the host.</summary>
    internal sealed record EnablesReport(BmcGlobalEnables Enables);
}
