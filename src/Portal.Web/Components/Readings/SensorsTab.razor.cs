using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;
using Microsoft.AspNetCore.WebUtilities;
using Portal.Fleet.Access;
using Portal.Fleet.Polling;
using Portal.Fleet.Sensors;
using Portal.Fleet.Servers;
using Portal.Ipmi.Sensors;
using Portal.Web.Components.Viewing;

namespace Portal.Web.Components.Readings;

/// <summary>The sensors of a server, live while the page is open: what is looked at is read more often.</summary>
public sealed partial class SensorsTab
{
    private static readonly string[] s_groups = ["temperature", "fan", "voltage", "power", "compute", "other"];

    private SensorsView? _view;
    private SensorView? _asked;
    private string? _group;
    private string? _chart;
    private string _range = SensorChart.DefaultRange;

    [Parameter, EditorRequired]
    public required ServerView Server { get; set; }

    [Parameter, EditorRequired]
    public required BmcHandle Handle { get; set; }

    [Inject]
    public required Visit Visit { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    private IEnumerable<string> Groups => s_groups.Where(group => _view?.Sensors.Any(sensor => ReadingWords.GroupOf(sensor) == group) == true);

    private IEnumerable<IGrouping<string, SensorView>> Shown => (_view?.Sensors ?? []).GroupBy(ReadingWords.GroupOf)
        .Where(group => _group is null || group.Key == _group).OrderBy(group => Array.IndexOf(s_groups, group.Key));

    protected override void OnInitialized()
    {
        Keep(Handle.Watch(ReadingKind.Sensors));
        Hear(() => Navigation.LocationChanged += OnMoved, () => Navigation.LocationChanged -= OnMoved);
        ReadPlace();
    }

    // The page gives a new server view with every change of its status: each round of readings is one.
    protected override Task OnParametersSetAsync() => RefreshAsync();

    // What may not be seen any more stays for the moment until the page takes this tab away.
    protected override Task ReadAsync(CancellationToken ct)
    {
        _view = Handle.GetSensors();
        return Task.CompletedTask;
    }

    private void OnMoved(object? sender, LocationChangedEventArgs e)
    {
        ReadPlace();
        Refresh();
    }

    private void ReadPlace()
    {
        var query = QueryHelpers.ParseQuery(new Uri(Navigation.Uri).Query);
        _group = query.TryGetValue("group", out var group) && s_groups.Contains(group.ToString()) ? group.ToString() : null;
        _chart = query.TryGetValue("sensor", out var key) && key.ToString() is { Length: > 0 and <= 16 } known ? known : null;
        _range = query.TryGetValue("range", out var range) ? range.ToString() : SensorChart.DefaultRange;
    }

    private string Address(string? group, string? sensor = null, string? range = null)
    {
        var parts = new List<string>();
        if (group is not null)
            parts.Add($"group={group}");
        if (sensor is not null)
            parts.Add($"sensor={Uri.EscapeDataString(sensor)}");
        if (sensor is not null && range is not null && range != SensorChart.DefaultRange)
            parts.Add($"range={Uri.EscapeDataString(range)}");
        return $"/servers/{Server.Id}/sensors{(parts.Count == 0 ? "" : "?" + string.Join('&', parts))}";
    }

    private static string Limits(SensorView sensor, params ReadOnlySpan<ThresholdKind> kinds)
    {
        var texts = new List<string>();
        foreach (var kind in kinds)
            texts.Add(sensor.Thresholds[(int)kind] is { } value ? value.ToString($"F{sensor.Decimals}", System.Globalization.CultureInfo.InvariantCulture) : "–");
        return texts.TrueForAll(text => text == "–") ? "" : string.Join(" / ", texts);
    }

    private string VitalsHint(BmcVitals vitals) => vitals.Requests == 0 ? L["vitals.none"] : L["vitals.what", vitals.Requests, vitals.Unanswered, vitals.Refused,
        Duration.Exact(L, vitals.AverageAnswer ?? TimeSpan.Zero), Duration.Exact(L, vitals.SlowestAnswer ?? TimeSpan.Zero)];
}
