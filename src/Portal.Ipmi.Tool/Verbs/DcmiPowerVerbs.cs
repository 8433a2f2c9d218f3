using System.CommandLine;
using Portal.Ipmi.Commands.Dcmi;
using Portal.Ipmi.Dcmi;
using Portal.Ipmi.Tool.Output;

namespace Portal.Ipmi.Tool.Verbs;

/// <summary><c>dcmi power</c> and <c>dcmi thermalpolicy</c>.</summary>
internal static class DcmiPowerVerbs
{
    private static readonly Dictionary<string, PowerLimitAction> s_actions = new()
    {
        ["no_action"] = PowerLimitAction.None,
        ["power_off"] = PowerLimitAction.PowerOff,
        ["sel_logging"] = PowerLimitAction.LogOnly,
    };

    public static Command Create(VerbRunner runner) => new("power", "Power: what is drawn, and how much may be.")
    {
        Reading(runner), GetLimit(runner), SetLimit(runner), Activate(runner, "activate", true), Activate(runner, "deactivate", false),
    };

    public static Command ThermalPolicy(VerbRunner runner)
    {
        var instance = Numbers.Option<byte>("--instance", "Which air inlet, from 1.");
        var get = new Command("get", "The limit of the air inlet (Get Thermal Limit).") { instance };
        runner.Set(get, (call, ct) => call.Connection.SendAsync(new GetThermalLimit(call.Arguments.GetValue(instance) ?? 1), ct).AsTask(), PrintThermal);

        var temperature = Numbers.Argument<sbyte>("temperature", "Limit in degrees Celsius.");
        var seconds = Numbers.Argument<ushort>("seconds", "How long it may be exceeded.");
        var powerOff = new Option<bool>("--power-off") { Description = "Then the host loses power." };
        var log = new Option<bool>("--log") { Description = "Then the event log tells." };
        var set = new Command("set", "Sets the limit; with neither action it is disabled (Set Thermal Limit).") { temperature, seconds, powerOff, log, instance };
        runner.Set(
            set,
            async (call, ct) =>
            {
                var which = call.Arguments.GetValue(instance) ?? 1;
                var limit = new ThermalLimit(
                    call.Arguments.GetValue(temperature), TimeSpan.FromSeconds(call.Arguments.GetValue(seconds)), call.Arguments.GetValue(powerOff), call.Arguments.GetValue(log));
                await call.Connection.SendAsync(new SetThermalLimit(limit, which), ct);
                return await call.Connection.SendAsync(new GetThermalLimit(which), ct);
            },
            PrintThermal);
        return new Command("thermalpolicy", "Thermal limit of the air inlet.") { get, set };
    }

    public static string InWords(TimeSpan period) => period switch
    {
        _ when period == TimeSpan.Zero => "now",
        { Days: > 0 } => $"{period.TotalDays:0} d",
        { Hours: > 0 } => $"{period.TotalHours:0} h",
        { Minutes: > 0 } => $"{period.TotalMinutes:0} min",
        _ => $"{period.TotalSeconds:0} s",
    };

    private static Command Reading(VerbRunner runner)
    {
        var over = Numbers.Option<int>("--over", "Seconds of one of the periods that discover shows; otherwise since the BMC collects.");
        var command = new Command("reading", "Power now, lowest, highest and average (Get Power Reading).") { over };
        runner.Set(
            command,
            (call, ct) =>
            {
                RollingPeriod? rolling = null;
                if (call.Arguments.GetValue(over) is { } seconds)
                {
                    try
                    {
                        rolling = RollingPeriod.Of(TimeSpan.FromSeconds(seconds));
                    }
                    catch (ArgumentOutOfRangeException e)
                    {
                        throw new UsageException(e.Message.Split(" (Parameter", StringSplitOptions.None)[0]);
                    }
                }

                return call.Connection.SendAsync(new GetPowerReading(rolling), ct).AsTask();
            },
            static (reading, report) => report
                .Field("Instantaneous power", $"{reading.CurrentWatts} W").Field("Minimum", $"{reading.MinimumWatts} W").Field("Maximum", $"{reading.MaximumWatts} W")
                .Field("Average", $"{reading.AverageWatts} W").Field("Timestamp", reading.Timestamp).Field("Period", $"{reading.Period.TotalSeconds:0.###} s")
                .Field("Power reading state", reading.IsActive ? "activated" : "deactivated"));
        return command;
    }

    private static Command GetLimit(VerbRunner runner)
    {
        var command = new Command("get_limit", "The power limit (Get Power Limit).");
        runner.Set(command, static (call, ct) => call.Connection.SendAsync(new GetPowerLimit(), ct).AsTask(), PrintLimit);
        return command;
    }

    private static Command SetLimit(VerbRunner runner)
    {
        var watts = Numbers.Argument<ushort>("watts", "The limit.");
        var action = new Option<string>("--action") { Description = string.Join(", ", s_actions.Keys) + ".", DefaultValueFactory = static _ => "sel_logging" };
        action.AcceptOnlyFromAmong([.. s_actions.Keys]);
        var correction = Numbers.Option<uint>("--correction", "Milliseconds for which it may be exceeded; 1000 by default.");
        var sample = Numbers.Option<ushort>("--sample", "Statistics sampling period in seconds; 60 by default.");
        var command = new Command("set_limit", "Sets the power limit; activate puts it into effect (Set Power Limit).") { watts, action, correction, sample };
        runner.Set(
            command,
            async (call, ct) =>
            {
                var limit = new PowerLimit(
                    call.Arguments.GetValue(watts), s_actions[call.Arguments.GetValue(action)!],
                    TimeSpan.FromMilliseconds(call.Arguments.GetValue(correction) ?? 1000), TimeSpan.FromSeconds(call.Arguments.GetValue(sample) ?? 60));
                await call.Connection.SendAsync(new SetPowerLimit(limit), ct);
                return await call.Connection.SendAsync(new GetPowerLimit(), ct);
            },
            PrintLimit);
        return command;
    }

    private static Command Activate(VerbRunner runner, string name, bool active)
    {
        var command = new Command(name, active ? "Puts the power limit into effect." : "Takes the power limit out of effect.");
        runner.Set(
            command,
            async (call, ct) =>
            {
                await call.Connection.SendAsync(new ActivatePowerLimit(active), ct);
                return await call.Connection.SendAsync(new GetPowerLimit(), ct);
            },
            PrintLimit);
        return command;
    }

    private static void PrintLimit(PowerLimitStatus status, TextReport report)
    {
        report.Field("Current Limit State", status.IsActive ? "Power Limit Active" : "No Active Power Limit");
        if (status.Limit is not { } limit)
            return;
        report.Field("Exception actions", limit.Action switch
        {
            PowerLimitAction.None => "No Action",
            PowerLimitAction.PowerOff => "Hard Power Off & Log Event to SEL",
            PowerLimitAction.LogOnly => "Log Event to SEL",
            _ => $"OEM action {(byte)limit.Action:X2}h",
        });
        report.Field("Power Limit", $"{limit.Watts} Watts").Field("Correction time", $"{limit.CorrectionTime.TotalMilliseconds:0} milliseconds")
            .Field("Sampling period", $"{limit.SamplingPeriod.TotalSeconds:0} seconds");
    }

    private static void PrintThermal(ThermalLimit limit, TextReport report) => report
        .Field("Temperature limit", $"{limit.Temperature} C").Field("Exception time", $"{limit.ExceptionTime.TotalSeconds:0} s")
        .Field("Power off", limit.PowerOff).Field("Log", limit.Log);
}
