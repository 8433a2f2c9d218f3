using Portal.Ipmi.Events;
using Portal.Ipmi.Sensors;

namespace Portal.Ipmi.Tool.Sensors;

/// <summary>One sensor with its reading, as it is printed.</summary>
internal sealed record SensorRow(
    string Name, byte Number, ushort RecordId, string RecordType, byte Owner, byte Channel, byte Lun, byte Entity, byte EntityInstance, string EntityName,
    string Type, string ReadingType, SensorReadingState State, string? Reason, double? Value, string Unit, byte Raw, string Text,
    EventSeverity Severity, string Status, IReadOnlyList<string> States, ushort StateBits, ThresholdRow? Thresholds)
{
    /// <summary>The row of a reading.</summary>
    public static SensorRow Of(SensorReading reading)
    {
        var sensor = reading.Sensor;
        var record = sensor.Record;
        return new SensorRow(
            sensor.Name, sensor.Number, record.Header.RecordId, record.Header.Type.ToString(), sensor.Owner.Id, sensor.Owner.Channel, (byte)sensor.Owner.Lun,
            (byte)sensor.Entity, sensor.EntityInstance, sensor.Entity.Describe(), sensor.Type.Describe(), sensor.ReadingType.Describe(),
            reading.State, reading.Reason, reading.Value, sensor.UnitText, reading.Raw, TextOf(reading), reading.Severity, StatusOf(reading),
            reading.IsAvailable ? reading.Words : [], reading.States, sensor.IsThreshold && sensor.HasValue ? ThresholdRow.Of(reading) : null);
    }

    /// <summary>What is printed as the reading: a value, states, or why there is neither.</summary>
    private static string TextOf(SensorReading reading) => reading switch
    {
        { IsAvailable: true } => reading.ToString(),
        { State: SensorReadingState.EventOnly } => "Event-Only",
        { State: SensorReadingState.ScanningDisabled } => "Disabled",
        _ => "No Reading",
    };

    /// <summary>ipmitool's short status: ok, the worst threshold reached, or ns for no sensor.</summary>
    private static string StatusOf(SensorReading reading) => reading.IsAvailable ? reading.WorstReached?.Abbreviate() ?? "ok" : "ns";
}
