using System.Buffers.Binary;
using Portal.BmcSim.Rmcp;
using Portal.BmcSim.Sensors;

namespace Portal.BmcSim.Commands;

/// <summary>The SDR repository, IPMI 2.0 §33, and the same records as device SDRs, §35.2 to §35.4.</summary>
internal static class SdrCommands
{
    private const byte Storage = 0x0A;
    private const byte SensorEvent = 0x04;
    private const byte Reserve = 0x22;
    private const ushort Last = 0xFFFF;
    private const byte Whole = 0xFF;

    public static CommandEntry[] Commands =>
    [
        new(Storage, 0x20, CommandEntry.User, 0, Repository(GetInfo)),
        new(Storage, 0x21, CommandEntry.User, 0, Repository(GetAllocation)),
        new(Storage, Reserve, CommandEntry.User, 0, Repository(ReserveRepository)),
        new(Storage, 0x23, CommandEntry.User, 6, Repository(GetRepositoryRecord)),
        new(Storage, 0x24, CommandEntry.Operator, 5, Repository(Add)),
        new(Storage, 0x25, CommandEntry.Operator, 6, Repository(PartialAdd)),
        new(Storage, 0x26, CommandEntry.Operator, 4, Repository(Delete)),
        new(Storage, 0x27, CommandEntry.Operator, 6, Repository(Clear)),
        new(Storage, 0x28, CommandEntry.User, 0, Repository(GetTime)),
        new(Storage, 0x29, CommandEntry.Operator, 4, Repository(SetTime)),
        new(Storage, 0x2A, CommandEntry.Operator, 0, Repository(Nothing)),
        new(Storage, 0x2B, CommandEntry.Operator, 0, Repository(Nothing)),
        new(Storage, 0x2C, CommandEntry.Operator, 1, Repository(RunInitializationAgent)),
        new(SensorEvent, 0x20, CommandEntry.User, 0, Device(GetDeviceInfo)),
        new(SensorEvent, 0x21, CommandEntry.User, 6, Device(GetDeviceRecord)),
        new(SensorEvent, Reserve, CommandEntry.User, 0, Device(ReserveRepository)),
    ];

    private static CommandHandler Repository(CommandHandler handler) => (Controller bmc, SimSession? session, ReadOnlySpan<byte> data, ref ReplyWriter reply) =>
        bmc.Options.Hardware.HasSdrRepository ? handler(bmc, session, data, ref reply) : Completion.InvalidCommand;

    private static CommandHandler Device(CommandHandler handler) => (Controller bmc, SimSession? session, ReadOnlySpan<byte> data, ref ReplyWriter reply) =>
        bmc.Options.Hardware.HasDeviceSdrs ? handler(bmc, session, data, ref reply) : Completion.InvalidCommand;

    // §33.9. Answer: version, records (2), free space (2), last addition (4), last erase (4), operations.
    private static byte GetInfo(Controller bmc, SimSession? session, ReadOnlySpan<byte> data, ref ReplyWriter reply)
    {
        const byte nonModalDeletePartialAddReserveAllocation = 0x2F;
        var panel = bmc.Sensors;
        reply.Byte(0x51);
        reply.UInt16(panel.Records.Count + bmc.Faults.SdrCountOffset);
        reply.UInt16(FreeUnits(panel) * UnitBytes);
        reply.UInt32(panel.LastAddition);
        reply.UInt32(panel.LastErase);
        reply.Byte(nonModalDeletePartialAddReserveAllocation);
        return Completion.Ok;
    }

    private const int Units = 1024;
    private const int UnitBytes = 32;

    // §33.10. Answer: units (2), their size (2), free ones (2), largest free block (2), largest record.
    private static byte GetAllocation(Controller bmc, SimSession? session, ReadOnlySpan<byte> data, ref ReplyWriter reply)
    {
        var free = FreeUnits(bmc.Sensors);
        reply.UInt16(Units);
        reply.UInt16(UnitBytes);
        reply.UInt16(free);
        reply.UInt16(free);
        reply.Byte(8);
        return Completion.Ok;
    }

    private static int FreeUnits(SensorPanel panel) => Math.Max(0, Units - panel.Records.Sum(record => (record.Length + UnitBytes - 1) / UnitBytes));

