using Microsoft.AspNetCore.Components;
using Portal.Fleet.Access;
using Portal.Fleet.Power;
using Portal.Fleet.Servers;
using Portal.Web.Components.Viewing;

namespace Portal.Web.Components.Servers;

/// <summary>The newest power operations of one server; read again whenever its present operation moves.</summary>
public sealed partial class OperationsPanel
{
    private const int Shown = 8;

    private IReadOnlyList<PowerOperationView>? _operations;
    private PowerOperationView? _seen;
    private bool _read;
    private bool _mayAudit;

    [Parameter, EditorRequired]
    public required ServerView Server { get; set; }

    [Parameter, EditorRequired]
    public required BmcHandle Handle { get; set; }

    [Inject]
    public required BmcAccess Access { get; init; }

    [Inject]
    public required Visit Visit { get; init; }

    protected override async Task OnInitializedAsync() => _mayAudit = await Access.MayReadAuditAsync(await Visit.GetCallerAsync(), CancellationToken.None);

    protected override async Task OnParametersSetAsync()
    {
        if (_read && _seen == Server.Status.Operation)
            return;
        _read = true;
        _seen = Server.Status.Operation;
        _operations = await Handle.ListOperationsAsync(Shown, CancellationToken.None);
    }
}
