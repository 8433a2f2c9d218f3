using Microsoft.AspNetCore.Components;
using Portal.Fleet.Access;
using Portal.Fleet.Alerts;
using Portal.Fleet.Servers;
using Portal.Web.Components.Parts;
using Portal.Web.Components.Viewing;

namespace Portal.Web.Components.Alerts;

/// <summary>Alerts of every server whose console the viewer may read, live.</summary>
public sealed partial class AlertsPage
{
    private const int Limit = 500;

    private static readonly AlertState[] s_states = [AlertState.Open, AlertState.Acknowledged, AlertState.All];
    private static readonly AlertSeverity[] s_severities = [AlertSeverity.Critical, AlertSeverity.Warning, AlertSeverity.Info];
    private static readonly TimeSpan s_atMost = TimeSpan.FromSeconds(1);

    private List<AlertView>? _alerts;
    private AlertState _state;
    private AlertSeverity? _severity;
    private AlertView? _asked;
    private ModalDialog? _dialog;
    private string? _wrong;
    private string? _note;
    private bool _refused;

    [SupplyParameterFromQuery(Name = "state")]
    public string? State { get; set; }

    [SupplyParameterFromQuery(Name = "severity")]
    public string? Severity { get; set; }

    /// <summary>A filter of servers.</summary>
    [SupplyParameterFromQuery(Name = "q")]
    public string? Q { get; set; }

    [Inject]
    public required BmcAccess Access { get; init; }

    [Inject]
    public required FleetFeed Feed { get; init; }

    [Inject]
    public required Visit Visit { get; init; }

    [Inject]
    public required Trail Trail { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    protected override void OnInitialized()
    {
        Trail.Lay(null, new Crumb(L["alerts.title"]));
        Keep(Feed.Watch(Refresh, s_atMost));
    }

    protected override Task OnParametersSetAsync()
    {
        _state = Enum.TryParse<AlertState>(State, ignoreCase: true, out var state) ? state : AlertState.Open;
        _severity = Enum.TryParse<AlertSeverity>(Severity, ignoreCase: true, out var severity) ? severity : null;
        return RefreshAsync();
    }

    protected override async Task ReadAsync(CancellationToken ct)
    {
        _wrong = ServerQuery.TryParse(Q, out var servers, out _) ? null : Q;
        _alerts = [.. await Access.ListAlertsAsync(await Visit.GetCallerAsync(), new AlertFilter(_state, _severity, Servers: servers), Limit, ct)];
    }

    private static string Address(AlertState state, string? severity, string? query)
    {
        var parts = new List<string>();
        if (state != AlertState.Open)
            parts.Add($"state={state.ToString().ToLowerInvariant()}");
        if (severity is { Length: > 0 })
            parts.Add($"severity={severity.ToLowerInvariant()}");
        if (query?.Trim() is { Length: > 0 } text)
            parts.Add($"q={Uri.EscapeDataString(text)}");
        return parts.Count == 0 ? "/alerts" : $"/alerts?{string.Join('&', parts)}";
    }

    private async Task AcknowledgeAsync(AlertView alert)
    {
        try
        {
            await Access.AcknowledgeAlertAsync(await Visit.GetCallerAsync(), alert.Id, _note, Ended);
        }
        catch (NotFoundException)
        {
            _refused = true;
            return;
        }

        (_note, _refused) = (null, false);
        await _dialog!.CloseAsync();
        await RefreshAsync();
    }
}
