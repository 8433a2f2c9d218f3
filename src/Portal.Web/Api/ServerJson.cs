using System.Net;
using Portal.Fleet.Access;
using Portal.Fleet.Consoles;
using Portal.Fleet.Servers;
using Portal.Fleet.Status;
using Portal.Web.Api.Boot;

namespace Portal.Web.Api;

/// <summary>A server. Address, port and user name of its BMC are null for callers who do not administer it; its password is never shown.</summary>
/// <param name="ConsolePolicy">When its console is held and what is kept of it.</param>
/// <param name="ConsoleRecording">Whether its console goes on while it cannot be recorded.</param>
/// <param name="ConsoleKeepDays">How many days of its console are kept; null for the portal's default.</param>
/// <param name="ConsoleKeepMegabytes">How many megabytes of its console are kept, packed; null for the portal's default.</param>
/// <param name="ConsoleCharset">What the bytes of its console mean.</param>
/// <param name="ConsoleContention">What happens when somebody else holds its serial line.</param>
/// <param name="ConfirmByName">Whoever wants to do what destroys says its name with it.</param>
/// <param name="Protection">The lock on its power; null without one.</param>
/// <param name="Health">The worst of sensors, events that nobody acknowledged, event log and session.</param>
/// <param name="HealthCause">What decided it.</param>
/// <param name="Rights">What the caller may do with it.</param>
internal sealed record ServerJson(
    string Id, string Name, string? Tenant, string? Site, string? Rack, string? Notes, IReadOnlyList<string> Tags, ConsolePolicy ConsolePolicy, ConsoleRecording ConsoleRecording, int? ConsoleKeepDays, int? ConsoleKeepMegabytes, ConsoleCharset ConsoleCharset, ConsoleContention ConsoleContention, bool Simulated, DateTimeOffset CreatedAt,
    bool ConfirmByName, ProtectionJson? Protection,
    string? Address, int? Port, string? Username, IReadOnlyList<string> Rights,
    PowerJson Power, ServerHealth Health, HealthCause HealthCause, ReachabilityJson Reachability, ServerConsoleJson Console, string? Firmware, OperationJson? Operation)
{
    private static readonly (BmcRight Right, string Name)[] s_rights =
    [
        (BmcRight.View, "view"), (BmcRight.ConsoleRead, "consoleRead"), (BmcRight.ConsoleWrite, "consoleWrite"), (BmcRight.PowerSoft, "powerSoft"),
        (BmcRight.PowerHard, "powerHard"), (BmcRight.Test, "test"), (BmcRight.Administer, "administer"),
    ];

    public static ServerJson From(ServerView view, DateTimeOffset now)
    {
        var endPoint = view.BmcEndPoint is { } text ? IPEndPoint.Parse(text) : null;
        return new ServerJson(
            view.Id.ToString(), view.Name, view.Tenant, view.Site, view.Rack, view.Notes, view.Tags, view.ConsolePolicy, view.ConsoleRecording, view.ConsoleKeepDays, view.ConsoleKeepMegabytes, view.ConsoleCharset, view.ConsoleContention, view.Simulated, view.CreatedAt,
            view.ConfirmByName, ProtectionJson.From(view.Protection),
            endPoint?.Address.ToString(), endPoint?.Port, view.BmcUserName, [.. s_rights.Where(right => view.Rights.HasFlag(right.Right)).Select(right => right.Name)],
            PowerJson.From(view.Status, now), view.Status.Judge().Health, view.Status.Judge().Cause, ReachabilityJson.From(view.Status, now), ServerConsoleJson.From(view.Status, now), view.Status.Firmware,
            view.Status.Operation is { } operation ? OperationJson.From(operation) : null);
    }
}
