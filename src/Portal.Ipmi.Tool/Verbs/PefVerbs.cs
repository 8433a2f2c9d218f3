using System.CommandLine;
using Portal.Ipmi.Commands.SensorEvent;
using Portal.Ipmi.Events;
using Portal.Ipmi.Events.Alerting;
using Portal.Ipmi.Tool.Output;

namespace Portal.Ipmi.Tool.Verbs;

/// <summary><c>pef</c>: platform event filtering and alerts.</summary>
internal sealed class PefVerbs : IVerbGroup
{
    public Command Create(VerbRunner runner) => new("pef", "Platform event filtering: what the BMC does about events by itself.")
    {
        Info(runner), Status(runner), Configuration(runner), Filter(runner), Policy(runner), Strings(runner), Timer(runner), Alert(runner), Trap(runner),
    };

    private static Command Info(VerbRunner runner)
    {
        var command = new Command("info", "What the BMC's filtering can do (Get PEF Capabilities).");
        runner.Set(
            command,
            static async (call, ct) =>
            {
                var capabilities = await call.Connection.SendAsync(new GetPefCapabilities(), ct);
                var policies = await call.Connection.SendAsync(new GetPefParameter(PefParameter.PolicyCount), ct);
                return new PefInfo(capabilities, policies.Data.Length > 0 ? policies.Data.Span[0] & 0x7F : 0);
            },
            static (info, report) => report
                .Field("PEF version", info.Capabilities.VersionText)
                .Field("Event filter count", info.Capabilities.Filters)
                .Field("Alert policy count", info.Policies)
                .Field("OEM event filtering", info.Capabilities.FiltersOemRecords)
                .Field("Supported actions", Words(info.Capabilities.Actions)));
        return command;
    }

    private static Command Status(VerbRunner runner)
    {
        var command = new Command("status", "Which events have been processed (Get Last Processed Event ID), and what is enabled.");
        runner.Set(
            command,
            static async (call, ct) =>
            {
                var last = await call.Connection.SendAsync(new GetLastProcessedEventId(), ct);
                var control = await call.Connection.SendAsync(new GetPefParameter(PefParameter.Control), ct);
                var actions = await call.Connection.SendAsync(new GetPefParameter(PefParameter.ActionControl), ct);
                return new PefStatus(last, (PefControl)First(control), (PefActions)First(actions));
            },
            static (status, report) => report
                .Field("Last SEL addition", status.Last.LastAddition.ToString())
                .Field("Last SEL record ID", $"{status.Last.LastRecordId:x4}")
                .Field("Last S/W processed ID", $"{status.Last.LastBySoftware:x4}")
                .Field("Last BMC processed ID", $"{status.Last.LastByBmc:x4}")
                .Field("PEF", (status.Control & PefControl.Enabled) != 0 ? "enabled" : "disabled")
                .Field("Event messages", (status.Control & PefControl.EventMessages) != 0)
                .Field("Startup delay", (status.Control & PefControl.StartupDelay) != 0)
                .Field("Alert startup delay", (status.Control & PefControl.AlertStartupDelay) != 0)
                .Field("Enabled actions", Words(status.EnabledActions)));
        return command;
    }

    private static Command Configuration(VerbRunner runner)
    {
        var command = new Command("config", "Everything that is configured.");
        runner.Set(command, static (call, ct) => new PefConfigurationReader(call.Connection).ReadAsync(ct), static (configuration, report) =>
        {
            report
                .Field("PEF", (configuration.Control & PefControl.Enabled) != 0 ? "enabled" : "disabled")
                .Field("Enabled actions", Words(configuration.EnabledActions))
                .Field("Startup delay", configuration.StartupDelay is { } delay ? $"{delay.TotalSeconds} s" : null)
                .Field("Alert startup delay", configuration.AlertStartupDelay is { } alertDelay ? $"{alertDelay.TotalSeconds} s" : null)
                .Field("GUID in traps", configuration.SystemGuid is { } guid ? guid.IsUsed ? Convert.ToHexStringLower(guid.Guid.Span) : "that of the system" : null)
                .Line();
            PrintFilters(configuration.Filters, report);
            PrintPolicies(configuration.Policies, report);
            PrintStrings(configuration.Strings, report);
        });
        return command;
    }

