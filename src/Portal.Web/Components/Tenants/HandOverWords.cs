using Microsoft.Extensions.Localization;
using Portal.Fleet.Tenants.HandOvers;
using Portal.Web.Components.Viewing;

namespace Portal.Web.Components.Tenants;

/// <summary>Hand-overs in words.</summary>
internal static class HandOverWords
{
    /// <summary>How a whole hand-over stands.</summary>
    public static StateWord State(this IStringLocalizer<Text> texts, HandOverView handOver) => handOver switch
    {
        _ when handOver.Steps.Any(step => step.State == HandOverStepState.NeedsAnswer) => new StateWord("warn", "warn", texts["handover.state.asks"]),
        { EndedAt: null } => new StateWord("run", "run", texts["handover.state.runs"]),
        { IsClean: true } => new StateWord("ok", "ok", texts["handover.state.clean"]),
        _ when handOver.Steps.Any(step => step.State == HandOverStepState.Failed) => new StateWord("crit", "crit", texts["handover.state.failed"]),
        _ => new StateWord("warn", "warn", texts["handover.state.open"]),
    };

    public static StateWord State(this IStringLocalizer<Text> texts, HandOverStepView step) => step.State switch
    {
        HandOverStepState.Waiting => new StateWord("off", "wait", texts["handover.step.Waiting"]),
        HandOverStepState.Running => new StateWord("run", "run", texts["handover.step.Running"]),
        HandOverStepState.NeedsAnswer => new StateWord("warn", "warn", texts["handover.step.NeedsAnswer"]),
        HandOverStepState.Done => new StateWord("ok", "ok", texts["handover.step.Done"]),
        HandOverStepState.Attention => new StateWord("warn", "warn", texts["handover.step.Attention"]),
        HandOverStepState.NotDone => new StateWord("unk", "skip", texts["handover.step.NotDone"]),
        _ => new StateWord("crit", "crit", texts["handover.step.Failed"]),
    };

    /// <summary>What came out of a step; null before it ended.</summary>
    public static string? Said(this IStringLocalizer<Text> texts, HandOverStepView step)
    {
        if (step.Outcome is not { } outcome || step.State is HandOverStepState.Waiting or HandOverStepState.Running)
            return null;
        var said = texts[$"handover.said.{step.Kind}.{outcome}"];
        if (said.ResourceNotFound)
            said = texts[$"handover.said.{outcome}"];
        var text = said.ResourceNotFound ? outcome : said.Value;
        return step.Count > 0 && texts[$"handover.count.{step.Kind}", step.Count.ToString("N0", System.Globalization.CultureInfo.CurrentCulture)] is { ResourceNotFound: false } count ? $"{text} · {count.Value}" : text;
    }

    /// <summary>From whom to whom, as far as the viewer may know.</summary>
    public static string Route(this IStringLocalizer<Text> texts, HandOverView handOver) => handOver.Side switch
    {
        HandOverSide.From => texts["handover.route.from", handOver.From ?? ""],
        HandOverSide.To => texts["handover.route.to", handOver.To ?? ""],
        _ => texts["handover.route", handOver.From ?? texts["handover.provider"].Value, handOver.To ?? texts["handover.provider"].Value],
    };
}
