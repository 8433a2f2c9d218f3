using System.Buffers.Binary;
using System.Globalization;

namespace Portal.BmcSim.Hardware.Profiles;

/// <summary>Puts log records together in a line each. Times are minutes after the one before; sensors are those of the profile, by name.</summary>
internal sealed class EventKit(IReadOnlyList<SimSensor> sensors, string start)
{
    private const byte SystemEvent = 0x02;
    private const byte NoData = 0xFF;
    private readonly List<byte[]> _records = [];
    private long _time = DateTimeOffset.Parse(start, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal).ToUnixTimeSeconds();

    public IReadOnlyList<byte[]> Records => _records;

    /// <summary>Minutes pass.</summary>
    public EventKit After(double minutes)
    {
        _time += (long)(minutes * 60);
        return this;
    }

    /// <summary>The clock had not been set: seconds since start.</summary>
    public EventKit BeforeClock(uint seconds)
    {
        _time = seconds;
        return this;
    }

    /// <summary>From now on the clock is right.</summary>
    public EventKit At(string time)
    {
        _time = DateTimeOffset.Parse(time, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal).ToUnixTimeSeconds();
        return this;
    }

    /// <summary>An event of a sensor of the profile; the first of its name.</summary>
    public EventKit Event(string sensor, int data1, int data2 = NoData, int data3 = NoData, bool deassert = false, int share = 0)
    {
        var found = sensors.First(s => s.Name.TrimEnd() == sensor.TrimEnd());
        return Add((ushort)(found.Owner | (found.Lun << 8)), found.Type, (byte)(found.Number + share), found.ReadingType, data1, data2, data3, deassert);
    }

    /// <summary>A threshold event with the reading that triggered it and the threshold.</summary>
    public EventKit Crossed(string sensor, int offset, int reading, int threshold, bool deassert = false) => Event(sensor, 0x50 | offset, reading, threshold, deassert);

    /// <summary>An event of something without a sensor record, such as firmware or system software.</summary>
    public EventKit From(ushort generator, byte sensorType, byte number, byte eventType, int data1, int data2 = NoData, int data3 = NoData, bool deassert = false, byte revision = 0x04) =>
        Add(generator, sensorType, number, eventType, data1, data2, data3, deassert, revision);

    /// <summary>An OEM record with time.</summary>
    public EventKit Oem(byte type, int manufacturer, params byte[] data)
    {
        var record = NewRecord(type);
        record[7] = (byte)manufacturer;
        record[8] = (byte)(manufacturer >> 8);
        record[9] = (byte)(manufacturer >> 16);
        data.CopyTo(record.AsSpan(10));
        return Add(record);
    }

    /// <summary>An OEM record without time.</summary>
    public EventKit OemWithoutTime(byte type, params byte[] data)
    {
        var record = NewRecord(type);
        data.CopyTo(record.AsSpan(3));
        return Add(record);
    }

    private EventKit Add(ushort generator, byte sensorType, byte number, byte eventType, int data1, int data2, int data3, bool deassert, byte revision = 0x04)
    {
        var record = NewRecord(SystemEvent);
        BinaryPrimitives.WriteUInt16LittleEndian(record.AsSpan(7), generator);
        record[9] = revision;
        record[10] = sensorType;
        record[11] = number;
        record[12] = (byte)(eventType | (deassert ? 0x80 : 0));
        record[13] = (byte)data1;
        record[14] = (byte)data2;
        record[15] = (byte)data3;
        return Add(record);
    }

    private byte[] NewRecord(byte type)
    {
        var record = new byte[16];
        record[2] = type;
        BinaryPrimitives.WriteUInt32LittleEndian(record.AsSpan(3), (uint)_time);
        return record;
    }

    private EventKit Add(byte[] record)
    {
        _records.Add(record);
        return this;
    }
}
