using Microsoft.AspNetCore.Components;
using Portal.Fleet.Access;
using Portal.Fleet.Access.Granting;
using Portal.Fleet.Access.Requests;
using Portal.Web.Components.Parts;
using Portal.Web.Components.Viewing;

namespace Portal.Web.Components.Access;

/// <summary>Access when it is needed: asking for it, and deciding what others ask for.</summary>
public sealed partial class RequestsPage
{
    private IReadOnlyList<AccessRequestView>? _requests;
    private IReadOnlyList<RoleView> _roles = [];
    private AccessRequestView? _deciding;
    private ModalDialog? _dialog;
    private string _server = "";
    private string _role = nameof(Role.Operator);
    private int _hours = 4;
    private string _words = "";
    private string? _message;
    private bool _asking;
    private bool _reads;

    /// <summary>A server's name: the page opens with the form for it.</summary>
    [SupplyParameterFromQuery(Name = "server")]
    public string? Server { get; set; }

    [Inject]
    public required RequestBook Requests { get; init; }

    [Inject]
    public required GrantBook Grants { get; init; }

    [Inject]
    public required Visit Visit { get; init; }

    [Inject]
    public required IdentityPrompt Prompt { get; init; }

    [Inject]
    public required Trail Trail { get; init; }

    protected override async Task OnInitializedAsync()
    {
        Trail.Lay(null, new Crumb(L["requests.title"]));
        Hear(() => Requests.Changed += Refresh, () => Requests.Changed -= Refresh);
        Hear(() => Grants.Changed += Refresh, () => Grants.Changed -= Refresh);
        await RefreshAsync();
        if (Server is { Length: > 0 })
            OpenAsk(Server);
    }

    protected override async Task ReadAsync(CancellationToken ct)
    {
        var caller = await Visit.GetCallerAsync();
        _roles = await Requests.ListRolesAsync(caller, ct);
        _reads = await Grants.MayReadAsync(caller, ct);
        _requests = await Requests.ListAsync(caller, ct);
    }

    private StateWord StateOf(AccessRequestView request) => request.State switch
    {
        AccessRequestState.Open => new StateWord("run", "wait", L["requests.Open"]),
        AccessRequestState.Approved when request.EndsAt <= Visit.Now => new StateWord("off", "skip", L["grants.ended"]),
        AccessRequestState.Approved => new StateWord("ok", "ok", L["requests.Approved"]),
        AccessRequestState.Refused => new StateWord("crit", "crit", L["requests.Refused"]),
        AccessRequestState.Withdrawn => new StateWord("off", "skip", L["requests.Withdrawn"]),
        _ => new StateWord("off", "skip", L["requests.Lapsed"]),
    };

    private string Details(AccessRequestView request) => string.Join(" · ", new[]
    {
        request.Reason,
        L["requests.asked", Visit.Clock(request.CreatedAt)].Value,
        request.DecidedBy is { } by && request.DecidedAt is { } at && request.State != AccessRequestState.Withdrawn ? L["grants.by", by, Visit.Clock(at)].Value : null,
        request.Answer,
        request.EndsAt is { } ends ? L.Times(Visit, null, ends) : null,
    }.OfType<string>());

    private void OpenAsk(string? server) => (_asking, _server, _hours, _words, _message) = (true, server ?? "", 4, "", null);

    private void OpenDecision(AccessRequestView request) => (_deciding, _hours, _words, _message) = (request, request.Hours, "", null);

    private Task AskAsync()
    {
        var (role, custom) = GrantForm.ReadRole(_role);
        return TryAsync(async caller => await Requests.AskAsync(caller, new NewAccessRequest(_server, role, _hours, _words) { CustomRoleId = custom }, CancellationToken.None));
    }

    private Task ApproveAsync() => TryAsync(caller => Requests.ApproveAsync(caller, _deciding!.Id, _hours, _words, CancellationToken.None));

    private Task RefuseAsync() => TryAsync(caller => Requests.RefuseAsync(caller, _deciding!.Id, _words, CancellationToken.None));

    private async Task WithdrawAsync(AccessRequestView request)
    {
        try
        {
            await Requests.WithdrawAsync(await Visit.GetCallerAsync(), request.Id, CancellationToken.None);
        }
        catch (AccessRefusedException)
        {
            // Somebody has decided it meanwhile; the list says how.
        }

        await RefreshAsync();
    }

    private async Task TryAsync(Func<Caller, Task> act)
    {
        _message = null;
        _message = await L.TryAsync(Visit, Prompt, async caller =>
        {
            await act(caller);
            await _dialog!.CloseAsync();
        });
        await RefreshAsync();
    }
}
