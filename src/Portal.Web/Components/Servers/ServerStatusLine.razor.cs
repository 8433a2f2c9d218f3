using Microsoft.AspNetCore.Components;
using Portal.Fleet.Access;
using Portal.Fleet.Links;
using Portal.Fleet.Power;
using Portal.Fleet.Servers;
using Portal.Fleet.Status;
using Portal.Web.Components.Viewing;

namespace Portal.Web.Components.Servers;

/// <summary>Says how the server stands in one sentence and offers the one best action.</summary>
public sealed partial class ServerStatusLine
{
    private (string Kind, string Mark, string Title, string Sentence) _line;

    [Parameter, EditorRequired]
    public required ServerView Server { get; set; }

    [Parameter, EditorRequired]
    public required BmcHandle Handle { get; set; }

    /// <summary>The viewer wants the connection tested.</summary>
    [Parameter]
    public EventCallback OnTest { get; set; }

    [Inject]
    public required Visit Visit { get; init; }

    private bool NeedsPassword => Server.Status is { Link: not LinkState.Online, Problem: BmcProblem.PasswordRejected or BmcProblem.UserUnknown or BmcProblem.CredentialMissing or BmcProblem.IdentityNotProven };

    private bool IsSol => Server.Status is { Link: LinkState.Online, Console: not ConsoleLineState.Live, Problem: BmcProblem.SolHeldByOther or BmcProblem.SolDisabled or BmcProblem.SolRefused };

    protected override void OnParametersSet()
    {
        var status = Server.Status;
        _line = status switch
        {
            { Operation: { Ended: false } operation } => ("run", "run", L["status.title", L[$"power.{operation.Action}.sent"]], L.Meaning(operation)),
            { Operation: { State: PowerOperationState.Failed or PowerOperationState.Unknown or PowerOperationState.NotReached } operation } =>
                ("warn", "warn", L["status.operation", L[$"power.{operation.Action}.verb"], L.Operation(operation).Word], L.Meaning(operation)),
            { Link: LinkState.Connecting, Problem: BmcProblem.None } => ("run", "run", L["status.title", L["health.connecting"]], L["status.connecting"]),
            { Link: LinkState.Online, Problem: BmcProblem.SolHeldByOther or BmcProblem.SolDisabled or BmcProblem.SolRefused } =>
                ("warn", "warn", L["status.title", L[$"problem.{status.Problem}.short"]], L.Sentence(status.Problem)),
            { Link: LinkState.Online } when status.Judge() is { Health: ServerHealth.Critical or ServerHealth.Warning } judged =>
                (judged.Health == ServerHealth.Critical ? "crit" : "warn", judged.Health == ServerHealth.Critical ? "crit" : "warn", L["status.title", L.Health(status).Word],
                L[status.Power == PowerState.Off ? "status.cause.off" : "status.cause", L.Why(status) ?? ""]),
            { Link: LinkState.Online, Power: PowerState.Off } => ("ok", "off", L["status.off.title"], L["status.off"]),
            { Link: LinkState.Online } => ("ok", "ok", L["status.ok.title"], L[status.Console == ConsoleLineState.Live ? "status.ok" : "status.okNoConsole"]),
            { Problem: not BmcProblem.None } => ("unk", "unk", L["status.title", L[$"problem.{status.Problem}.short"]], L.Sentence(status.Problem)),
            _ => ("unk", "unk", L["status.title", L["health.unknown"]], L["status.notTried"]),
        };
    }

    private async Task TryNowAsync() => await Handle.ReconnectAsync(CancellationToken.None);
}
