using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;
using Microsoft.AspNetCore.WebUtilities;
using Portal.Fleet.Access;
using Portal.Fleet.Events;
using Portal.Fleet.Overview;
using Portal.Fleet.Power;
using Portal.Fleet.Servers;
using Portal.Ipmi.Events;
using Portal.Web.Components.Viewing;

namespace Portal.Web.Components.Overview;

/// <summary>What happened with a server, on one axis of time: console, events, sensors, power, people. Each moment leads to what the console showed then.</summary>
public sealed partial class TimeAxis
{
    private const int Buckets = 180;
    private const int MostRows = 4;
    private const int MostListed = 200;
    private const double LaneHeight = 34;

    private AxisRange _range = AxisRange.All[0];
    private AxisScale _scale = new(default, default(DateTimeOffset).AddHours(1));
    private ServerActivity? _activity;
    private List<AxisMark> _marks = [];
    private List<AxisBar> _bars = [];
    private DateTimeOffset _readAt;
    private PowerOperationView? _operation;
    private EventLogView? _log;
    private EventCounts? _counts;

    [Parameter, EditorRequired]
    public required ServerView Server { get; set; }

    [Parameter, EditorRequired]
    public required BmcHandle Handle { get; set; }

    [Inject]
    public required Visit Visit { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    private bool MayConsole => Server.Rights.HasFlag(BmcRight.ConsoleRead);

    private IEnumerable<string> MarkLanes
    {
        get
        {
            if (Server.Rights.HasFlag(BmcRight.EventsRead))
                yield return "events";
            if (MayConsole)
                yield return "alerts";
            yield return "power";
        }
    }

    private IEnumerable<string> BarLanes => MayConsole ? ["sensors", "people"] : ["sensors"];

    private bool IsEmpty => _marks.Count == 0 && _bars.Count == 0 && _activity is { } activity && !activity.Console.Any(bucket => bucket.Bytes > 0);

    private static string BucketWidth => string.Create(CultureInfo.InvariantCulture, $"{100.0 / Buckets * 0.7:0.###}%");

    private List<(DateTimeOffset At, DateTimeOffset? Until, string Lane, string Text)> Moments =>
    [
        .. _marks.Select(mark => (mark.At, (DateTimeOffset?)null, mark.Lane, $"{mark.Text} · {mark.State.Word}")).Concat(_bars.Select(bar => (bar.From, bar.Until, bar.Lane, bar.Text)))
            .OrderByDescending(moment => moment.Item1),
    ];

    protected override void OnInitialized()
    {
        Hear(() => Navigation.LocationChanged += OnMoved, () => Navigation.LocationChanged -= OnMoved);
        ReadPlace(Navigation.Uri);
    }

    /// <summary>What cannot wait for the next step: an operation went on, or there are other events than before.</summary>
    private bool HasNews => _operation?.State != Server.Status.Operation?.State || _counts != Server.Status.Events || _log?.Entries != Server.Status.EventLog?.Entries;

    // Each poll comes by here; the axis needs no more than its own step, but for the news.
    protected override Task OnParametersSetAsync() =>
        _activity is null || Visit.Now - _readAt >= _range.Every || HasNews ? RefreshAsync() : Task.CompletedTask;

    protected override async Task ReadAsync(CancellationToken ct)
    {
        (_operation, _counts, _log) = (Server.Status.Operation, Server.Status.Events, Server.Status.EventLog);
        _readAt = Visit.Now;
        var range = _range;
        var scale = new AxisScale(_readAt - range.Length, _readAt);
        var activity = await Handle.GetActivityAsync(scale.From, scale.To, Buckets, ct);
        (_scale, _activity) = (scale, activity);
        _marks =
        [
            .. activity.Events.Select(one => new AxisMark("events", one.At, L.Severity(one.Severity), $"{one.Subject}: {L.EventText(one)}")),
            .. activity.Alerts.Select(alert => new AxisMark("alerts", alert.FirstAt, L.Severity(alert.Severity), L.Title(alert))),
            .. activity.Operations.Select(operation => new AxisMark("power", operation.RequestedAt, L.Operation(operation), $"{L[$"power.{operation.Action}.verb"]} · {operation.UserName}")),
        ];
        _bars =
        [
            .. activity.Breaches.Select(breach => new AxisBar("sensors", breach.Key, breach.From, breach.Until, breach.Severity == EventSeverity.Critical ? "crit" : "warn",
                $"{breach.Name} {breach.Worst.ToString("0.##", CultureInfo.CurrentCulture)} {breach.Unit}")),
            .. activity.People.Select(person => new AxisBar("people", person.Name, person.From, person.Until, "off", person.Name)),
        ];
    }

    private void OnMoved(object? sender, LocationChangedEventArgs e)
    {
        if (ReadPlace(e.Location))
            Refresh();
    }

    private bool ReadPlace(string uri)
    {
        var before = _range;
        _range = AxisRange.Find(QueryHelpers.ParseQuery(new Uri(uri).Query).TryGetValue("range", out var name) ? name.ToString() : null);
        return before != _range;
    }

    private string AddressOf(string range) => range == AxisRange.All[0].Name ? $"/servers/{Server.Id}" : $"/servers/{Server.Id}?range={range}";

    /// <summary>A row for each sensor or person; the latest when there are too many.</summary>
    private List<List<AxisBar>> Rows(string lane) =>
        [.. _bars.Where(bar => bar.Lane == lane).GroupBy(bar => bar.Group)
            .OrderByDescending(group => group.Max(bar => bar.Until ?? DateTimeOffset.MaxValue)).Take(MostRows).Select(group => group.OrderBy(bar => bar.From).ToList())];

    private string Hint(AxisMark mark) => $"{Visit.Clock(mark.At)} · {mark.Text} · {mark.State.Word}";

    private string Hint(AxisBar bar) => $"{bar.Text} · {Visit.Clock(bar.From)} – {(bar.Until is { } until ? Visit.Clock(until) : L["axis.now"].Value)}";

    private string TickText(DateTimeOffset tick)
    {
        var local = TimeZoneInfo.ConvertTime(tick, Visit.Zone);
        return _range.Length > TimeSpan.FromDays(1)
            ? local.ToString(CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "zh" ? "M月d日" : "d MMM", CultureInfo.CurrentCulture)
            : local.ToString("HH:mm", CultureInfo.CurrentCulture);
    }

    /// <summary>A few lines must show beside a boot's flood: the height goes with the logarithm.</summary>
    private double Tall(long bytes)
    {
        var most = _activity!.Console.Max(bucket => bucket.Bytes);
        return Math.Max(2, LaneHeight * Math.Log(1 + bytes) / Math.Log(1 + most));
    }

    private string Height(long bytes) => Tall(bytes).ToString("0.#", CultureInfo.InvariantCulture);

    private string Top(long bytes) => (40 - Tall(bytes)).ToString("0.#", CultureInfo.InvariantCulture);
}