    // §33.11. Answer: reservation id (2).
    private static byte ReserveRepository(Controller bmc, SimSession? session, ReadOnlySpan<byte> data, ref ReplyWriter reply)
    {
        var panel = bmc.Sensors;
        panel.Reservation = (ushort)(panel.NextReservation == ushort.MaxValue ? 1 : panel.NextReservation + 1);
        panel.NextReservation = panel.Reservation;
        reply.UInt16(panel.Reservation);
        return Completion.Ok;
    }

    private static byte GetRepositoryRecord(Controller bmc, SimSession? session, ReadOnlySpan<byte> data, ref ReplyWriter reply) => GetRecord(bmc, data, Storage, ref reply);

    private static byte GetDeviceRecord(Controller bmc, SimSession? session, ReadOnlySpan<byte> data, ref ReplyWriter reply) => GetRecord(bmc, data, SensorEvent, ref reply);

    // §33.12. Request: reservation (2), record (2), offset, count. Answer: next record (2), data.
    private static byte GetRecord(Controller bmc, ReadOnlySpan<byte> data, byte netFn, ref ReplyWriter reply)
    {
        var faults = bmc.Faults;
        var panel = bmc.Sensors;
        var id = BinaryPrimitives.ReadUInt16LittleEndian(data[2..]);
        var (offset, count) = (data[4], data[5]);
        if (Find(panel, id, faults.SdrChain) is not { } index)
            return Completion.NotPresent;
        var record = panel.Records[index];
        if (index == panel.Records.Count - 1 && faults.SdrLastRecordCode is { } lastCode)
            return lastCode;
        if (offset > record.Length)
            return Completion.ParameterOutOfRange;

        if (offset > 0 && !IsReserved(bmc, netFn, BinaryPrimitives.ReadUInt16LittleEndian(data)))
            return Completion.ReservationCancelled;
        var length = Math.Min(count == Whole ? int.MaxValue : count, record.Length - offset);
        if ((count == Whole ? record.Length : count) > faults.SdrMaxBytes || length > reply.Room - 2)
        {
            bmc.Unanswered |= faults.SdrTooLongUnanswered;
            return faults.SdrTooLongCode;
        }

        reply.UInt16(Next(panel, index, id, faults.SdrChain));
        if (count != Whole || faults.SdrMissingBytes == 0)
        {
            reply.Bytes(record.AsSpan(offset, length));
            return Completion.Ok;
        }

        reply.Bytes(record.AsSpan(offset, Math.Min(length, Math.Max(0, length - faults.SdrMissingBytes))));
        for (var excess = faults.SdrMissingBytes; excess < 0; excess++)
            reply.Byte(0x5A);
        return Completion.Ok;
    }

    private static int? Find(SensorPanel panel, ushort id, SimSdrChain chain)
    {
        var records = panel.Records;
        if (records.Count == 0)
            return null;
        if (id == 0)
            return 0;
        var last = records.Count - 1;
        if (id == Last)
            return last;
        for (var i = 0; i < records.Count; i++)
        {
            if (SensorPanel.IdOf(records[i]) == id)
                return i;
        }

        return chain == SimSdrChain.Endless && id > SensorPanel.IdOf(records[last]) ? last : null;
    }

    private static int Next(SensorPanel panel, int index, ushort id, SimSdrChain chain)
    {
        var records = panel.Records;
        if (index < records.Count - 1)
            return SensorPanel.IdOf(records[index + 1]);
        return chain switch
        {
            SimSdrChain.Loop => SensorPanel.IdOf(records[0]),
            SimSdrChain.Self => SensorPanel.IdOf(records[index]),
            SimSdrChain.Endless => id + 1,
            SimSdrChain.Torn => 0xEEEE,
            _ => Last,
        };
    }

    // A BMC that does not know the command for reservations does not ask for one.
    private static bool IsReserved(Controller bmc, byte netFn, ushort reservation)
    {
        var panel = bmc.Sensors;
        var every = bmc.Faults.SdrCancelEvery;
        if (every > 0 && ++panel.PartialReads % every == 0)
            panel.Reservation = 0;
        return bmc.Faults.CompletionCodes.ContainsKey((netFn, Reserve)) || (reservation != 0 && reservation == panel.Reservation);
    }

    // §33.13. Request: the record. Answer: its id (2).
    private static byte Add(Controller bmc, SimSession? session, ReadOnlySpan<byte> data, ref ReplyWriter reply)
    {
        if (data.Length != data[4] + 5)
            return Completion.InvalidLength;
        reply.UInt16(bmc.Sensors.Add(data));
        return Completion.Ok;
    }

