using System.Buffers.Binary;
using Portal.Ipmi.Inventory.Records;
using Portal.Ipmi.Wire;

namespace Portal.Ipmi.Inventory;

/// <content>The MultiRecord area.</content>
internal ref partial struct FruParser
{
    public const int RecordHeaderLength = 5;
    public const int MaxRecords = 256;

    private static ReadOnlySpan<short> CombinedVoltages => [12_000, -12_000, 5_000, 3_300];

    private readonly List<FruRecord> ParseRecords()
    {
        var records = new List<FruRecord>();
        var position = _layout[FruArea.MultiRecord];
        if (position == 0)
            return records;
        while (true)
        {
            if (position + RecordHeaderLength > _image.Length)
            {
                Remark(FruRemarkKind.PastEnd, FruArea.MultiRecord, $"A record begins at {position}, but the device has {_image.Length} bytes.");
                return records;
            }

            /*  1   record type
                2   [7] end of list, [3:0] format version
                3   length of the data
                4   checksum of the data
                5   checksum of this header  */
            var header = _image.Slice(position, RecordHeaderLength);
            if (FruLayout.IsBlank(header))
            {
                Remark(FruRemarkKind.Filler, FruArea.MultiRecord, "The list of records is not closed: a header is filled with one byte.");
                return records;
            }

            position += RecordHeaderLength;
            var length = Math.Min(header[2], _image.Length - position);
            if (length < header[2])
                Remark(FruRemarkKind.PastEnd, FruArea.MultiRecord, $"A record ends at {position + header[2]}, but the device has {_image.Length} bytes.");
            var data = _image.Slice(position, length);
            var sumsUp = length == header[2] && Checksum.Of(data) == header[3];
            if (Checksum.Of(header) != 0)
            {
                Remark(FruRemarkKind.Checksum, FruArea.MultiRecord, $"The header of record {records.Count + 1} has a wrong checksum.");
                // Its length may be what is wrong: only data that sums up shows that it is not.
                if (!sumsUp)
                    return records;
            }
            else if (!sumsUp && length == header[2])
            {
                Remark(FruRemarkKind.Checksum, FruArea.MultiRecord, $"The data of record {records.Count + 1} has a wrong checksum.");
            }

            records.Add(ParseRecord(header, data));
            position += length;
            if ((header[1] & 0x80) != 0)
                return records;
            if (records.Count == MaxRecords)
            {
                Remark(FruRemarkKind.TooManyRecords, FruArea.MultiRecord, $"The list of records goes on after {MaxRecords}.");
                return records;
            }
        }
    }

    private readonly FruRecord ParseRecord(ReadOnlySpan<byte> header, ReadOnlySpan<byte> data)
    {
        var (type, version, bytes) = (header[0], (byte)(header[1] & 0x0F), data.ToArray());
        var shortest = type switch
        {
            0x00 => FruPowerSupplyRecord.Length,
            0x01 or 0x09 => FruDcOutputRecord.Length,
            0x02 or 0x0A => FruDcLoadRecord.Length,
            0x03 => 1,
            0x04 or 0x05 => FruCompatibilityRecord.Length,
            >= 0xC0 => FruOemRecord.Length,
            _ => 0,
        };
        if (data.Length < shortest)
        {
            Remark(FruRemarkKind.RecordTooShort, FruArea.MultiRecord, $"A record of type {type:X2}h has {data.Length} bytes instead of {shortest}.");
            return new FruRecord { Type = type, Version = version, Data = bytes };
        }

        return type switch
        {
            0x00 => ParsePowerSupply(version, data, bytes),
            0x01 or 0x09 => ParseDcOutput(type, version, data, bytes),
            0x02 or 0x0A => ParseDcLoad(type, version, data, bytes),
            0x03 => ParseManagementAccess(version, data, bytes),
            0x04 or 0x05 => ParseCompatibility(type, version, data, bytes),
            >= 0xC0 => new FruOemRecord { Type = type, Version = version, Data = bytes, ManufacturerId = UInt24(data), OemData = bytes.AsMemory(3) },
            _ => new FruRecord { Type = type, Version = version, Data = bytes },
        };
    }

    private static FruPowerSupplyRecord ParsePowerSupply(byte version, ReadOnlySpan<byte> data, byte[] bytes)
    {
        /*  0-1   [11:0] overall capacity
            2-3   peak VA, FFFFh unspecified
            4     inrush current, FFh unspecified
            5     inrush interval
            6-13  low and high end of input voltage ranges 1 and 2, 10 mV
            14-15 low and high end of the input frequency
            16    dropout tolerance
            17    flags
            18-19 [15:12] seconds of peak wattage, [11:0] peak wattage, FFFh unspecified
            20    [7:4] and [3:0] combined voltages
            21-22 combined wattage
            23    lower threshold of predictive failure  */
        var peak = UInt16(data, 18);
        var combined = UInt16(data, 21);
        var (first, second) = (data[20] >> 4, data[20] & 0x0F);
        return new FruPowerSupplyRecord
        {
            Type = 0x00,
            Version = version,
            Data = bytes,
            CapacityWatts = UInt16(data, 0) & 0x0FFF,
            PeakVoltAmperes = UInt16(data, 2) is var va && va == 0xFFFF ? null : va,
            InrushAmperes = data[4] == 0xFF ? null : data[4],
            InrushMilliseconds = data[5],
            InputMillivolts1 = new FruRange(Int16(data, 6) * 10, Int16(data, 8) * 10),
            InputMillivolts2 = new FruRange(Int16(data, 10) * 10, Int16(data, 12) * 10),
            InputHertz = new FruRange(data[14], data[15]),
            DropoutMilliseconds = data[16],
            PredictsFailure = (data[17] & 0x01) != 0,
            CorrectsPowerFactor = (data[17] & 0x02) != 0,
            Autoswitch = (data[17] & 0x04) != 0,
            HotSwap = (data[17] & 0x08) != 0,
            TwoPulsesOrFailsLow = (data[17] & 0x10) != 0,
            PeakWatts = (peak & 0x0FFF) == 0x0FFF ? null : peak & 0x0FFF,
            PeakSeconds = peak >> 12,
            CombinedMillivolts = combined == 0 || first >= CombinedVoltages.Length || second >= CombinedVoltages.Length
                ? null
                : new FruRange(CombinedVoltages[first], CombinedVoltages[second]),
            CombinedWatts = combined,
            FailureRotationsPerSecond = data[23],
        };
    }

    private static FruDcOutputRecord ParseDcOutput(byte type, byte version, ReadOnlySpan<byte> data, byte[] bytes)
    {
        /*  0     [7] standby, [4] extended: current unit, [3:0] output number
            1-6   nominal voltage, negative and positive deviation, 10 mV, signed
            7-8   ripple and noise, mV
            9-12  minimum and maximum current, mA; extended: 10 or 100 mA  */
        var unit = CurrentUnit(type == 0x09, data[0]);
        return new FruDcOutputRecord
        {
            Type = type,
            Version = version,
            Data = bytes,
            Output = data[0] & 0x0F,
            Standby = (data[0] & 0x80) != 0,
            NominalMillivolts = Int16(data, 1) * 10,
            NegativeDeviationMillivolts = Int16(data, 3) * 10,
            PositiveDeviationMillivolts = Int16(data, 5) * 10,
            RippleMillivolts = UInt16(data, 7),
            MinimumMilliamperes = UInt16(data, 9) * unit,
            MaximumMilliamperes = UInt16(data, 11) * unit,
        };
    }

    private static FruDcLoadRecord ParseDcLoad(byte type, byte version, ReadOnlySpan<byte> data, byte[] bytes)
    {
        /*  0     [4] extended: current unit, [3:0] output number
            1-6   nominal, minimum and maximum voltage, 10 mV, signed
            7-8   ripple and noise, mV
            9-12  minimum and maximum current, mA; extended: 10 or 100 mA  */
        var unit = CurrentUnit(type == 0x0A, data[0]);
        return new FruDcLoadRecord
        {
            Type = type,
            Version = version,
            Data = bytes,
            Output = data[0] & 0x0F,
            NominalMillivolts = Int16(data, 1) * 10,
            MinimumMillivolts = Int16(data, 3) * 10,
            MaximumMillivolts = Int16(data, 5) * 10,
            RippleMillivolts = UInt16(data, 7),
            MinimumMilliamperes = UInt16(data, 9) * unit,
            MaximumMilliamperes = UInt16(data, 11) * unit,
        };
    }

    private static FruManagementAccessRecord ParseManagementAccess(byte version, ReadOnlySpan<byte> data, byte[] bytes)
    {
        /*  0     sub-record type
            1-N   string in Latin-1; the unique id is binary  */
        var kind = (FruManagementAccessKind)data[0];
        var isText = kind is >= FruManagementAccessKind.SystemUrl and <= FruManagementAccessKind.ComponentPingAddress;
        return new FruManagementAccessRecord
        {
            Type = 0x03,
            Version = version,
            Data = bytes,
            Kind = kind,
            Text = isText ? BmcText.FromLatin1(data[1..]) : Convert.ToHexString(data[1..]),
        };
    }

    private static FruCompatibilityRecord ParseCompatibility(byte type, byte version, ReadOnlySpan<byte> data, byte[] bytes)
    {
        /*  0-2   manufacturer id
            3     entity id
            4     compatibility base
            5     [6:0] code start
            6-N   masks: bit n of byte m adds code start + 8 m + n + 1  */
        const int highestCode = 0x7E;
        var start = data[5] & 0x7F;
        var codes = new List<int> { start };
        for (var code = start + 1; code <= highestCode && (code - start - 1) / 8 < data.Length - 6; code++)
        {
            if ((data[6 + ((code - start - 1) / 8)] >> ((code - start - 1) % 8) & 1) != 0)
                codes.Add(code);
        }

        return new FruCompatibilityRecord
        {
            Type = type,
            Version = version,
            Data = bytes,
            ManufacturerId = UInt24(data),
            EntityId = data[3],
            CompatibilityBase = data[4],
            Codes = codes,
        };
    }

    private static int CurrentUnit(bool extended, byte information) => !extended ? 1 : (information & 0x10) != 0 ? 100 : 10;

    private static int UInt16(ReadOnlySpan<byte> data, int offset) => BinaryPrimitives.ReadUInt16LittleEndian(data[offset..]);

    private static int Int16(ReadOnlySpan<byte> data, int offset) => BinaryPrimitives.ReadInt16LittleEndian(data[offset..]);

    private static int UInt24(ReadOnlySpan<byte> data) => data[0] | (data[1] << 8) | (data[2] << 16);
}
