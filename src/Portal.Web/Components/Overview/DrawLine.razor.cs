using System.Globalization;
using Microsoft.AspNetCore.Components;
using Portal.Fleet.Access;
using Portal.Fleet.Sensors;
using Portal.Fleet.Servers;
using Portal.Web.Components.Viewing;

namespace Portal.Web.Components.Overview;

/// <summary>What the host draws, and how that went over the last hour.</summary>
public sealed partial class DrawLine
{
    private const string DrawKey = "dcmi.power";
    private const double Wide = 120;
    private const double Tall = 18;

    private static readonly TimeSpan s_length = TimeSpan.FromHours(1);
    private static readonly TimeSpan s_every = TimeSpan.FromSeconds(20);

    private PowerDraw? _draw;
    private DateTimeOffset? _readAt;
    private DateTimeOffset _seen;
    private string _points = "";
    private int _low;
    private int _high;

    [Parameter, EditorRequired]
    public required ServerView Server { get; set; }

    [Parameter, EditorRequired]
    public required BmcHandle Handle { get; set; }

    [Inject]
    public required Visit Visit { get; init; }

    protected override Task OnParametersSetAsync() => _readAt is null || Visit.Now - _seen > s_every ? RefreshAsync() : Task.CompletedTask;

    protected override async Task ReadAsync(CancellationToken ct)
    {
        _seen = Visit.Now;
        var view = Handle.GetSensors();
        (_draw, _readAt) = (view.Draw, view.ReadAt);
        if (_draw is null)
            return;
        var from = Visit.Now - s_length;
        var history = await Handle.GetSensorHistoryAsync([DrawKey], from, Visit.Now, ct);
        var samples = history.Count > 0 ? history[0].Points : [];
        if (samples.Count < 2)
        {
            _points = "";
            return;
        }

        (_low, _high) = ((int)samples.Min(sample => sample.Minimum), (int)Math.Ceiling(samples.Max(sample => sample.Maximum)));
        var span = Math.Max(1, _high - _low);
        _points = string.Join(' ', samples.Select(sample => string.Create(
            CultureInfo.InvariantCulture, $"{Math.Clamp((sample.At - from) / s_length, 0, 1) * Wide:0.#},{1 + ((1 - ((sample.Average - _low) / span)) * (Tall - 2)):0.#}")));
    }
}
