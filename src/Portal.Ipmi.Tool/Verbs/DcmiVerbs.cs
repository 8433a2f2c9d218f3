using System.CommandLine;
using Portal.Ipmi.Dcmi;

namespace Portal.Ipmi.Tool.Verbs;

/// <summary><c>dcmi</c>: what data centres want of any server.</summary>
internal sealed class DcmiVerbs : IVerbGroup
{
    private static readonly Dictionary<string, DcmiEntity> s_entities = new() { ["Inlet"] = DcmiEntity.Inlet, ["CPU"] = DcmiEntity.Processor, ["Baseboard"] = DcmiEntity.Baseboard };

    public Command Create(VerbRunner runner) => new("dcmi", "Data Center Manageability Interface: power, temperatures, asset tag.")
    {
        Discover(runner), DcmiPowerVerbs.Create(runner), Sensors(runner), Temperatures(runner),
        GetText(runner, "asset_tag", "Asset tag.", static (dcmi, ct) => dcmi.GetAssetTagAsync(ct)),
        SetText(runner, "set_asset_tag", "Writes the asset tag, up to 63 bytes, and reads it back.", static (dcmi, text, ct) => dcmi.SetAssetTagAsync(text, ct), static (dcmi, ct) => dcmi.GetAssetTagAsync(ct)),
        GetText(runner, "get_mc_id_string", "Management controller identifier string.", static (dcmi, ct) => dcmi.GetIdentifierAsync(ct)),
        SetText(runner, "set_mc_id_string", "Writes the identifier string. The BMC restarts DHCP when it announces itself by it.", static (dcmi, text, ct) => dcmi.SetIdentifierAsync(text, ct), static (dcmi, ct) => dcmi.GetIdentifierAsync(ct)),
        DcmiPowerVerbs.ThermalPolicy(runner), GetConfiguration(runner), SetConfiguration(runner),
    };

    private static Command Discover(VerbRunner runner)
    {
        var command = new Command("discover", "What of DCMI the BMC supports (Get DCMI Capabilities Info).");
        runner.Set(
            command,
            static async (call, ct) => await new DcmiClient(call.Connection).GetCapabilitiesAsync(ct) ?? throw new VerbFailedException("The BMC has no DCMI."),
            static (found, report) =>
            {
                report.Field("DCMI version", found.Version).Field("Power management", found.PowerManagement).Field("System interface", found.SystemInterface)
                    .Field("Serial terminal mode", found.SerialTerminalMode).Field("Secondary LAN", found.SecondaryLan);
                if (found.Platform is { } platform)
                {
                    report.Field("SEL entries", platform.SelEntries).Field("SEL rolls over", platform.SelRollsOver)
                        .Field("Temperature sampling", $"every {platform.TemperatureSampling.TotalSeconds:0} s");
                }

                if (found.PowerController is { } power)
                    report.Field("Power controller", $"{power.Address:X2}h on channel {power.Channel}, revision {power.Revision}");
                if (found.Channels is { } channels)
                {
                    report.Field("Primary LAN channel", channels.PrimaryLan?.ToString() ?? "none").Field("Secondary LAN channel", channels.SecondaryLan?.ToString() ?? "none")
                        .Field("Serial channel", channels.SerialTerminalMode?.ToString() ?? "none");
                }

                if (found.RollingPeriods.Count > 0)
                    report.Field("Rolling averages", string.Join(", ", found.RollingPeriods.Select(static p => DcmiPowerVerbs.InWords(p.Duration))));
            });
        return command;
    }

    private static Command Sensors(VerbRunner runner)
    {
        var command = new Command("sensors", "Record ids of the temperature sensors (Get DCMI Sensor Info).");
        runner.Set(
            command,
            static async (call, ct) =>
            {
                var dcmi = new DcmiClient(call.Connection);
                var found = new Dictionary<string, IReadOnlyList<ushort>>();
                foreach (var (name, entity) in s_entities)
                    found[name] = await dcmi.GetSensorRecordsAsync(entity, ct);
                return found;
            },
            static (found, report) =>
            {
                foreach (var (name, records) in found)
                    report.Field(name, records.Count == 0 ? "none" : string.Join(", ", records.Select(static r => $"{r:X4}h")));
            });
        return command;
    }

