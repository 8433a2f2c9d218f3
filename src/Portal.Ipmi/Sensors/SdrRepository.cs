using System.Buffers.Binary;

namespace Portal.Ipmi.Sensors;

/// <summary>Every sensor data record of a BMC, and the sensors they describe. Immutable; BMCs with equal records may share one.</summary>
public sealed class SdrRepository
{
    private const int MaxSensors = 8192;

    private SdrRepository(SdrStamp stamp, ReadOnlyMemory<byte> serialized, IReadOnlyList<SdrRecord> records, IReadOnlyList<Sensor> sensors, IReadOnlyList<string> remarks, bool isComplete)
    {
        Stamp = stamp;
        IsComplete = isComplete;
        Serialized = serialized;
        Records = records;
        Sensors = sensors;
        Remarks = remarks;
    }

    /// <summary>The state that the records had when they were read.</summary>
    public SdrStamp Stamp { get; }

    /// <summary>All records there are; false when the BMC stopped answering on the way. Only complete ones are worth keeping.</summary>
    public bool IsComplete { get; }

    /// <summary>All records, in the BMC's order.</summary>
    public IReadOnlyList<SdrRecord> Records { get; }

    /// <summary>All sensors, in the BMC's order, those that share a record each by itself.</summary>
    public IReadOnlyList<Sensor> Sensors { get; }

    /// <summary>What was wrong with the records and was lived with, a sentence each.</summary>
    public IReadOnlyList<string> Remarks { get; }

    /// <summary>The records as they came, each with its length before it in two bytes: what a cache keeps.</summary>
    public ReadOnlyMemory<byte> Serialized { get; }

    /// <summary>The sensors with this name; several may have it.</summary>
    public IEnumerable<Sensor> Find(string name)
    {
        foreach (var sensor in Sensors)
        {
            if (string.Equals(sensor.Name, name, StringComparison.OrdinalIgnoreCase))
                yield return sensor;
        }
    }

    /// <summary>Makes a repository of records, header included. A record that cannot be understood stays as an <see cref="UnknownSdrRecord"/>.</summary>
    public static SdrRepository Create(SdrStamp stamp, IReadOnlyList<ReadOnlyMemory<byte>> records, IReadOnlyList<string>? remarks = null, bool isComplete = true)
    {
        ArgumentNullException.ThrowIfNull(records);
        var parsed = new List<SdrRecord>(records.Count);
        var sensors = new List<Sensor>(records.Count);
        var allRemarks = new List<string>(remarks ?? []);
        var size = 0;
        foreach (var bytes in records)
        {
            size += 2 + bytes.Length;
            var record = Parse(bytes.Span, allRemarks);
            if (record is null)
                continue;
            parsed.Add(record);
            if (record is not SensorRecord sensorRecord)
                continue;
            for (var i = 0; i < sensorRecord.Sharing.Count && sensors.Count < MaxSensors; i++)
                sensors.Add(new Sensor(sensorRecord, i, sensors.Count));
        }

        var serialized = new byte[size];
        var position = 0;
        foreach (var bytes in records)
        {
            BinaryPrimitives.WriteUInt16LittleEndian(serialized.AsSpan(position), (ushort)bytes.Length);
            bytes.Span.CopyTo(serialized.AsSpan(position + 2));
            position += 2 + bytes.Length;
        }

        return new SdrRepository(stamp, serialized, parsed, sensors, allRemarks, isComplete);
    }

    /// <summary>Reads what <see cref="Serialized"/> was; null when it is not that.</summary>
    internal static SdrRepository? Deserialize(SdrStamp stamp, ReadOnlySpan<byte> serialized)
    {
        var records = new List<ReadOnlyMemory<byte>>();
        while (serialized.Length >= 2)
        {
            var length = BinaryPrimitives.ReadUInt16LittleEndian(serialized);
            if (serialized.Length < 2 + length)
                return null;
            records.Add(serialized.Slice(2, length).ToArray());
            serialized = serialized[(2 + length)..];
        }

        return serialized.IsEmpty ? Create(stamp, records) : null;
    }

    private static SdrRecord? Parse(ReadOnlySpan<byte> bytes, List<string> remarks)
    {
        try
        {
            return SdrRecord.Parse(bytes);
        }
        catch (IpmiFormatException e)
        {
            if (bytes.Length < SdrHeader.Bytes)
            {
                remarks.Add($"A record of {bytes.Length} bytes is none.");
                return null;
            }

            var header = new SdrHeader(BinaryPrimitives.ReadUInt16LittleEndian(bytes), bytes[2], (SdrRecordType)bytes[3], bytes[4]);
            remarks.Add($"Record {header.RecordId:X4}h of type {bytes[3]:X2}h cannot be read: {e.Message}");
            return new UnknownSdrRecord(header, bytes[SdrHeader.Bytes..].ToArray());
        }
    }
}
