using Microsoft.Extensions.Localization;
using Portal.Fleet.Power;
using Portal.Fleet.Servers;

namespace Portal.Web.Components.Viewing;

/// <summary>Why a verb cannot be had just now: a control is disabled with its reason, never greyed silently.</summary>
internal static class PowerReasons
{
    /// <summary>Null when the verb can be asked for.</summary>
    public static string? WhyNot(this ServerView server, IStringLocalizer<Text> texts, PowerAction action) => server switch
    {
        _ when !server.Rights.HasFlag(action.Right()) => texts["power.why.right"].Value,
        { Protection: { } locked } when action.TouchesHost() => texts["power.why.protected", locked.By].Value,
        { Status.Operation: { Ended: false } operation } when !(action is PowerAction.Off && operation is { Action: PowerAction.Soft, State: PowerOperationState.Sent }) => texts["power.why.running"].Value,
        _ => null,
    };
}