    private static Command Temperatures(VerbRunner runner)
    {
        var command = new Command("get_temp_reading", "Temperatures of inlets, processors and baseboard (Get Temperature Readings).");
        runner.Set(
            command,
            static async (call, ct) =>
            {
                var dcmi = new DcmiClient(call.Connection);
                var found = new List<DcmiTemperature>();
                foreach (var entity in s_entities.Values)
                    found.AddRange(await dcmi.GetTemperaturesAsync(entity, ct));
                return found;
            },
            static (found, report) => report.Table(["Entity", "Instance", "Temperature"], found.Select(static t => new object?[] { t.Entity, t.Instance, $"{t.Celsius} C" })));
        return command;
    }

    private static Command GetText(VerbRunner runner, string name, string description, Func<DcmiClient, CancellationToken, Task<string>> get)
    {
        var command = new Command(name, description);
        runner.Set(command, async (call, ct) => new TextResult(await get(new DcmiClient(call.Connection), ct)), (result, report) => report.Line(result.Text));
        return command;
    }

    private static Command SetText(
        VerbRunner runner, string name, string description, Func<DcmiClient, string, CancellationToken, Task> set, Func<DcmiClient, CancellationToken, Task<string>> get)
    {
        var text = new Argument<string>("text") { Description = "The text." };
        var command = new Command(name, description) { text };
        runner.Set(
            command,
            async (call, ct) =>
            {
                var dcmi = new DcmiClient(call.Connection);
                try
                {
                    await set(dcmi, call.Arguments.GetValue(text)!, ct);
                }
                catch (ArgumentException e)
                {
                    throw new VerbFailedException(e.Message.Split(" (Parameter", StringSplitOptions.None)[0]);
                }

                return new TextResult(await get(dcmi, ct));
            },
            static (result, report) => report.Line(result.Text));
        return command;
    }

    private static Command GetConfiguration(VerbRunner runner)
    {
        var command = new Command("get_conf_param", "How the BMC announces itself over DHCP (Get DCMI Configuration Parameters).");
        runner.Set(command, static (call, ct) => new DcmiClient(call.Connection).GetDhcpAsync(ct), PrintDhcp);
        return command;
    }

    private static Command SetConfiguration(VerbRunner runner)
    {
        var identifier = new Option<bool?>("--option12") { Description = "Send the identifier string as option 12." };
        var vendor = new Option<bool?>("--option60") { Description = "Send the DCMI vendor class as options 60 and 43." };
        var random = new Option<bool?>("--random-back-off") { Description = "Spread retries at random." };
        var initial = Numbers.Option<byte>("--init", "Seconds between the first two attempts.");
        var timeout = Numbers.Option<ushort>("--timeout", "Seconds after which no server is taken to be there.");
        var retry = Numbers.Option<ushort>("--retry", "Seconds until the next round.");
        var activate = new Option<bool>("--activate") { Description = "Start DHCP again; the BMC's address may change." };
        var command = new Command("set_conf_param", "Changes that (Set DCMI Configuration Parameters).") { identifier, vendor, random, initial, timeout, retry, activate };
        runner.Set(
            command,
            async (call, ct) =>
            {
                var dcmi = new DcmiClient(call.Connection);
                await dcmi.SetDhcpAsync(
                    new DhcpSettings(
                        call.Arguments.GetValue(identifier), call.Arguments.GetValue(vendor), call.Arguments.GetValue(random),
                        Seconds(call.Arguments.GetValue(initial)), Seconds(call.Arguments.GetValue(timeout)), Seconds(call.Arguments.GetValue(retry))),
                    ct);
                var now = await dcmi.GetDhcpAsync(ct);
                if (call.Arguments.GetValue(activate))
                    await dcmi.RestartDhcpAsync(ct);
                return now;

                static TimeSpan? Seconds(int? value) => value is { } seconds ? TimeSpan.FromSeconds(seconds) : null;
            },
            PrintDhcp);
        return command;
    }

    private static void PrintDhcp(DhcpSettings settings, Output.TextReport report) => report
        .Field("Option 12 (identifier)", settings.SendsIdentifier).Field("Options 60 and 43", settings.SendsVendorClass).Field("Random back-off", settings.RandomBackOff)
        .Field("Initial timeout", Seconds(settings.InitialTimeout)).Field("Server contact timeout", Seconds(settings.ContactTimeout)).Field("Server contact retry", Seconds(settings.ContactRetry));

    private static string? Seconds(TimeSpan? time) => time is { } value ? $"{value.TotalSeconds:0} s" : null;

    private sealed record TextResult(string Text);
}
