using Microsoft.Extensions.Localization;
using Portal.Fleet.Access;
using Portal.Fleet.Events;
using Portal.Fleet.Links;
using Portal.Fleet.Polling;
using Portal.Fleet.Sensors;
using Portal.Ipmi.Events;
using Portal.Ipmi.Sensors;

namespace Portal.Web.Components.Viewing;

/// <summary>Sensors and events in words.</summary>
internal static class ReadingWords
{
    public static StateWord Severity(this IStringLocalizer<Text> texts, EventSeverity severity) => severity switch
    {
        EventSeverity.Critical => new("crit", "crit", texts["alert.Critical"]),
        EventSeverity.Warning => new("warn", "warn", texts["alert.Warning"]),
        EventSeverity.Nominal => new("ok", "ok", texts["events.Nominal"]),
        _ => new("unk", "unk", texts["events.Unknown"]),
    };

    /// <summary>A sensor's state: what it reached, what holds, or why there is nothing.</summary>
    public static StateWord State(this IStringLocalizer<Text> texts, SensorView sensor)
    {
        if (sensor.State != SensorReadingState.Available)
            return new("unk", "unk", texts[sensor.RestsUntil is not null ? "sensors.resting" : $"sensors.state.{sensor.State}"], sensor.Reason);
        var (kind, mark) = sensor.Severity switch
        {
            EventSeverity.Critical => ("crit", "crit"),
            EventSeverity.Warning => ("warn", "warn"),
            EventSeverity.Nominal => ("ok", "ok"),
            _ => ("unk", "unk"),
        };
        return new StateWord(kind, mark, sensor.IsThreshold ? sensor.Reached is { } reached ? texts[$"sensors.reached.{reached}"] : texts["events.Nominal"]
            : sensor.Words.Count > 0 ? string.Join(", ", sensor.Words.Select(words => texts.EventWord(words))) : texts["sensors.noState"]);
    }

    /// <summary>What happened: in the viewer's language where the specification has the words, as the BMC or its maker says it otherwise.</summary>
    public static string EventText(this IStringLocalizer<Text> texts, EventView one) =>
        one.IsDeassertion ? $"{texts.EventWord(one.Text)} · {texts["events.deasserted"]}" : texts.EventWord(one.Text);

    /// <summary>A discrete state, or what an event says, of IPMI 2.0 tables 42-2 and 42-3.</summary>
    public static string EventWord(this IStringLocalizer<Text> texts, string words) => texts[$"event.word.{words}"] is { ResourceNotFound: false } known ? known.Value : words;

    public static StateWord Condition(this IStringLocalizer<Text> texts, BmcVitals vitals) => vitals.Condition switch
    {
        BmcCondition.Good => new("ok", "ok", texts["vitals.Good"]),
        BmcCondition.Strained => new("warn", "warn", texts["vitals.Strained"]),
        BmcCondition.Poor => new("crit", "crit", texts["vitals.Poor"]),
        _ => new("unk", "unk", texts["vitals.Unknown"]),
    };

    /// <summary>Why the reading does not go on as it should; null when it does.</summary>
    public static string? Trouble(this IStringLocalizer<Text> texts, ReadingsState state, Visit visit)
    {
        if (state.Problem == BmcProblem.None)
            return null;
        if (state.IsUnsupported)
            return texts["readings.unsupported"];
        var why = texts[$"problem.{state.Problem}"] is { ResourceNotFound: false } known ? known.Value : state.Problem.Sentence();
        return state.NextAt is { } next ? texts["readings.rests", state.Failures, visit.Clock(next), why] : texts["readings.failed", why];
    }

    /// <summary>What was refused or went wrong, in the viewer's language where it has a word for it.</summary>
    public static string Refusal(this IStringLocalizer<Text> texts, BmcActionException e) =>
        texts[$"action.{e.Code}"] is { ResourceNotFound: false } known ? $"{known.Value} {(e.Problem == BmcProblem.None ? "" : e.Detail)}".Trim() : e.Message;

    /// <summary>How far a clock is ahead or behind.</summary>
    public static string Drift(this IStringLocalizer<Text> texts, EventLogView log) => log switch
    {
        { ClockIsSet: false } => texts["clock.notSet"],
        { ClockDrift: null } => "–",
        { ClockDrift: { } drift } when drift.Duration() < TimeSpan.FromSeconds(2) => texts["clock.right"],
        { ClockDrift: { } drift } => texts[drift > TimeSpan.Zero ? "clock.ahead" : "clock.behind", Duration.Short(texts, drift.Duration())],
    };

    /// <summary>Kinds of sensors as people sort them.</summary>
    public static string GroupOf(SensorView sensor) => sensor.Type switch
    {
        SensorType.Temperature => "temperature",
        SensorType.Fan => "fan",
        SensorType.Voltage => "voltage",
        SensorType.Current or SensorType.PowerSupply or SensorType.PowerUnit => "power",
        _ when sensor.HasValue && sensor.Symbol is "W" or "A" => "power",
        SensorType.Processor or SensorType.Memory => "compute",
        _ => "other",
    };
}
