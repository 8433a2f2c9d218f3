using Microsoft.AspNetCore.Components;
using Portal.Fleet.Access;
using Portal.Fleet.Boot;
using Portal.Fleet.Power;
using Portal.Fleet.Servers;

namespace Portal.Web.Components.Boot;

/// <summary>
/// What a server boots from, and its chassis. The BMC is asked when the page is opened, after each change and when an operation has ended: these answers do not
/// change by themselves.
/// </summary>
public sealed partial class BootTab
{
    private ChassisView? _view;
    private string? _failure;
    private PowerOperationView? _last;

    [Parameter, EditorRequired]
    public required ServerView Server { get; set; }

    [Parameter, EditorRequired]
    public required BmcHandle Handle { get; set; }

    private PowerOperationView? Staged => _last is { Action: var action } last && (action.SetsBoot() || action.IsBmcReset()) ? last : null;

    protected override async Task OnInitializedAsync()
    {
        _last = Server.Status.Operation;
        await RefreshAsync();
    }

    protected override void OnParametersSet()
    {
        // The status forgets an operation a minute after its end; the page that watched it does not.
        if (Server.Status.Operation is not { } operation)
            return;
        var ended = operation.Ended && (_last?.Id != operation.Id || !_last.Ended);
        _last = operation;
        if (ended && _view is not null)
            Refresh();
    }

    protected override async Task ReadAsync(CancellationToken ct) => _failure = await L.TryAsync(async () => _view = await Handle.GetChassisAsync(ct));

    private void Take(ChassisView view) => _view = view;
}