    // §33.14. Request: reservation (2), record (2), offset, [3:0] 1 for the last part, data. Answer: id (2).
    private static byte PartialAdd(Controller bmc, SimSession? session, ReadOnlySpan<byte> data, ref ReplyWriter reply)
    {
        const byte lengthMismatch = 0x80;
        var panel = bmc.Sensors;
        if (!IsReserved(bmc, Storage, BinaryPrimitives.ReadUInt16LittleEndian(data)))
            return Completion.ReservationCancelled;
        if (data[4] == 0)
            panel.Partial = [];
        if (panel.Partial is not { } partial || partial.Count != data[4])
            return Completion.ParameterOutOfRange;
        partial.AddRange(data[6..]);
        if ((data[5] & 0x0F) == 0)
        {
            reply.UInt16(panel.Records.Count == 0 ? 1 : SensorPanel.IdOf(panel.Records[^1]) + 1);
            return Completion.Ok;
        }

        panel.Partial = null;
        if (partial.Count < 5 || partial.Count != partial[4] + 5)
            return lengthMismatch;
        reply.UInt16(panel.Add([.. partial]));
        return Completion.Ok;
    }

    // §33.15. Request: reservation (2), record (2). Answer: id (2).
    private static byte Delete(Controller bmc, SimSession? session, ReadOnlySpan<byte> data, ref ReplyWriter reply)
    {
        var id = BinaryPrimitives.ReadUInt16LittleEndian(data[2..]);
        if (!IsReserved(bmc, Storage, BinaryPrimitives.ReadUInt16LittleEndian(data)))
            return Completion.ReservationCancelled;
        if (!bmc.Sensors.Delete(id))
            return Completion.NotPresent;
        reply.UInt16(id);
        return Completion.Ok;
    }

    // §33.16. Request: reservation (2), "CLR", AAh erase or 00h status. Answer: 1 when erased.
    private static byte Clear(Controller bmc, SimSession? session, ReadOnlySpan<byte> data, ref ReplyWriter reply)
    {
        const byte erase = 0xAA;
        if (!IsReserved(bmc, Storage, BinaryPrimitives.ReadUInt16LittleEndian(data)))
            return Completion.ReservationCancelled;
        if (!data[2..5].SequenceEqual("CLR"u8))
            return Completion.InvalidField;
        if (data[5] == erase)
            bmc.Sensors.Clear();
        reply.Byte(1);
        return Completion.Ok;
    }

    // §33.17. Answer: seconds since 1970 (4).
    private static byte GetTime(Controller bmc, SimSession? session, ReadOnlySpan<byte> data, ref ReplyWriter reply)
    {
        reply.UInt32(bmc.Sensors.Now);
        return Completion.Ok;
    }

    // §33.18. Request: seconds since 1970 (4).
    private static byte SetTime(Controller bmc, SimSession? session, ReadOnlySpan<byte> data, ref ReplyWriter reply)
    {
        bmc.Sensors.SetTime(BinaryPrimitives.ReadUInt32LittleEndian(data));
        return Completion.Ok;
    }

    // §33.19 and §33.20: the repository is non-modal, records may be added at any time.
    private static byte Nothing(Controller bmc, SimSession? session, ReadOnlySpan<byte> data, ref ReplyWriter reply) => Completion.Ok;

    // §33.21. Answer: 1 when done.
    private static byte RunInitializationAgent(Controller bmc, SimSession? session, ReadOnlySpan<byte> data, ref ReplyWriter reply)
    {
        reply.Byte(1);
        return Completion.Ok;
    }

    // §35.2. Request: 1 for the number of records, else of sensors on this LUN. Answer: number, [3:0] LUNs with sensors.
    private static byte GetDeviceInfo(Controller bmc, SimSession? session, ReadOnlySpan<byte> data, ref ReplyWriter reply)
    {
        var panel = bmc.Sensors;
        var luns = 0;
        var sensors = 0;
        foreach (var key in panel.Sensors.Keys)
        {
            luns |= 1 << key.Lun;
            sensors += key.Lun == bmc.RequestLun ? 1 : 0;
        }

        reply.Byte(data is [0x01, ..] ? panel.Records.Count : sensors);
        reply.Byte(luns);
        return Completion.Ok;
    }
}