    private static Command Filter(VerbRunner runner)
    {
        var list = new Command("list", "The event filter table.");
        runner.Set(list, static async (call, ct) => (await new PefConfigurationReader(call.Connection).ReadAsync(ct)).Filters, PrintFilters);
        return new Command("filter", "Which events are acted upon.") { list, Switch(runner, "enable", true), Switch(runner, "disable", false) };
    }

    private static Command Switch(VerbRunner runner, string name, bool enabled)
    {
        var number = Numbers.Argument<byte>("filter", "Number of the filter, from 1.");
        var command = new Command(name, $"Switches a filter {(enabled ? "on" : "off")}.") { number };
        runner.Set(
            command,
            async (call, ct) =>
            {
                var which = call.Arguments.GetValue(number);
                await new PefConfigurationWriter(call.Connection).ChangeAsync(writer => writer.EnableFilterAsync(which, enabled, ct), ct);
                return await new PefConfigurationReader(call.Connection).ReadFilterAsync(which, ct);
            },
            static (filter, report) => report.Line(filter is { Enabled: true } ? "The filter is on." : "The filter is off."));
        return command;
    }

    private static Command Policy(VerbRunner runner)
    {
        var list = new Command("list", "The alert policy table.");
        runner.Set(list, static async (call, ct) => (await new PefConfigurationReader(call.Connection).ReadAsync(ct)).Policies, PrintPolicies);
        return new Command("policy", "Where alerts go.") { list };
    }

    private static Command Strings(VerbRunner runner)
    {
        var command = new Command("strings", "The alert strings.");
        runner.Set(command, static async (call, ct) => (await new PefConfigurationReader(call.Connection).ReadAsync(ct)).Strings, PrintStrings);
        return command;
    }

    private static Command Timer(VerbRunner runner)
    {
        var get = new Command("get", "The countdown.");
        runner.Set(get, static async (call, ct) => new { Seconds = await call.Connection.SendAsync(new ArmPefPostponeTimer(ArmPefPostponeTimer.ReadOnly), ct) }, static (result, report) => report.Field("PEF postpone timer", $"{result.Seconds} s"));
        var seconds = Numbers.Argument<byte>("seconds", "1 to 253; 0 switches the timer off, 254 switches PEF off until the next reset.");
        var set = new Command("set", "Gives software time to process events before PEF does.") { seconds };
        runner.Set(set, async (call, ct) => new { Seconds = await call.Connection.SendAsync(new ArmPefPostponeTimer(call.Arguments.GetValue(seconds)), ct) }, static (result, report) => report.Field("PEF postpone timer", $"{result.Seconds} s"));
        return new Command("timer", "The postpone timer (Arm PEF Postpone Timer).") { get, set };
    }

    private static Command Alert(VerbRunner runner)
    {
        var channel = Numbers.Argument<byte>("channel", "Channel to send over.");
        var destination = Numbers.Argument<byte>("destination", "Destination of the channel; 0 the volatile one.");
        var text = Numbers.Option<byte>("--string", "Alert string to send with it.");
        var command = new Command("alert", "Sends an alert now, to try it (Alert Immediate), and tells how far it is.") { channel, destination, text };
        runner.Set(
            command,
            async (call, ct) =>
            {
                var to = call.Arguments.GetValue(channel);
                await call.Connection.SendAsync(new AlertImmediate(to, AlertOperation.Initiate, call.Arguments.GetValue(destination)) { StringSelector = call.Arguments.GetValue(text) }, ct);
                return new { Status = await call.Connection.SendAsync(new AlertImmediate(to, AlertOperation.GetStatus), ct) };
            },
            static (result, report) => report.Field("Alert", result.Status.ToString()));
        return command;
    }

