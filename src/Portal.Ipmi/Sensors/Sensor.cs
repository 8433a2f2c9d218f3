using System.Globalization;
using Portal.Ipmi.Commands.SensorEvent;
using Portal.Ipmi.Events;

namespace Portal.Ipmi.Sensors;

/// <summary>One sensor: a sensor record, or one of those that share it. Immutable.</summary>
public sealed class Sensor
{
    private const byte FirstRelativeInstance = 0x60;
    private const int MaxDecimals = 3;

    internal Sensor(SensorRecord record, int shareIndex, int index)
    {
        Record = record;
        ShareIndex = shareIndex;
        Index = index;
        Number = (byte)(record.Number + shareIndex);
        EntityInstance = record.Sharing.EntityIncrements ? (byte)((record.EntityInstance + shareIndex) & 0x7F) : record.EntityInstance;
        Name = record.Sharing.NameOf(record.Name, shareIndex).Trim();
        Full = record as FullSensorRecord;
        Unit = (record as ReadableSensorRecord)?.Unit ?? default;
        UnitText = Unit.Text;
        Decimals = DecimalsOf(Full);
        Request = new GetSensorReading(Number) { Lun = record.Owner.Lun, RefusalIsAnswer = true };
    }

    /// <summary>The record that describes it.</summary>
    public SensorRecord Record { get; }

    /// <summary>Its place among those that share the record, from 0.</summary>
    public int ShareIndex { get; }

    /// <summary>Its place in <see cref="SdrRepository.Sensors"/>.</summary>
    public int Index { get; }

    /// <summary>Sensor number, unique with owner and LUN.</summary>
    public byte Number { get; }

    /// <summary>Name; not unique, vendors give several sensors the same and tell them apart by entity.</summary>
    public string Name { get; }

    /// <summary>Who has it.</summary>
    public SensorOwner Owner => Record.Owner;

    /// <summary>What it belongs to.</summary>
    public EntityId Entity => Record.Entity;

    /// <summary>Which one of the entity.</summary>
    public byte EntityInstance { get; }

    /// <summary>The entity's instance counts within its controller, not within the system.</summary>
    public bool IsEntityDeviceRelative => EntityInstance >= FirstRelativeInstance;

    /// <summary>Sensor type.</summary>
    public SensorType Type => Record.Type;

    /// <summary>Event/reading type.</summary>
    public EventReadingType ReadingType => Record.ReadingType;

    /// <summary>It has thresholds rather than states.</summary>
    public bool IsThreshold => Record.IsThreshold;

    /// <summary>It answers commands; the others only send events.</summary>
    public bool IsReadable => Record is ReadableSensorRecord;

    /// <summary>It has a value in a unit.</summary>
    public bool HasValue => Full is { HasValue: true };

    /// <summary>Unit of its values.</summary>
    public SensorUnit Unit { get; }

    /// <summary>The unit as text, made once.</summary>
    public string UnitText { get; }

    /// <summary>How raw readings become values; null when it has none.</summary>
    public SensorConversion? Conversion => HasValue ? Full!.Conversion : null;

    /// <summary>Digits after the point that its values are worth.</summary>
    public int Decimals { get; }

    /// <summary>Its full record, if it has one.</summary>
    internal FullSensorRecord? Full { get; }

    /// <summary>The request that reads it, made once.</summary>
    internal GetSensorReading Request { get; }

    /// <summary>A value with as many digits as the sensor is good for.</summary>
    public string FormatValue(double value) => value.ToString(s_formats[Decimals], CultureInfo.InvariantCulture);

    /// <summary>Name and number.</summary>
    public override string ToString() => $"{Name} ({Number:X2}h)";

    private static readonly string[] s_formats = ["0", "0.0", "0.00", "0.000"];

    private static int DecimalsOf(FullSensorRecord? full)
    {
        if (full is not { HasValue: true })
            return 0;
        var factors = full.Conversion.Factors;
        if (full.Conversion.Linearization != Linearization.Linear)
            return MaxDecimals;
        var finest = factors.B == 0 ? factors.ResultExponent : Math.Min(factors.ResultExponent, factors.ResultExponent + factors.BExponent);
        return Math.Clamp(-finest, 0, MaxDecimals);
    }
}
