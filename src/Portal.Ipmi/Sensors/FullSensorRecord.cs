using Portal.Ipmi.Commands.SensorEvent;
using Portal.Ipmi.Events;
using Portal.Ipmi.Wire;

namespace Portal.Ipmi.Sensors;

/// <summary>Full sensor record, IPMI 2.0 §43.1.</summary>
/// <param name="Header">Its header.</param>
public sealed record FullSensorRecord(SdrHeader Header) : ReadableSensorRecord(Header)
{
    /// <summary>How raw readings become values.</summary>
    public SensorConversion Conversion { get; init; }

    /// <summary>Nominal reading, raw; null when unspecified.</summary>
    public byte? NominalReading { get; init; }

    /// <summary>Upper end of what is normal, raw; null when unspecified.</summary>
    public byte? NormalMaximum { get; init; }

    /// <summary>Lower end of what is normal, raw; null when unspecified.</summary>
    public byte? NormalMinimum { get; init; }

    /// <summary>Largest reading, raw.</summary>
    public byte MaximumReading { get; init; }

    /// <summary>Smallest reading, raw.</summary>
    public byte MinimumReading { get; init; }

    /// <summary>Thresholds in the record: what the sensor starts with, or has fixed. Get Sensor Thresholds tells those in force.</summary>
    public SensorThresholds InitialThresholds { get; init; }

    internal static FullSensorRecord Read(SdrHeader header, ref IpmiReader reader)
    {
        /*  6     owner id
            7     [7:4] channel, [1:0] LUN
            8     sensor number
            9-10  entity id and instance
            11    initialisation
            12    capabilities
            13    sensor type
            14    event/reading type
            15-20 masks
            21-23 units
            24    [6:0] linearisation
            25-30 factors
            31    [2] normal minimum, [1] normal maximum, [0] nominal reading specified
            32-34 nominal reading, normal maximum, normal minimum
            35-36 maximum and minimum reading
            37-42 thresholds, upper non-recoverable first
            43-44 hysteresis
            45-46 reserved
            47    OEM
            48-N  id string  */
        var key = SensorKeyFields.Read(ref reader);
        var body = SensorBodyFields.Read(ref reader);
        var linearization = (Linearization)(reader.ReadByte() & 0x7F);
        var factors = ConversionFactors.Read(ref reader, out var direction);

        // From here on a record cut short is still a sensor that can be read.
        var specified = Next(ref reader);
        var (nominal, normalMaximum, normalMinimum) = (Next(ref reader), Next(ref reader), Next(ref reader));
        var (maximum, minimum) = (Next(ref reader), Next(ref reader));
        var (upperNonRecoverable, upperCritical, upperNonCritical) = (Next(ref reader), Next(ref reader), Next(ref reader));
        var (lowerNonRecoverable, lowerCritical, lowerNonCritical) = (Next(ref reader), Next(ref reader), Next(ref reader));
        var (positive, negative) = (Next(ref reader), Next(ref reader));
        reader.Skip(Math.Min(2, reader.Remaining));
        var oem = Next(ref reader);
        var record = new FullSensorRecord(header)
        {
            Owner = key.Owner,
            Number = key.Number,
            Entity = key.Entity,
            EntityInstance = key.EntityInstance,
            IsLogicalEntity = key.IsLogicalEntity,
            Initialization = body.Initialization,
            Capabilities = body.Capabilities,
            Type = body.Type,
            ReadingType = body.ReadingType,
            AssertionMask = body.AssertionMask,
            DeassertionMask = body.DeassertionMask,
            ReadingMask = body.ReadingMask,
            Unit = body.Unit,
            Format = body.Format,
            Conversion = new SensorConversion(factors, linearization, body.Format),
            Direction = direction,
            NominalReading = (specified & 0x01) != 0 ? nominal : null,
            NormalMaximum = (specified & 0x02) != 0 ? normalMaximum : null,
            NormalMinimum = (specified & 0x04) != 0 ? normalMinimum : null,
            MaximumReading = maximum,
            MinimumReading = minimum,
            PositiveHysteresis = positive,
            NegativeHysteresis = negative,
            Oem = oem,
            Name = IdString.Read(ref reader),
        };
        return record with
        {
            InitialThresholds = new SensorThresholds(
                record.ReadableThresholds, lowerNonCritical, lowerCritical, lowerNonRecoverable, upperNonCritical, upperCritical, upperNonRecoverable),
        };
    }

    /// <summary>
    /// The sensor has a value in its unit. Discrete sensors have none, but HPE's fans and others do, and then their record names a unit.
    /// </summary>
    public bool HasValue => Format != AnalogFormat.None && (IsThreshold || ReadingType == EventReadingType.Unspecified || !Unit.IsUnspecified);
}
