using System.Globalization;
using Microsoft.AspNetCore.Components;
using Portal.Fleet.Access;
using Portal.Fleet.Auditing;
using Portal.Fleet.Sensors;
using Portal.Fleet.Servers;
using Portal.Ipmi.Sensors;
using Portal.Web.Components.Parts;
using Portal.Web.Components.Viewing;

namespace Portal.Web.Components.Readings;

/// <summary>Sets a sensor's thresholds and hysteresis and shows what the BMC reads back.</summary>
public sealed partial class ThresholdDialog : IDisposable
{
    // From high to low, as on a thermometer.
    private static readonly ThresholdKind[] s_shown =
    [
        ThresholdKind.UpperNonRecoverable, ThresholdKind.UpperCritical, ThresholdKind.UpperNonCritical,
        ThresholdKind.LowerNonCritical, ThresholdKind.LowerCritical, ThresholdKind.LowerNonRecoverable,
    ];

    private readonly CancellationTokenSource _end = new();
    private readonly Dictionary<ThresholdKind, string?> _texts = [];
    private ModalDialog? _dialog;
    private SensorSettings? _settings;
    private string? _positive;
    private string? _negative;
    private string? _refusal;
    private string? _done;
    private bool _busy;

    [Parameter, EditorRequired]
    public required ServerView Server { get; set; }

    [Parameter, EditorRequired]
    public required BmcHandle Handle { get; set; }

    [Parameter, EditorRequired]
    public required SensorView Sensor { get; set; }

    [Parameter]
    public EventCallback OnClosed { get; set; }

    protected override Task OnInitializedAsync() => TryAsync(async () => Take(await Handle.GetSensorSettingsAsync(Sensor.Key, _end.Token)));

    public void Dispose()
    {
        _end.Cancel();
        _end.Dispose();
    }

    private async Task SetAsync()
    {
        if (_busy || _settings is not { } before)
            return;
        _done = null;
        var values = new Dictionary<ThresholdKind, double>();
        foreach (var kind in before.Settable)
        {
            var text = _texts.GetValueOrDefault(kind)?.Trim();
            if (string.IsNullOrEmpty(text) || text == Of(before, kind))
                continue;
            if (!double.TryParse(text, NumberStyles.Float, CultureInfo.CurrentCulture, out var value) && !double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value))
            {
                _refusal = L["threshold.number", L[$"sensors.threshold.{kind}"]];
                return;
            }

            values[kind] = value;
        }

        var hysteresis = before.Hysteresis is { } now && before.CanSetHysteresis && (_positive != Count(now.PositiveCounts) || _negative != Count(now.NegativeCounts));
        byte positive = 0, negative = 0;
        if (hysteresis && (!byte.TryParse(_positive, NumberStyles.None, CultureInfo.InvariantCulture, out positive) || !byte.TryParse(_negative, NumberStyles.None, CultureInfo.InvariantCulture, out negative)))
        {
            _refusal = L["threshold.countRange"];
            return;
        }

        if (values.Count == 0 && !hysteresis)
        {
            _refusal = L["threshold.unchanged"];
            return;
        }

        await TryAsync(async () =>
        {
            var after = before;
            if (values.Count > 0)
                after = await Handle.SetThresholdsAsync(Sensor.Key, values, _end.Token);
            if (hysteresis)
                after = await Handle.SetHysteresisAsync(Sensor.Key, positive, negative, _end.Token);
            Take(after);
            _done = L["threshold.done"];
        });
    }

    private async Task TryAsync(Func<Task> act)
    {
        (_busy, _refusal) = (true, null);
        try
        {
            await act();
        }
        catch (BmcActionException e)
        {
            _refusal = L.Refusal(e);
        }
        catch (AuditUnavailableException)
        {
            _refusal = L["action.audit_unavailable"];
        }
        catch (NotFoundException)
        {
            _refusal = L["action.not_found"];
        }
        catch (OperationCanceledException) when (_end.IsCancellationRequested)
        {
            // The dialog is gone.
        }
        finally
        {
            _busy = false;
        }
    }

    private void Take(SensorSettings settings)
    {
        _settings = settings;
        foreach (var kind in s_shown)
            _texts[kind] = Of(settings, kind);
        (_positive, _negative) = (settings.Hysteresis is { } hysteresis ? Count(hysteresis.PositiveCounts) : null, settings.Hysteresis is { } other ? Count(other.NegativeCounts) : null);
    }

    private string? Of(SensorSettings settings, ThresholdKind kind) => settings.Thresholds[(int)kind] is { } value ? Text(value) : null;

    private string Text(double value) => value.ToString($"F{Sensor.Decimals}", CultureInfo.InvariantCulture);

    private static string Count(byte counts) => counts.ToString(CultureInfo.InvariantCulture);

    private async Task CloseAsync()
    {
        if (_dialog is not null)
            await _dialog.CloseAsync();
    }
}
