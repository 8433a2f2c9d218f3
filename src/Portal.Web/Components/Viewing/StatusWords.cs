using Microsoft.Extensions.Localization;
using Portal.Fleet.Links;
using Portal.Fleet.Power;
using Portal.Fleet.Status;

namespace Portal.Web.Components.Viewing;

/// <summary>Says a status in words. Normal is quiet, the unknown is called unknown.</summary>
internal static class StatusWords
{
    /// <summary>The server in one word, with what decided it beside it.</summary>
    public static StateWord Health(this IStringLocalizer<Text> texts, BmcStatus status) => status.Health() switch
    {
        ServerHealth.Critical => new("crit", "crit", texts["health.critical"], texts.Why(status)),
        ServerHealth.Warning => new("warn", "warn", texts["health.warning"], texts.Why(status)),
        ServerHealth.Ok => new("ok", "ok", texts["health.ok"]),
        _ when status is { Link: LinkState.Connecting, Problem: BmcProblem.None } => new("run", "run", texts["health.connecting"]),
        _ => new("unk", "unk", texts["health.unknown"], texts.Why(status)),
    };

    /// <summary>What decided the health, in two or three words; null when all is well.</summary>
    public static string? Why(this IStringLocalizer<Text> texts, BmcStatus status) => status.Judge().Cause switch
    {
        HealthCause.None => null,
        HealthCause.Sensor => $"{status.Sensors?.Worst} {status.Sensors?.WorstReading}".Trim(),
        HealthCause.Events => texts["health.why.events", status.Events.Critical > 0 ? status.Events.Critical : status.Events.Warning],
        HealthCause.EventLog => texts["health.why.log"],
        _ => texts.WhyUnreachable(status),
    };

    private static string? WhyUnreachable(this IStringLocalizer<Text> texts, BmcStatus status) => status switch
    {
        { Problem: not BmcProblem.None } => texts[$"problem.{status.Problem}.short"].Value,
        { Link: LinkState.Idle } => texts["health.notTried"].Value,
        _ => null,
    };

    /// <summary>What happened, why, and what to do next.</summary>
    public static string Sentence(this IStringLocalizer<Text> texts, BmcProblem problem) => texts[$"problem.{problem}"];

    public static StateWord Power(this IStringLocalizer<Text> texts, BmcStatus status) => status switch
    {
        { Operation: { Ended: false, Action: PowerAction.Soft } } => new("warn", "soft", texts["power.shuttingDown"]),
        { Operation: { Ended: false } operation } => new("run", "run", texts[$"power.{operation.Action}.sent"]),
        _ => texts.Power(status.Power),
    };

    /// <summary>As <see cref="Power(IStringLocalizer{Text}, BmcStatus)"/>, but as short as a table's cell: the verb alone while it is under way.</summary>
    public static StateWord PowerInBrief(this IStringLocalizer<Text> texts, BmcStatus status) => status.Operation is { Ended: false, Action: not PowerAction.Soft } operation
        ? new("run", "run", texts[$"power.{operation.Action}.verb"], texts[$"power.{operation.Action}.sent"])
        : texts.Power(status);

    public static StateWord Power(this IStringLocalizer<Text> texts, PowerState power) => power switch
    {
        PowerState.On => new("ok", "on", texts["power.on"]),
        PowerState.Off => new("off", "off", texts["power.off"]),
        _ => new("unk", "unk", texts["power.unknown"]),
    };

    /// <summary>A block cursor: solid when someone is attached, hollow when only recorded, struck when held, dashed when coming back.</summary>
    public static StateWord Console(this IStringLocalizer<Text> texts, BmcStatus status) => status.Console switch
    {
        ConsoleLineState.Live when status.Viewers.Count > 0 => new("live", "live", texts["console.live"]),
        ConsoleLineState.Live => new("off", "recording", texts["console.recording"]),
        ConsoleLineState.Connecting => new("run", "again", texts["console.connecting"]),
        ConsoleLineState.HeldByOther => new("warn", "held", texts["console.held"]),
        ConsoleLineState.Idle => new("off", "none", texts["console.idle"]),
        ConsoleLineState.Off => new("off", "none", texts["console.off"]),
        ConsoleLineState.Refused => new("off", "none", texts["console.refused"]),
        ConsoleLineState.Released => new("off", "held", texts["console.released"]),
        ConsoleLineState.NotRecorded => new("crit", "crit", texts["console.notRecorded"]),
        _ when status.Link is LinkState.Waiting && status.Attempts > 0 => new("off", "again", texts["console.retry", status.Attempts]),
        _ => new("off", "none", texts["console.down"]),
    };

    public static StateWord Operation(this IStringLocalizer<Text> texts, PowerOperationView operation) => operation.State switch
    {
        PowerOperationState.Requested => new("run", "wait", texts["operation.Requested"]),
        PowerOperationState.Sent => new("run", "run", texts["operation.Sent"]),
        PowerOperationState.Confirmed => new("ok", "ok", texts["operation.Confirmed"]),
        PowerOperationState.NotReached => new("warn", "warn", texts["operation.NotReached"]),
        PowerOperationState.Failed => new("crit", "crit", texts["operation.Failed"]),
        _ => new("unk", "unk", texts["operation.Unknown"]),
    };

    /// <summary>What the operation's state means, in a sentence.</summary>
    public static string Meaning(this IStringLocalizer<Text> texts, PowerOperationView operation) => operation switch
    {
        { State: PowerOperationState.Confirmed or PowerOperationState.NotReached } when operation.Action.IsBmcReset() => texts[$"operation.{operation.State}.bmc"],
        { State: PowerOperationState.Confirmed } when operation.Action.SetsBoot() => texts["operation.Confirmed.boot"],
        { State: PowerOperationState.Failed, Problem: BmcProblem.None } when operation.Action.SetsBoot() => texts["operation.Failed.boot"],
        { State: PowerOperationState.Failed or PowerOperationState.Unknown, Problem: not BmcProblem.None } =>
            texts["operation.because", texts[$"operation.{operation.State}.meaning"], texts.Sentence(operation.Problem)],
        _ => texts[$"operation.{operation.State}.meaning"],
    };
}
