using Microsoft.AspNetCore.Components;
using Portal.Fleet.Access;
using Portal.Fleet.Alerts;
using Portal.Fleet.Servers;
using Portal.Web.Components.Viewing;

namespace Portal.Web.Components.Servers;

/// <summary>Open alerts of one server; read again whenever their number changes.</summary>
public sealed partial class AlertsPanel
{
    private const int Shown = 5;

    private IReadOnlyList<AlertView>? _alerts;
    private AlertCounts? _seen;

    [Parameter, EditorRequired]
    public required ServerView Server { get; set; }

    [Inject]
    public required BmcAccess Access { get; init; }

    [Inject]
    public required Visit Visit { get; init; }

    protected override async Task OnParametersSetAsync()
    {
        if (ReferenceEquals(_seen, Server.Status.Alerts))
            return;
        _seen = Server.Status.Alerts;
        _alerts = _seen.Total == 0 ? [] : await Access.ListAlertsAsync(await Visit.GetCallerAsync(), new AlertFilter(Only: Server.Id), Shown, CancellationToken.None);
    }
}
