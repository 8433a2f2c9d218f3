using System.Text;
using Portal.BmcSim.Hardware;

namespace Portal.BmcSim.Sensors;

/// <summary>Writes sensor data records, IPMI 2.0 §43, by hand: the client's decoder has no part in it.</summary>
internal static class SdrWriter
{
    private const byte Version = 0x51;
    private const int HeaderLength = 5;

    /// <summary>A record from its type, length and body.</summary>
    public static byte[] Wrap(ushort id, ReadOnlySpan<byte> typeLengthAndBody) =>
        [(byte)id, (byte)(id >> 8), Version, .. typeLengthAndBody];

    /// <summary>The record of a sensor, §43.1 to §43.3.</summary>
    public static byte[] Write(ushort id, SimSensor sensor)
    {
        var record = new List<byte> { (byte)id, (byte)(id >> 8), Version, (byte)sensor.Kind, 0, sensor.Owner, (byte)(sensor.Lun & 0x03), sensor.Number, sensor.Entity.Id, sensor.Entity.Instance };
        if (sensor.Kind == SimRecordKind.EventOnly)
        {
            record.AddRange([sensor.Type, sensor.ReadingType]);
            record.AddRange(Sharing(sensor));
            record.AddRange([0, 0]);
        }
        else
        {
            record.AddRange(Capabilities(sensor));
            record.AddRange([sensor.Type, sensor.ReadingType]);
            record.AddRange(sensor.ReadingType == SimSensor.Threshold ? ThresholdMasks(sensor) : StateMasks(sensor));
            record.AddRange([sensor.Units, sensor.BaseUnit, sensor.ModifierUnit]);
            if (sensor.Kind == SimRecordKind.Full)
                record.AddRange(Analog(sensor));
            else
                record.AddRange([.. Sharing(sensor), sensor.Hysteresis.Positive, sensor.Hysteresis.Negative, 0, 0, 0, 0]);
        }

        record.AddRange(Name(sensor.Name, sensor.NameEncoding));
        record[4] = (byte)(record.Count - HeaderLength);
        return [.. record];
    }

    /// <summary>A name with its type/length byte, §43.15.</summary>
    public static byte[] Name(string name, SimNameEncoding encoding) => encoding switch
    {
        SimNameEncoding.Unicode => [(byte)name.Length, .. Encoding.Unicode.GetBytes(name)],
        SimNameEncoding.BcdPlus => [(byte)(0x40 | name.Length), .. BcdPlus(name)],
        SimNameEncoding.SixBit => [(byte)(0x80 | name.Length), .. SixBit(name)],
        _ => [(byte)(0xC0 | name.Length), .. Encoding.Latin1.GetBytes(name)],
    };

    private static byte[] Capabilities(SimSensor sensor)
    {
        const byte initialiseAll = 0x7F;
        const byte autoRearm = 0x40;
        const byte hysteresisSettable = 0x20;
        var threshold = sensor.ReadingType == SimSensor.Threshold;
        var access = !threshold || sensor.Thresholds.Mask == 0 ? 0 : sensor.ThresholdsSettable && sensor.Kind == SimRecordKind.Full ? 0x08 : 0x04;
        return [initialiseAll, (byte)(autoRearm | (threshold ? hysteresisSettable : 0) | access)];
    }

    // Assertion events and lower thresholds compared; deassertion events and upper thresholds compared; settable and readable thresholds.
    private static byte[] ThresholdMasks(SimSensor sensor)
    {
        var mask = sensor.Thresholds.Mask;
        var events = EventMask(sensor);
        var lower = events | ((mask & 0x07) << 12);
        var upper = events | ((mask >> 3) << 12);
        var settable = sensor.ThresholdsSettable && sensor.Kind == SimRecordKind.Full ? mask : 0;
        return [(byte)lower, (byte)(lower >> 8), (byte)upper, (byte)(upper >> 8), mask, (byte)settable];
    }

    /// <summary>Events of a threshold sensor: lower thresholds when going low, upper ones when going high.</summary>
    internal static int EventMask(SimSensor sensor)
    {
        if (sensor.ReadingType != SimSensor.Threshold)
            return sensor.PossibleStates;
        var events = 0;
        for (var i = 0; i < 6; i++)
        {
            if (sensor.Thresholds[i] is not null)
                events |= 1 << ((i * 2) + (i < 3 ? 0 : 1));
        }

        return events;
    }

    private static byte[] StateMasks(SimSensor sensor)
    {
        var (low, high) = ((byte)sensor.PossibleStates, (byte)(sensor.PossibleStates >> 8));
        return [low, high, low, high, low, high];
    }

    private static byte[] Analog(SimSensor sensor)
    {
        var factors = sensor.FactorTable[0].Bytes();
        factors[4] |= (byte)(sensor.Direction & 0x03);
        var signed = sensor.IsSigned;
        var thresholds = sensor.Thresholds;
        return
        [
            sensor.Linearization, .. factors,
            (byte)(sensor.Normal is null ? 0 : 0x07), sensor.Normal?.Nominal ?? 0, sensor.Normal?.Maximum ?? 0, sensor.Normal?.Minimum ?? 0,
            signed ? (byte)0x7F : (byte)0xFF, signed ? (byte)0x80 : (byte)0x00,
            thresholds[5] ?? 0, thresholds[4] ?? 0, thresholds[3] ?? 0, thresholds[2] ?? 0, thresholds[1] ?? 0, thresholds[0] ?? 0,
            sensor.Hysteresis.Positive, sensor.Hysteresis.Negative, 0, 0, 0,
        ];
    }

    private static byte[] Sharing(SimSensor sensor) =>
    [
        (byte)((sensor.Direction << 6) | (sensor.ShareByLetters ? 0x10 : 0) | (sensor.ShareCount & 0x0F)),
        (byte)((sensor.ShareEntities ? 0x80 : 0) | (sensor.ShareOffset & 0x7F)),
    ];

    private static byte[] BcdPlus(string name)
    {
        const string digits = "0123456789 -.:,_";
        var bytes = new byte[(name.Length + 1) / 2];
        for (var i = 0; i < bytes.Length * 2; i++)
        {
            var digit = i < name.Length ? digits.IndexOf(name[i], StringComparison.Ordinal) : digits.IndexOf(' ', StringComparison.Ordinal);
            bytes[i / 2] |= (byte)(i % 2 == 0 ? digit << 4 : digit);
        }

        return bytes;
    }

    private static byte[] SixBit(string name)
    {
        var bytes = new byte[((name.Length * 6) + 7) / 8];
        for (var i = 0; i < name.Length; i++)
        {
            var value = (name[i] - ' ') & 0x3F;
            var bit = i * 6;
            bytes[bit / 8] |= (byte)(value << (bit % 8));
            if (bit % 8 > 2)
                bytes[(bit / 8) + 1] |= (byte)(value >> (8 - (bit % 8)));
        }

        return bytes;
    }
}
