using Portal.Ipmi.Events;
using Portal.Ipmi.Sensors;
using Portal.Ipmi.Tool.Output;

namespace Portal.Ipmi.Tool.Sensors;

/// <summary>Everything about one sensor.</summary>
internal sealed record SensorDetails(
    SensorRow Sensor, double? Nominal, double? NormalMinimum, double? NormalMaximum, double? Minimum, double? Maximum,
    double? Tolerance, double? Resolution, double? AccuracyPercent, double? PositiveHysteresis, double? NegativeHysteresis,
    IReadOnlyList<string> Settable, bool? EventMessages, bool? Scanning, IReadOnlyList<string> AssertionsEnabled, IReadOnlyList<string> DeassertionsEnabled,
    IReadOnlyList<string> AssertionEvents)
{
    public static async Task<IReadOnlyList<SensorDetails>> ReadAsync(SensorReader reader, IReadOnlyList<string> names, CancellationToken ct)
    {
        var repository = await reader.LoadAsync(ct);
        var details = new List<SensorDetails>();
        foreach (var name in names)
        {
            foreach (var sensor in SensorSource.Find(repository, name))
                details.Add(await ReadAsync(reader, sensor, ct));
        }

        return details;
    }

    public static void Print(IReadOnlyList<SensorDetails> all, TextReport report)
    {
        foreach (var details in all)
        {
            details.Print(report);
            report.Line();
        }
    }

    private static async Task<SensorDetails> ReadAsync(SensorReader reader, Sensor sensor, CancellationToken ct)
    {
        var reading = await reader.ReadAsync(sensor, ct);
        var isReachable = reading.State is not (SensorReadingState.EventOnly or SensorReadingState.OutOfReach);
        var enable = isReachable ? await TryAsync(() => reader.GetEventEnableAsync(sensor, ct)) : null;
        var status = isReachable ? await TryAsync(() => reader.GetEventStatusAsync(sensor, ct)) : null;
        var hysteresis = isReachable && sensor.IsThreshold ? await TryAsync(() => reader.GetHysteresisAsync(sensor, ct)) : null;
        var full = sensor.Record as FullSensorRecord;
        var conversion = sensor.Conversion;
        return new SensorDetails(
            SensorRow.Of(reading), Value(full?.NominalReading), Value(full?.NormalMinimum), Value(full?.NormalMaximum), Value(full?.MinimumReading), Value(full?.MaximumReading),
            conversion?.Tolerance, conversion?.Resolution, conversion?.Factors.AccuracyPercent,
            hysteresis is { } known ? conversion?.ConvertDifference(known.Positive) : null, hysteresis is { } also ? conversion?.ConvertDifference(also.Negative) : null,
            sensor.Record is ReadableSensorRecord readable ? [.. ThresholdText.All.Where(kind => (readable.SettableThresholds & kind.ToMask()) != 0).Select(kind => kind.Abbreviate())] : [],
            enable?.EventMessages, enable?.Scanning, Words(sensor, enable?.Assertions), Words(sensor, enable?.Deassertions), Words(sensor, status?.Assertions));

        double? Value(byte? raw) => raw is { } given ? conversion?.Convert(given) : null;
    }

    private static async Task<T?> TryAsync<T>(Func<ValueTask<T>> read)
        where T : struct
    {
        try
        {
            return await read();
        }
        catch (IpmiCommandException)
        {
            return null;
        }
    }

    private static List<string> Words(Sensor sensor, ushort? events)
    {
        var words = new List<string>();
        for (var offset = 0; offset <= EventText.MaxOffset; offset++)
        {
            if ((events & (1 << offset)) > 0)
                words.Add(EventText.Describe(sensor.ReadingType, sensor.Type, offset));
        }

        return words;
    }

    private void Print(TextReport report)
    {
        report
            .Field("Sensor ID", $"{Sensor.Name} (0x{Sensor.Number:x})")
            .Field("Entity ID", $"{Sensor.Entity}.{Sensor.EntityInstance} ({Sensor.EntityName})")
            .Field("Sensor Type", $"{Sensor.Type} ({Sensor.ReadingType})")
            .Field("Sensor Reading", Sensor.Value is null && Sensor.Reason is { } reason ? $"{Sensor.Text} ({reason})" : Sensor.Text)
            .Field("Status", Sensor.Status)
            .Field("Severity", Sensor.Severity)
            .Field("Lower Non-Recoverable", Sensor.Thresholds?.LowerNonRecoverable)
            .Field("Lower Critical", Sensor.Thresholds?.LowerCritical)
            .Field("Lower Non-Critical", Sensor.Thresholds?.LowerNonCritical)
            .Field("Upper Non-Critical", Sensor.Thresholds?.UpperNonCritical)
            .Field("Upper Critical", Sensor.Thresholds?.UpperCritical)
            .Field("Upper Non-Recoverable", Sensor.Thresholds?.UpperNonRecoverable)
            .Field("Settable Thresholds", Settable.Count == 0 ? null : string.Join(' ', Settable))
            .Field("Positive Hysteresis", PositiveHysteresis)
            .Field("Negative Hysteresis", NegativeHysteresis)
            .Field("Nominal Reading", Nominal)
            .Field("Normal Minimum", NormalMinimum)
            .Field("Normal Maximum", NormalMaximum)
            .Field("Minimum sensor range", Minimum)
            .Field("Maximum sensor range", Maximum)
            .Field("Tolerance", Tolerance)
            .Field("Resolution", Resolution)
            .Field("Accuracy", AccuracyPercent is { } accuracy ? $"{accuracy:0.##} %" : null)
            .Field("States Asserted", Sensor.States.Count == 0 ? null : string.Join(", ", Sensor.States))
            .Field("Event Messages", EventMessages)
            .Field("Scanning", Scanning)
            .Field("Assertions Enabled", AssertionsEnabled.Count == 0 ? null : string.Join(", ", AssertionsEnabled))
            .Field("Deassertions Enabled", DeassertionsEnabled.Count == 0 ? null : string.Join(", ", DeassertionsEnabled))
            .Field("Assertion Events", AssertionEvents.Count == 0 ? null : string.Join(", ", AssertionEvents));
    }
}
