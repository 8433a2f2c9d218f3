using System.Buffers.Binary;

namespace Portal.Ipmi.Events.Alerting;

/// <summary>
/// A Platform Event Trap: an event as an SNMP trap, as BMCs and ASF network cards send it. IPMI 2.0 §17.16, "IPMI Platform Event Trap Format
/// Specification v1.0", ASF 2.0 §3.1. Decoding is a pure function of the trap's fields.
/// </summary>
public sealed record PlatformEventTrap
{
    /// <summary>Enterprise of PET 1.0 in the trap; the variable binding is this with <c>.1</c> behind it.</summary>
    public const string EnterpriseOid = "1.3.6.1.4.1.3183.1.1";

    /// <summary>Octets before the OEM fields.</summary>
    public const int FixedLength = 46;

    private const int MaxLength = FixedLength + 64;
    private const uint UnspecifiedTime = 0;
    private const short UnspecifiedOffset = -1;
    private static readonly DateTime s_epoch = new(1998, 1, 1);

    /// <summary>What the sensor watches, from the specific trap.</summary>
    public required SensorType SensorType { get; init; }

    /// <summary>What the offset counts in, from the specific trap.</summary>
    public required EventReadingType EventType { get; init; }

    /// <summary>Offset, from the specific trap.</summary>
    public required byte Offset { get; init; }

    /// <summary>The condition ended, from the specific trap.</summary>
    public required bool IsDeassertion { get; init; }

    /// <summary>GUID of the system; 16 bytes as they came.</summary>
    public required ReadOnlyMemory<byte> Guid { get; init; }

    /// <summary>Counts traps; a repetition has the same.</summary>
    public required ushort SequenceNumber { get; init; }

    /// <summary>Seconds since 1998-01-01 00:00 in the BMC's time; 0: unspecified.</summary>
    public required uint LocalTimestamp { get; init; }

    /// <summary>Minutes from UTC to the BMC's time; null when unspecified.</summary>
    public required short? UtcOffsetMinutes { get; init; }

    /// <summary>Class of what sent the trap; 20h to 27h is IPMI.</summary>
    public required byte TrapSource { get; init; }

    /// <summary>Class of what found the event; 20h IPMI by itself, 21h system software through it, 68h ASF.</summary>
    public required byte EventSource { get; init; }

    /// <summary>How bad the sender says it is.</summary>
    public required EventFilterSeverity Severity { get; init; }

    /// <summary>Slave address or software id of the generator.</summary>
    public required byte SensorDevice { get; init; }

    /// <summary>Number of the sensor.</summary>
    public required byte SensorNumber { get; init; }

    /// <summary>What the sensor belongs to.</summary>
    public required EntityId Entity { get; init; }

    /// <summary>Which one of the entity.</summary>
    public required byte EntityInstance { get; init; }

    /// <summary>Event data 1.</summary>
    public required byte EventData1 { get; init; }

    /// <summary>Event data 2.</summary>
    public required byte EventData2 { get; init; }

    /// <summary>Event data 3.</summary>
    public required byte EventData3 { get; init; }

    /// <summary>Language of the OEM fields, as in FRU inventories; FFh: unspecified.</summary>
    public required byte LanguageCode { get; init; }

    /// <summary>IANA enterprise number of the system's manufacturer.</summary>
    public required uint ManufacturerId { get; init; }

    /// <summary>The manufacturer's number of the system.</summary>
    public required ushort SystemId { get; init; }

    /// <summary>What the manufacturer and the alert string add.</summary>
    public IReadOnlyList<PetCustomField> CustomFields { get; init; } = [];

    /// <summary>When the BMC says it happened; with offset 0 when the BMC does not tell its offset to UTC. Null when unspecified.</summary>
    public DateTimeOffset? Time
    {
        get
        {
            if (LocalTimestamp == UnspecifiedTime)
                return null;
            const int maxOffset = 840;
            var offset = UtcOffsetMinutes is { } minutes && Math.Abs((int)minutes) <= maxOffset ? TimeSpan.FromMinutes(minutes) : TimeSpan.Zero;
            return new DateTimeOffset(s_epoch.AddSeconds(LocalTimestamp), offset);
        }
    }

    /// <summary>The alert string that came with the trap, if one did.</summary>
    public string? AlertText
    {
        get
        {
            foreach (var custom in CustomFields)
            {
                if (custom.Kind == PetCustomFieldKind.AlertString)
                    return custom.Text;
            }

            return null;
        }
    }

    /// <summary>Whether a trap's enterprise is PET's: <c>1.3.6.1.4.1.3183.1.1</c>, with or without a dot in front or versions behind.</summary>
    public static bool IsPet(string enterpriseOid)
    {
        var oid = enterpriseOid.AsSpan();
        if (oid.StartsWith("."))
            oid = oid[1..];
        return oid.StartsWith(EnterpriseOid) && (oid.Length == EnterpriseOid.Length || oid[EnterpriseOid.Length] == '.');
    }

