using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using Portal.Fleet.Access;
using Portal.Fleet.Events;
using Portal.Fleet.Sensors;
using Portal.Fleet.Sensors.History;
using Portal.Ipmi.Events;
using Portal.Ipmi.Sensors;
using Portal.Web.Components.Viewing;

namespace Portal.Web.Components.Readings;

/// <summary>The past of one sensor as a chart and as a table.</summary>
public sealed partial class SensorChart : IAsyncDisposable
{
    public const string DefaultRange = "day";
    private const int MostRows = 200;
    private const int MostMarks = 200;

    private static readonly (string Name, TimeSpan Length)[] s_ranges =
    [
        ("hour", TimeSpan.FromHours(1)), ("day", TimeSpan.FromDays(1)), ("week", TimeSpan.FromDays(7)), ("month", TimeSpan.FromDays(30)), ("year", TimeSpan.FromDays(365)),
    ];

    private readonly CancellationTokenSource _end = new();
    private (string Name, TimeSpan Length) _shown = s_ranges[1];
    private ElementReference _target;
    private IJSObjectReference? _module;
    private IJSObjectReference? _drawn;
    private HistoryView? _history;
    private IReadOnlyList<EventView> _events = [];
    private (DateTimeOffset From, DateTimeOffset To) _span;
    private DateTimeOffset _readAt;
    private bool _read;
    private bool _isNew;

    [Parameter, EditorRequired]
    public required BmcHandle Handle { get; set; }

    [Parameter, EditorRequired]
    public required string SensorKey { get; set; }

    /// <summary>The sensor as it is now; null when it is gone.</summary>
    [Parameter, EditorRequired]
    public required SensorView? Sensor { get; set; }

    [Parameter, EditorRequired]
    public required string Range { get; set; }

    /// <summary>Where closing leads.</summary>
    [Parameter, EditorRequired]
    public required string Back { get; set; }

    [Parameter, EditorRequired]
    public required Func<string, string> AddressOf { get; set; }

    [Inject]
    public required IJSRuntime Js { get; init; }

    [Inject]
    public required Visit Visit { get; init; }

    private string Name => Sensor?.Name ?? _history?.Name ?? SensorKey;

    private string Summary => _history is not { Points.Count: > 0 } history ? L["sensors.history.none"] : L["sensors.history.summary", Name, L[$"range.{_shown.Name}"],
        Number(history.Points.Min(point => point.Minimum)), Number(history.Points.Max(point => point.Maximum)), history.Unit, Number(history.Points[^1].Average)];

    protected override async Task OnParametersSetAsync()
    {
        var range = Array.Find(s_ranges, one => one.Name == Range) is { Name: not null } known ? known : s_ranges[1];
        var isOther = range != _shown || !_read;
        _shown = range;

        // Each round of readings comes by here; the chart needs no more than its own step.
        if (!isOther && Visit.Now - _readAt < TimeSpan.FromSeconds(20))
            return;
        _readAt = Visit.Now;
        _span = (Visit.Now - range.Length, Visit.Now);
        try
        {
            var views = await Handle.GetSensorHistoryAsync([SensorKey], _span.From, _span.To, _end.Token);
            _history = views.Count > 0 && views[0].Points.Count > 0 ? views[0] : null;
            _events = Handle.Rights.HasFlag(BmcRight.EventsRead)
                ? await Handle.ListEventsAsync(new EventFilter { SensorKey = SensorKey, From = _span.From, To = _span.To }, MostMarks, _end.Token) : [];
        }
        catch (Exception e) when (e is NotFoundException or OperationCanceledException)
        {
            return;
        }

        (_read, _isNew) = (true, true);
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!_isNew || _end.IsCancellationRequested)
            return;
        _isNew = false;
        try
        {
            _module ??= await Js.InvokeAsync<IJSObjectReference>("import", "./dist/chart.js");
            if (_drawn is { } before)
            {
                await before.InvokeVoidAsync("dispose");
                await before.DisposeAsync();
                _drawn = null;
            }

            if (_history is { } history && !_end.IsCancellationRequested)
                _drawn = await _module.InvokeAsync<IJSObjectReference>("draw", _target, Input(history));
        }
        catch (JSDisconnectedException)
        {
            // The browser is gone.
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        try
        {
            if (_drawn is not null)
            {
                await _drawn.InvokeVoidAsync("dispose");
                await _drawn.DisposeAsync();
            }

            if (_module is not null)
                await _module.DisposeAsync();
        }
        catch (JSDisconnectedException)
        {
            // The browser is gone, and the chart with it.
        }

        _end.Dispose();
    }

    private object Input(HistoryView history) => new
    {
        name = Name,
        unit = history.Unit,
        from = _span.From.ToUnixTimeSeconds(),
        to = _span.To.ToUnixTimeSeconds(),
        series = new
        {
            times = history.Points.Select(point => point.At.ToUnixTimeSeconds()),
            average = history.Points.Select(point => point.Average),
            minimum = history.Points.Select(point => point.Minimum),
            maximum = history.Points.Select(point => point.Maximum),
        },
        marks = _events.Select(one => new { time = one.At.ToUnixTimeSeconds(), severity = one.Severity.ToString().ToLowerInvariant(), text = L.EventText(one) }),
        limits = ThresholdText.All.Where(kind => Sensor?.Thresholds[(int)kind] is not null).Select(kind => new
        {
            value = Sensor!.Thresholds[(int)kind]!.Value,
            severity = kind is ThresholdKind.LowerNonCritical or ThresholdKind.UpperNonCritical ? nameof(EventSeverity.Warning).ToLowerInvariant() : nameof(EventSeverity.Critical).ToLowerInvariant(),
            label = L[$"sensors.threshold.{kind}"].Value,
        }),
        zone = Visit.Zone.Id,
        language = CultureInfo.CurrentUICulture.Name,
        words = new { average = L["sensors.history.average"].Value, range = L["sensors.history.range"].Value, time = L["sensors.history.time"].Value },
    };

    private string Number(float value) => Math.Round(value, Math.Clamp((Sensor?.Decimals ?? 1) + 1, 0, 4)).ToString(CultureInfo.CurrentCulture);
}
