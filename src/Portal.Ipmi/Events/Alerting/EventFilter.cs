using Portal.Ipmi.Wire;

namespace Portal.Ipmi.Events.Alerting;

/// <summary>One entry of the event filter table, IPMI 2.0 §17.7, table 17-2: which events it catches, and what is done then.</summary>
public sealed record EventFilter
{
    /// <summary>Bytes of an entry, without its number.</summary>
    public const int Length = 20;

    private const byte AnyValue = 0xFF;

    /// <summary>The filter works.</summary>
    public bool Enabled { get; init; }

    /// <summary>The manufacturer configured it; software may switch it on and off, no more.</summary>
    public bool IsPreconfigured { get; init; }

    /// <summary>What is done.</summary>
    public PefActions Actions { get; init; }

    /// <summary>Alert policy to follow, 1 to 15.</summary>
    public byte PolicyNumber { get; init; }

    /// <summary>Entry of the group control table, from 1; 0 for none.</summary>
    public byte GroupControlSelector { get; init; }

    /// <summary>Severity to put into a trap.</summary>
    public EventFilterSeverity Severity { get; init; }

    /// <summary>Slave address or software id byte of the generator; null: any.</summary>
    public byte? GeneratorAddress { get; init; }

    /// <summary>Channel and LUN byte of the generator; null: any.</summary>
    public byte? GeneratorChannel { get; init; }

    /// <summary>Sensor type; null: any.</summary>
    public SensorType? SensorType { get; init; }

    /// <summary>Sensor number; null: any.</summary>
    public byte? SensorNumber { get; init; }

    /// <summary>Event/reading type with the deassertion bit; null: any.</summary>
    public byte? EventTrigger { get; init; }

    /// <summary>One bit for each offset that matches.</summary>
    public ushort OffsetMask { get; init; } = 0xFFFF;

    /// <summary>What event data 1 must be, apart from the offset.</summary>
    public EventDataMatch Data1 { get; init; }

    /// <summary>What event data 2 must be.</summary>
    public EventDataMatch Data2 { get; init; }

    /// <summary>What event data 3 must be.</summary>
    public EventDataMatch Data3 { get; init; }

    /// <summary>Reads an entry, without its number.</summary>
    /// <exception cref="IpmiFormatException">Fewer than 20 bytes.</exception>
    public static EventFilter Parse(ReadOnlySpan<byte> bytes)
    {
        /*  1      [7] enabled, [6:5] 10b preconfigured
            2      actions
            3      [6:4] group control selector, [3:0] policy number
            4      severity
            5-6    generator id, FFh: any
            7      sensor type, FFh: any
            8      sensor number, FFh: any
            9      event trigger, FFh: any
            10-11  offset mask
            12-20  AND mask, compare 1, compare 2 of event data 1, 2, 3  */
        var reader = new IpmiReader(bytes);
        var configuration = reader.ReadByte();
        var actions = (PefActions)(reader.ReadByte() & 0x7F);
        var policy = reader.ReadByte();
        return new EventFilter
        {
            Enabled = (configuration & 0x80) != 0,
            IsPreconfigured = (configuration & 0x60) == 0x40,
            Actions = actions,
            PolicyNumber = (byte)(policy & 0x0F),
            GroupControlSelector = (byte)((policy >> 4) & 0x07),
            Severity = (EventFilterSeverity)reader.ReadByte(),
            GeneratorAddress = Value(reader.ReadByte()),
            GeneratorChannel = Value(reader.ReadByte()),
            SensorType = (SensorType?)Value(reader.ReadByte()),
            SensorNumber = Value(reader.ReadByte()),
            EventTrigger = Value(reader.ReadByte()),
            OffsetMask = reader.ReadUInt16(),
            Data1 = new EventDataMatch(reader.ReadByte(), reader.ReadByte(), reader.ReadByte()),
            Data2 = new EventDataMatch(reader.ReadByte(), reader.ReadByte(), reader.ReadByte()),
            Data3 = new EventDataMatch(reader.ReadByte(), reader.ReadByte(), reader.ReadByte()),
        };
    }

    /// <summary>The entry as it goes on the wire, without its number.</summary>
    public byte[] ToBytes() =>
    [
        ConfigurationByte, (byte)((byte)Actions & 0x7F), (byte)(((GroupControlSelector & 0x07) << 4) | (PolicyNumber & 0x0F)), (byte)Severity,
        GeneratorAddress ?? AnyValue, GeneratorChannel ?? AnyValue, (byte?)SensorType ?? AnyValue, SensorNumber ?? AnyValue, EventTrigger ?? AnyValue,
        (byte)OffsetMask, (byte)(OffsetMask >> 8),
        Data1.AndMask, Data1.Compare1, Data1.Compare2, Data2.AndMask, Data2.Compare1, Data2.Compare2, Data3.AndMask, Data3.Compare1, Data3.Compare2,
    ];

    /// <summary>The first byte alone, which parameter 7 writes.</summary>
    internal byte ConfigurationByte => (byte)((Enabled ? 0x80 : 0) | (IsPreconfigured ? 0x40 : 0));

    /// <summary>Whether the filter, enabled or not, catches an event: all compared fields match.</summary>
    public bool Matches(SystemEventRecord record) =>
        (GeneratorAddress is null || GeneratorAddress == record.Generator.Address)
        && (GeneratorChannel is null || GeneratorChannel == (byte)(record.Generator.Raw >> 8))
        && (SensorType is null || SensorType == record.SensorType)
        && (SensorNumber is null || SensorNumber == record.SensorNumber)
        && (EventTrigger is null || EventTrigger == record.Bytes[12])
        && (OffsetMask >> record.Offset & 1) != 0
        && Data1.Matches(record.Data1) && Data2.Matches(record.Data2) && Data3.Matches(record.Data3);

    private static byte? Value(byte raw) => raw == AnyValue ? null : raw;
}
