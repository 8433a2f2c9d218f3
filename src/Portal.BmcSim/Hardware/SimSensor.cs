namespace Portal.BmcSim.Hardware;

/// <summary>One sensor of a simulated server, or several that share a record.</summary>
public sealed record SimSensor
{
    /// <summary>Event/reading type of threshold sensors.</summary>
    public const byte Threshold = 0x01;

    /// <summary>Event/reading type of discrete sensors whose states their sensor type defines.</summary>
    public const byte SensorSpecific = 0x6F;

    /// <summary>Name, at most 16 characters.</summary>
    public required string Name { get; init; }

    /// <summary>How the name is written.</summary>
    public SimNameEncoding NameEncoding { get; init; } = SimNameEncoding.Latin1;

    /// <summary>Which record describes it.</summary>
    public SimRecordKind Kind { get; init; } = SimRecordKind.Full;

    /// <summary>Sensor number, the first one when several share the record.</summary>
    public byte Number { get; init; }

    /// <summary>Address of the controller that has it; 20h is the BMC itself.</summary>
    public byte Owner { get; init; } = 0x20;

    /// <summary>LUN that it answers on.</summary>
    public byte Lun { get; init; }

    /// <summary>Sensor type, IPMI 2.0 table 42-3.</summary>
    public byte Type { get; init; } = 0x01;

    /// <summary>Event/reading type, IPMI 2.0 table 42-1.</summary>
    public byte ReadingType { get; init; } = Threshold;

    /// <summary>Entity it belongs to.</summary>
    public (byte Id, byte Instance) Entity { get; init; } = (0x07, 1);

    /// <summary>Sensor units 1 of the record: bits 7:6 analog format, 5:3 rate, 2:1 modifier use, 0 percentage.</summary>
    public byte Units { get; init; }

    /// <summary>Base unit, IPMI 2.0 table 43-15.</summary>
    public byte BaseUnit { get; init; }

    /// <summary>Modifier unit.</summary>
    public byte ModifierUnit { get; init; }

    /// <summary>Linearisation, 00h to 0Bh, or 70h and more for a table of <see cref="FactorTable"/>.</summary>
    public byte Linearization { get; init; }

    /// <summary>Conversion factors; more than one row for a non-linear sensor.</summary>
    public IReadOnlyList<SimFactors> FactorTable { get; init; } = [new()];

    /// <summary>Nominal, normal maximum and normal minimum reading; null when the record does not give them.</summary>
    public (byte Nominal, byte Maximum, byte Minimum)? Normal { get; init; }

    /// <summary>Raw reading.</summary>
    public byte Reading { get; init; }

    /// <summary>Counts by which the reading moves up and down.</summary>
    public byte Drift { get; init; }

    /// <summary>Thresholds.</summary>
    public SimThresholds Thresholds { get; init; } = new();

    /// <summary>Thresholds may be set.</summary>
    public bool ThresholdsSettable { get; init; } = true;

    /// <summary>Hysteresis in counts, for going up and going down.</summary>
    public (byte Positive, byte Negative) Hysteresis { get; init; }

    /// <summary>States a discrete sensor can be in.</summary>
    public ushort PossibleStates { get; init; }

    /// <summary>States a discrete sensor is in.</summary>
    public ushort States { get; init; }

    /// <summary>Sensors that share the record (compact and event-only), numbered one after the other.</summary>
    public byte ShareCount { get; init; } = 1;

    /// <summary>Shared sensors are told apart by letters, not by numbers.</summary>
    public bool ShareByLetters { get; init; }

    /// <summary>Number or letter of the first that shares.</summary>
    public byte ShareOffset { get; init; }

    /// <summary>Each that shares has the next entity instance.</summary>
    public bool ShareEntities { get; init; }

    /// <summary>1 input, 2 output, 0 neither.</summary>
    public byte Direction { get; init; }

    /// <summary>Unavailable while the host has no power.</summary>
    public bool NeedsHostPower { get; init; }

    /// <summary>"Reading unavailable", as for a thing that is not plugged in.</summary>
    public bool Unavailable { get; init; }

    /// <summary>Scanning starts disabled.</summary>
    public bool ScanningDisabled { get; init; }

    /// <summary>Get Sensor Reading is refused with this code.</summary>
    public byte? CompletionCode { get; init; }

    /// <summary>Get Sensor Reading keeps the client waiting for this long.</summary>
    public TimeSpan Stall { get; init; }

    /// <summary>Get Sensor Reading leaves the state bytes out.</summary>
    public bool OmitsStates { get; init; }

    /// <summary>Two's or one's complement.</summary>
    internal bool IsSigned => Units >> 6 is 1 or 2;
}
