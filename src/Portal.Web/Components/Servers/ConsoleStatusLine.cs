using System.Globalization;
using System.Net;
using Microsoft.Extensions.Localization;
using Portal.Fleet.Access;
using Portal.Fleet.Consoles;
using Portal.Fleet.Links;
using Portal.Fleet.Servers;
using Portal.Fleet.Status;
using Portal.Web.Components.Viewing;

namespace Portal.Web.Components.Servers;

/// <summary>The console's status line: a word, one sentence, one best action. The nearest trouble speaks first: browser, then BMC, then host.</summary>
public sealed record ConsoleStatusLine(StateWord State, string Sentence, ConsoleAction Action = ConsoleAction.None)
{
    internal static ConsoleStatusLine Of(IStringLocalizer<Text> texts, Visit visit, ServerView server, TerminalState? terminal, string? me)
    {
        var status = server.Status;
        var mayTest = server.Rights.HasFlag(BmcRight.Test) ? ConsoleAction.TryNow : ConsoleAction.None;
        return (terminal, status) switch
        {
            ({ Connection: "ended", Code: "signed_out" }, _) => new(new("unk", "none", texts["console.ended"]), texts["console.ended.signed_out"], ConsoleAction.SignIn),
            ({ Connection: "ended", Code: "revoked" or "not_found" }, _) => new(new("unk", "none", texts["console.ended"]), texts["console.ended.revoked"]),
            ({ Connection: "ended" }, _) => new(new("unk", "none", texts["console.ended"]), texts["console.ended.refused"], ConsoleAction.Portal),
            ({ Connection: "waiting" }, _) => new(new("warn", "again", texts["console.offline"]), texts["console.offline.why", (terminal.Offset ?? 0).ToString("N0", CultureInfo.CurrentCulture)], ConsoleAction.Portal),
            (_, { Console: ConsoleLineState.Live, Power: PowerState.Off }) => new(new("off", "none", texts["console.hostOff"]), texts["console.hostOff.why"],
                server.Rights.HasFlag(BmcRight.PowerSoft) && server.Status.Operation is not { Ended: false } ? ConsoleAction.PowerOn : ConsoleAction.None),
            (_, { Console: ConsoleLineState.Live }) => new(new("live", "live", texts["console.live"]), WhoTypes(texts, server, me)),
            (_, { Console: ConsoleLineState.HeldByOther }) => new(new("warn", "held", texts["console.held"]), HeldBy(texts, status.Holder), mayTest),
            (_, { Console: ConsoleLineState.Refused, Problem: not BmcProblem.None }) => new(new("warn", "held", texts["console.refused"]), texts.Sentence(status.Problem), mayTest),
            (_, { Console: ConsoleLineState.Refused }) => new(new("warn", "held", texts["console.refused"]), texts.Sentence(BmcProblem.SolRefused), mayTest),
            (_, { Link: LinkState.Online, Console: ConsoleLineState.Idle }) => new(new("off", "none", texts["console.idle"]), texts["console.idle.why"]),
            (_, { Link: LinkState.Online, Console: ConsoleLineState.Released }) when server.ConsoleRelease is { } release =>
                new(new("off", "held", texts["console.released"]), texts["console.released.why", release.By, visit.Clock(release.Until), release.Reason]),
            (_, { Link: LinkState.Online, Console: ConsoleLineState.NotRecorded }) => new(new("crit", "crit", texts["console.notRecorded"]), texts["console.notRecorded.why"]),
            (_, { Link: LinkState.Online, Console: ConsoleLineState.Off }) => new(new("off", "none", texts["console.off"]), texts["console.off.why"]),
            (_, { Link: LinkState.Online }) => new(new("run", "again", texts["console.connecting"]), texts["console.activating"]),
            (_, { Link: LinkState.Connecting, Problem: BmcProblem.None }) => new(new("run", "again", texts["console.connecting"]), status.Attempts > 0 ? texts["console.attempt", status.Attempts + 1] : texts["status.connecting"]),
            (_, { Problem: BmcProblem.PasswordRejected or BmcProblem.UserUnknown or BmcProblem.CredentialMissing or BmcProblem.IdentityNotProven }) =>
                new(new("unk", "again", texts[$"problem.{status.Problem}.short"]), texts.Sentence(status.Problem), server.Rights.HasFlag(BmcRight.Administer) ? ConsoleAction.Password : mayTest),
            (_, { Problem: not BmcProblem.None, NextTryAt: { } next }) =>
                new(new("unk", "again", texts[$"problem.{status.Problem}.short"]), texts["console.recordShown", status.Attempts + 1, visit.Clock(next)], mayTest),
            (_, { Problem: not BmcProblem.None }) => new(new("unk", "again", texts[$"problem.{status.Problem}.short"]), texts.Sentence(status.Problem), mayTest),
            _ => new(new("off", "none", texts["console.down"]), texts["status.notTried"], mayTest),
        };
    }

    /// <summary>What the BMC tells of the other, for those who may know.</summary>
    private static string HeldBy(IStringLocalizer<Text> texts, ConsoleHolder? holder)
    {
        if (holder is not { UserId: not null } and not { Address: not null })
            return texts.Sentence(BmcProblem.SolHeldByOther);
        string[] facts =
        [
            holder.UserName ?? (holder.UserId is { } slot ? texts["console.held.slot", slot].Value : ""),
            holder.Privilege?.ToString() ?? "",
            holder.Address is null ? "" : holder.Port is { } port ? new IPEndPoint(IPAddress.Parse(holder.Address), port).ToString() : holder.Address,
        ];
        return texts["console.held.by", string.Join(" · ", facts.Where(fact => fact.Length > 0))];
    }

    private static string WhoTypes(IStringLocalizer<Text> texts, ServerView server, string? me) => server.Status.Control.Driver switch
    {
        { } driver when driver.UserId != me => texts["control.typesHere", driver.Name],
        _ => texts[server.Rights.HasFlag(BmcRight.ConsoleWrite) ? "console.youType" : "console.youWatch"],
    };
}
