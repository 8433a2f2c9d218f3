using System.CommandLine;
using Portal.Ipmi.Commands.Chassis;
using Portal.Ipmi.Tool.Output;

namespace Portal.Ipmi.Tool.Verbs;

/// <summary><c>chassis</c>: the box around the host, its power, its light and its hours.</summary>
internal sealed class ChassisVerbs : IVerbGroup
{
    public Command Create(VerbRunner runner) => new("chassis", "The chassis: power, faults, identify light, boot device, hours.")
    {
        Status(runner), PowerVerb.Power(runner), Identify(runner), Policy(runner), PowerOnHours(runner), RestartCauseOf(runner), Capabilities(runner),
        FrontPanel(runner), CycleInterval(runner), BootVerbs.BootDevice(runner), BootVerbs.BootParameters(runner), McVerbs.SelfTest(runner),
    };

    private static Command Status(VerbRunner runner)
    {
        var command = new Command("status", "Power, faults and buttons (Get Chassis Status).");
        runner.Set(command, static (call, ct) => call.Connection.SendAsync(new GetChassisStatus(), ct).AsTask(), PrintStatus);
        return command;
    }

    private static Command Identify(VerbRunner runner)
    {
        var time = new Argument<string>("time") { Description = "Seconds, 0 for off, or \"force\" for on until it is switched off.", DefaultValueFactory = static _ => "15" };
        time.Validators.Add(static result =>
        {
            var text = result.GetValueOrDefault<string>();
            if (text != "force" && !Numbers.TryParse<byte>(text, out _))
                result.AddError($"\"{text}\" is neither seconds (0 to 255) nor \"force\".");
        });
        var command = new Command("identify", "Switches the light on that shows people the right machine.") { time };
        runner.Set(
            command,
            async (call, ct) =>
            {
                var text = call.Arguments.GetValue(time)!;
                if (!Numbers.TryParse<byte>(text, out var seconds))
                {
                    await call.Connection.SendAsync(new ChassisIdentify(1, Forever: true), ct);
                    return new Identified(null);
                }

                await call.Connection.SendAsync(new ChassisIdentify(seconds), ct);
                return new Identified(seconds);
            },
            static (identified, report) => report.Field("Chassis identify interval", identified.Seconds switch
            {
                null => "indefinite",
                0 => "off",
                var seconds => $"{seconds} seconds",
            }));
        return command;
    }

    private static Command Policy(VerbRunner runner)
    {
        var policy = new Argument<string>("policy") { Description = "list, always-off, previous or always-on." };
        policy.AcceptOnlyFromAmong("list", "always-off", "previous", "always-on");
        var command = new Command("policy", "What the host does when mains power returns.") { policy };
        runner.Set(
            command,
            async (call, ct) =>
            {
                var wanted = call.Arguments.GetValue(policy) switch
                {
                    "always-off" => PowerRestorePolicy.AlwaysOff,
                    "previous" => PowerRestorePolicy.Previous,
                    "always-on" => PowerRestorePolicy.AlwaysOn,
                    _ => PowerRestorePolicy.Unknown,
                };
                var supported = await call.Connection.SendAsync(new SetPowerRestorePolicy(wanted), ct);
                var now = (await call.Connection.SendAsync(new GetChassisStatus(), ct)).RestorePolicy;
                if (wanted != PowerRestorePolicy.Unknown && now != wanted)
                    throw new VerbFailedException($"The BMC said that it took the policy, but its status says {Words(now)}.");
                return new PolicyReport(now, supported);
            },
            static (result, report) => report
                .Field("Power Restore Policy", Words(result.Policy))
                .Field("Supported chassis power policy", string.Join(' ', Names(result.Supported))));
        return command;
    }

    private static Command PowerOnHours(VerbRunner runner)
    {
        var command = new Command("poh", "Power-on hours (Get POH Counter).");
        runner.Set(
            command,
            static (call, ct) => call.Connection.SendAsync(new GetPohCounter(), ct).AsTask(),
            static (hours, report) => report
                .Field("POH Counter", $"{(int)hours.Total.TotalDays} days, {hours.Total.Hours} hours")
                .Field("Minutes per count", hours.MinutesPerCount)
                .Field("Counter reading", hours.Counter));
        return command;
    }

    private static Command RestartCauseOf(VerbRunner runner)
    {
        var command = new Command("restart_cause", "Why the host started last (Get System Restart Cause).");
        runner.Set(
            command,
            static (call, ct) => call.Connection.SendAsync(new GetSystemRestartCause(), ct).AsTask(),
            static (cause, report) => report.Field("System restart cause", cause.Cause.Describe()).Field("Channel", cause.Channel));
        return command;
    }

    private static Command Capabilities(VerbRunner runner)
    {
        var command = new Command("capabilities", "What the chassis has, and at which addresses (Get Chassis Capabilities).");
        runner.Set(
            command,
            static (call, ct) => call.Connection.SendAsync(new GetChassisCapabilities(), ct).AsTask(),
            static (found, report) => report
                .Field("Intrusion Sensor", found.Features.HasFlag(ChassisFeatures.IntrusionSensor))
                .Field("Front Panel Lockout", found.Features.HasFlag(ChassisFeatures.FrontPanelLockout))
                .Field("Diagnostic Interrupt", found.Features.HasFlag(ChassisFeatures.DiagnosticInterrupt))
                .Field("Power Interlock", found.Features.HasFlag(ChassisFeatures.PowerInterlock))
                .Field("FRU Info Device Address", $"0x{found.FruAddress:x2}")
                .Field("SDR Device Address", $"0x{found.SdrAddress:x2}")
                .Field("SEL Device Address", $"0x{found.SelAddress:x2}")
                .Field("SM Device Address", $"0x{found.SystemManagementAddress:x2}")
                .Field("Bridge Device Address", found.BridgeAddress is { } bridge ? $"0x{bridge:x2}" : null));
        return command;
    }

