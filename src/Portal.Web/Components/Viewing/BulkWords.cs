using Microsoft.Extensions.Localization;
using Portal.Fleet.Links;
using Portal.Fleet.Power.Bulk;

namespace Portal.Web.Components.Viewing;

/// <summary>Bulk operations in words.</summary>
internal static class BulkWords
{
    public static StateWord BulkTarget(this IStringLocalizer<Text> texts, BulkTargetState state) => state switch
    {
        BulkTargetState.Waiting => new("off", "wait", texts["bulk.target.Waiting"]),
        BulkTargetState.Running => new("run", "run", texts["bulk.target.Running"]),
        BulkTargetState.Confirmed => new("ok", "ok", texts["operation.Confirmed"]),
        BulkTargetState.NotReached => new("warn", "warn", texts["operation.NotReached"]),
        BulkTargetState.Failed => new("crit", "crit", texts["operation.Failed"]),
        BulkTargetState.NotBegun => new("off", "skip", texts["bulk.target.NotBegun"]),
        _ => new("unk", "unk", texts["operation.Unknown"]),
    };

    /// <summary>Why a server is not confirmed; empty when there is nothing to say.</summary>
    public static string BulkWhy(this IStringLocalizer<Text> texts, BulkTargetView target) => target switch
    {
        { Code: { } code } => texts[$"bulk.code.{code}"] is { ResourceNotFound: false } known ? known.Value : code,
        { Problem: not BmcProblem.None } => texts.Sentence(target.Problem),
        { State: BulkTargetState.Failed } => texts["operation.Failed.meaning"],
        { State: BulkTargetState.NotReached } => texts["operation.NotReached.meaning"],
        { State: BulkTargetState.Unknown } => texts["operation.Unknown.meaning"],
        _ => "",
    };

    /// <summary>Why a bulk operation is not begun, in the viewer's language where it has a word for it.</summary>
    public static string Refusal(this IStringLocalizer<Text> texts, BulkRefusedException refused) =>
        texts[$"bulk.error.{refused.Code}"] is { ResourceNotFound: false } known ? known.Value : refused.Message;
}