    /// <summary>Decodes a trap from the fields of an SNMP version 1 trap with generic trap 6.</summary>
    /// <param name="enterpriseOid">Enterprise, in dotted form.</param>
    /// <param name="specificTrap">Specific trap; of an SNMP version 2 notification the last number of <c>snmpTrapOID</c>.</param>
    /// <param name="variable">Octets of the first variable binding.</param>
    /// <exception cref="IpmiFormatException">Not a Platform Event Trap.</exception>
    public static PlatformEventTrap Parse(string enterpriseOid, uint specificTrap, ReadOnlySpan<byte> variable)
    {
        if (!IsPet(enterpriseOid))
            throw new IpmiFormatException($"Expected a trap of enterprise {EnterpriseOid}.");
        if (variable.Length < FixedLength)
            throw new IpmiFormatException($"Expected at least {FixedLength} octets of a platform event trap, but there are {variable.Length}.");
        /*  specific trap: [23:16] sensor type, [15:8] event type, [7] deassertion, [3:0] offset
            octets, most significant first:
            1-16   GUID                        29     sensor number
            17-18  sequence number             30     entity
            19-22  local timestamp             31     entity instance
            23-24  UTC offset                  32-39  event data 1 to 8
            25     trap source type            40     language
            26     event source type           41-44  manufacturer id
            27     event severity              45-46  system id
            28     sensor device               47-    OEM fields  */
        var offset = BinaryPrimitives.ReadInt16BigEndian(variable[22..]);
        return new PlatformEventTrap
        {
            SensorType = (SensorType)(byte)(specificTrap >> 16),
            EventType = (EventReadingType)(byte)(specificTrap >> 8),
            IsDeassertion = (specificTrap & 0x80) != 0,
            Offset = (byte)(specificTrap & 0x0F),
            Guid = variable[..16].ToArray(),
            SequenceNumber = BinaryPrimitives.ReadUInt16BigEndian(variable[16..]),
            LocalTimestamp = BinaryPrimitives.ReadUInt32BigEndian(variable[18..]),
            UtcOffsetMinutes = offset == UnspecifiedOffset ? null : offset,
            TrapSource = variable[24],
            EventSource = variable[25],
            Severity = (EventFilterSeverity)variable[26],
            SensorDevice = variable[27],
            SensorNumber = variable[28],
            Entity = (EntityId)variable[29],
            EntityInstance = variable[30],
            EventData1 = variable[31],
            EventData2 = variable[32],
            EventData3 = variable[33],
            LanguageCode = variable[39],
            ManufacturerId = BinaryPrimitives.ReadUInt32BigEndian(variable[40..]),
            SystemId = BinaryPrimitives.ReadUInt16BigEndian(variable[44..]),
            CustomFields = PetCustomField.ParseAll(variable[FixedLength..Math.Min(variable.Length, MaxLength)]),
        };
    }

    /// <summary>The log record that the event would be, with record id 0.</summary>
    public SystemEventRecord ToRecord()
    {
        // The record's clock counts from 1970.
        var seconds = LocalTimestamp == UnspecifiedTime ? uint.MaxValue : (uint)Math.Min(uint.MaxValue, LocalTimestamp + (ulong)(s_epoch - DateTime.UnixEpoch).TotalSeconds);
        // An ASF device leaves event data out; the offset is in the specific trap all the same.
        var data1 = (EventData1 & 0x0F) == Offset ? EventData1 : (byte)((EventData1 & 0xF0) | Offset);
        return (SystemEventRecord)SelRecord.Parse(
        [
            0, 0, 0x02, (byte)seconds, (byte)(seconds >> 8), (byte)(seconds >> 16), (byte)(seconds >> 24), SensorDevice, 0, PlatformEvent.MessageRevision,
            (byte)SensorType, SensorNumber, (byte)((IsDeassertion ? 0x80 : 0) | ((byte)EventType & 0x7F)), data1, EventData2, EventData3,
        ]);
    }

    /// <summary>The event in words. The trap's own manufacturer chooses the OEM decoder unless the context names one.</summary>
    public EventDescription Describe(EventContext context) =>
        EventDescription.Of(ToRecord(), context.ManufacturerId != 0 ? context : context with { ManufacturerId = (int)ManufacturerId, ProductId = SystemId });

    /// <summary>Who sent the trap or found the event, in words, PET 1.0 table 3.</summary>
    public static string DescribeSource(byte source) => source switch
    {
        <= 0x07 => "platform firmware",
        <= 0x0F => "SMI handler",
        <= 0x17 => "system management software",
        <= 0x1F => "alert ASIC",
        <= 0x27 => "IPMI",
        <= 0x2F => "BIOS vendor",
        <= 0x37 => "system board set vendor",
        <= 0x3F => "system integrator",
        <= 0x47 => "third-party add-in",
        <= 0x4F => "operating system vendor",
        <= 0x57 => "network card",
        <= 0x5F => "system management card",
        0x68 => "ASF",
        _ => $"source {source:X2}h",
    };
}