    private static Command FrontPanel(VerbRunner runner)
    {
        var disabled = new Argument<string[]>("buttons") { Description = "The buttons to switch off: power, reset, diag, standby, or none.", Arity = ArgumentArity.OneOrMore };
        disabled.AcceptOnlyFromAmong("power", "reset", "diag", "standby", "none");
        var command = new Command("front-panel", "Switches buttons of the front panel off; all others work (Set Front Panel Enables).") { disabled };
        runner.Set(
            command,
            async (call, ct) =>
            {
                var buttons = FrontPanelButtons.None;
                foreach (var name in call.Arguments.GetValue(disabled)!)
                {
                    buttons |= name switch
                    {
                        "power" => FrontPanelButtons.PowerOff,
                        "reset" => FrontPanelButtons.Reset,
                        "diag" => FrontPanelButtons.DiagnosticInterrupt,
                        "standby" => FrontPanelButtons.Standby,
                        _ => FrontPanelButtons.None,
                    };
                }

                await call.Connection.SendAsync(new SetFrontPanelEnables(buttons), ct);
                return await call.Connection.SendAsync(new GetChassisStatus(), ct);
            },
            PrintStatus);
        return command;
    }

    private static Command CycleInterval(VerbRunner runner)
    {
        var seconds = Numbers.Argument<byte>("seconds", "Seconds, 0 to 255.");
        var command = new Command("cycle-interval", "How long a power cycle keeps power off (Set Power Cycle Interval).") { seconds };
        runner.Set(
            command,
            async (call, ct) =>
            {
                var value = call.Arguments.GetValue(seconds);
                await call.Connection.SendAsync(new SetPowerCycleInterval(value), ct);
                return new CycleIntervalSet(value);
            },
            static (set, report) => report.Field("Power cycle interval", $"{set.Seconds} seconds"));
        return command;
    }

    private static void PrintStatus(ChassisStatus status, TextReport report)
    {
        report
            .Field("System Power", status.IsOn ? "on" : "off")
            .Field("Power Overload", TrueFalse(status.PowerOverload))
            .Field("Power Interlock", Active(status.Interlock))
            .Field("Main Power Fault", TrueFalse(status.PowerFault))
            .Field("Power Control Fault", TrueFalse(status.PowerControlFault))
            .Field("Power Restore Policy", Words(status.RestorePolicy))
            .Field("Last Power Event", string.Join(' ', LastEvents(status)))
            .Field("Chassis Intrusion", Active(status.Intrusion))
            .Field("Front-Panel Lockout", Active(status.FrontPanelLockout))
            .Field("Drive Fault", TrueFalse(status.DriveFault))
            .Field("Cooling/Fan Fault", TrueFalse(status.CoolingFault))
            .Field("Identify", status.Identify?.ToString().ToLowerInvariant());
        if (status is not { ButtonsThatMayBeDisabled: { } may, DisabledButtons: { } disabled })
            return;
        foreach (var (name, button) in new[]
        {
            ("Sleep Button", FrontPanelButtons.Standby), ("Diag Button", FrontPanelButtons.DiagnosticInterrupt),
            ("Reset Button", FrontPanelButtons.Reset), ("Power Button", FrontPanelButtons.PowerOff),
        })
        {
            report.Field($"{name} Disable", may.HasFlag(button) ? "allowed" : "not allowed").Field($"{name} Disabled", TrueFalse(disabled.HasFlag(button)));
        }
    }

    private static IEnumerable<string> LastEvents(ChassisStatus status)
    {
        if (status.LastEventAcFailed)
            yield return "ac-failed";
        if (status.LastEventOverload)
            yield return "overload";
        if (status.LastEventInterlock)
            yield return "interlock";
        if (status.LastEventPowerFault)
            yield return "fault";
        if (status.LastEventIpmiCommand)
            yield return "command";
    }

    private static IEnumerable<string> Names(PowerRestorePolicies policies)
    {
        if (policies.HasFlag(PowerRestorePolicies.AlwaysOff))
            yield return "always-off";
        if (policies.HasFlag(PowerRestorePolicies.AlwaysOn))
            yield return "always-on";
        if (policies.HasFlag(PowerRestorePolicies.Previous))
            yield return "previous";
    }

    private static string Words(PowerRestorePolicy policy) => policy switch
    {
        PowerRestorePolicy.AlwaysOff => "always-off",
        PowerRestorePolicy.Previous => "previous",
        PowerRestorePolicy.AlwaysOn => "always-on",
        _ => "unknown",
    };

    private static string TrueFalse(bool value) => value ? "true" : "false";

    private static string Active(bool value) => value ? "active" : "inactive";

    /// <summary>The light was switched; <paramref name="Seconds"/> is null until it is switched off.</summary>
    internal sealed record Identified(byte? Seconds);

    /// <summary>The policy now, and those there are.</summary>
    internal sealed record PolicyReport(PowerRestorePolicy Policy, PowerRestorePolicies Supported);

    /// <summary>The interval was set.</summary>
    internal sealed record CycleIntervalSet(byte Seconds);
}