    private static Command Trap(VerbRunner runner)
    {
        var specific = Numbers.Argument<uint>("specific-trap", "Specific trap number.");
        var bytes = new Argument<string[]>("hex") { Description = "Octets of the variable binding in hexadecimal.", Arity = ArgumentArity.OneOrMore };
        var command = new Command("trap", "Puts a platform event trap into words; needs no BMC.") { specific, bytes };
        runner.SetWithoutSession(
            command,
            (arguments, _, _) =>
            {
                try
                {
                    var trap = PlatformEventTrap.Parse(PlatformEventTrap.EnterpriseOid, arguments.GetValue(specific), SelVerbs.Hex(arguments.GetValue(bytes)!));
                    return Task.FromResult(new TrapReport(trap, trap.Describe(EventContext.None)));
                }
                catch (IpmiFormatException e)
                {
                    throw new UsageException(e.Message);
                }
            },
            static (result, report) => report
                .Field("Event", result.Description.ToString())
                .Field("Severity", result.Trap.Severity.ToString())
                .Field("Time", result.Trap.Time?.ToString("yyyy-MM-dd HH:mm:ss zzz", System.Globalization.CultureInfo.InvariantCulture))
                .Field("Source", PlatformEventTrap.DescribeSource(result.Trap.EventSource))
                .Field("Entity", result.Trap.Entity.Describe(result.Trap.EntityInstance))
                .Field("GUID", Convert.ToHexStringLower(result.Trap.Guid.Span))
                .Field("Manufacturer ID", result.Trap.ManufacturerId)
                .Field("System ID", result.Trap.SystemId)
                .Field("Sequence number", result.Trap.SequenceNumber)
                .Field("Alert string", result.Trap.AlertText));
        return command;
    }

    private static void PrintFilters(IReadOnlyList<EventFilter?> filters, TextReport report) => report.Table(
        ["#", "State", "Sensor type", "Sensor", "Event type", "Offsets", "Severity", "Actions", "Policy"],
        filters.Select((filter, i) => (IReadOnlyList<object?>)(filter is null
            ? [i + 1, "unreadable"]
            :
            [
                i + 1, (filter.Enabled ? "on" : "off") + (filter.IsPreconfigured ? ", preset" : ""), filter.SensorType?.Describe() ?? "any",
                filter.SensorNumber is { } number ? $"{number:X2}h" : "any",
                filter.EventTrigger is { } trigger ? ((EventReadingType)(trigger & 0x7F)).Describe() + ((trigger & 0x80) != 0 ? " deasserted" : "") : "any",
                $"{filter.OffsetMask:X4}h", filter.Severity.ToString(), Words(filter.Actions), filter.PolicyNumber,
            ])));

    private static void PrintPolicies(IReadOnlyList<AlertPolicy?> policies, TextReport report) => report.Table(
        ["#", "State", "Policy", "Rule", "Channel", "Destination", "String"],
        policies.Select((policy, i) => (IReadOnlyList<object?>)(policy is null
            ? [i + 1, "unreadable"]
            : [i + 1, policy.Enabled ? "on" : "off", policy.PolicyNumber, policy.Rule.ToString(), policy.Channel, policy.Destination, policy.StringSelector])));

    private static void PrintStrings(IReadOnlyList<AlertString> strings, TextReport report) => report.Table(
        ["#", "Filter", "Set", "Text"], strings.Select(text => (IReadOnlyList<object?>)[text.Selector, text.FilterNumber, text.StringSet, text.Text]));

    private static byte First(PefParameterData data) => data.Data.Length > 0 ? data.Data.Span[0] : (byte)0;

    private static string Words(PefActions actions)
    {
        var words = new List<string>();
        foreach (var (action, name) in (ReadOnlySpan<(PefActions, string)>)
            [
                (PefActions.Alert, "alert"), (PefActions.PowerOff, "power-off"), (PefActions.Reset, "reset"), (PefActions.PowerCycle, "power-cycle"), (PefActions.Oem, "OEM"),
                (PefActions.DiagnosticInterrupt, "diagnostic interrupt"), (PefActions.GroupControl, "group control"),
            ])
        {
            if ((actions & action) != 0)
                words.Add(name);
        }

        return words.Count == 0 ? "none" : string.Join(", ", words);
    }

    private sealed record PefInfo(PefCapabilities Capabilities, int Policies);

    private sealed record PefStatus(LastProcessedEvent Last, PefControl Control, PefActions EnabledActions);

    private sealed record TrapReport(PlatformEventTrap Trap, EventDescription Description);
}
