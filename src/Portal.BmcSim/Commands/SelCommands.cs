using System.Buffers.Binary;
using Portal.BmcSim.Events;
using Portal.BmcSim.Rmcp;

namespace Portal.BmcSim.Commands;

/// <summary>The system event log, IPMI 2.0 §31.</summary>
internal static class SelCommands
{
    private const byte Storage = 0x0A;
    private const byte EraseInProgress = 0x81;
    private const byte RecordTypeNotSupported = 0x80;
    private const byte LengthMismatch = 0x80;
    private const byte OutOfSpace = 0xC4;
    private const byte Whole = 0xFF;

    public static CommandEntry[] Commands =>
    [
        new(Storage, 0x40, CommandEntry.User, 0, UnlessErasing(GetInfo)),
        new(Storage, 0x41, CommandEntry.User, 0, GetAllocation),
        new(Storage, 0x42, CommandEntry.User, 0, UnlessErasing(Reserve)),
        new(Storage, 0x43, CommandEntry.User, 6, UnlessErasing(Get)),
        new(Storage, 0x44, CommandEntry.Operator, EventLog.RecordLength, UnlessErasing(Add)),
        new(Storage, 0x45, CommandEntry.Operator, 6, UnlessErasing(PartialAdd)),
        new(Storage, 0x46, CommandEntry.Operator, 4, UnlessErasing(Delete)),
        new(Storage, 0x47, CommandEntry.Operator, 6, Clear),
        new(Storage, 0x48, CommandEntry.User, 0, GetTime),
        new(Storage, 0x49, CommandEntry.Operator, 4, SetTime),
        new(Storage, 0x5A, CommandEntry.User, 1, GetAuxiliaryStatus),
        new(Storage, 0x5C, CommandEntry.User, 0, GetUtcOffset),
        new(Storage, 0x5D, CommandEntry.Operator, 2, SetUtcOffset),
    ];

    private static CommandHandler UnlessErasing(CommandHandler handler) => (Controller bmc, SimSession? session, ReadOnlySpan<byte> data, ref ReplyWriter reply) =>
        bmc.EventLog.IsErasing ? EraseInProgress : handler(bmc, session, data, ref reply);

    // §31.2. Answer: version, entries (2), free bytes (2), last addition (4), last erase (4), operations and overflow.
    private static byte GetInfo(Controller bmc, SimSession? session, ReadOnlySpan<byte> data, ref ReplyWriter reply)
    {
        const byte partialAddReserveAllocation = 0x07;
        const byte delete = 0x08;
        const byte overflow = 0x80;
        var log = bmc.EventLog;
        reply.Byte(0x51);
        reply.UInt16(log.Records.Count == 0 ? 0 : Math.Max(0, log.Records.Count + bmc.Faults.SelCountOffset));
        reply.UInt16(Math.Min(log.Free * EventLog.RecordLength, ushort.MaxValue));
        reply.UInt32(log.LastAddition);
        reply.UInt32(log.LastErase);
        reply.Byte(partialAddReserveAllocation | (bmc.Options.Hardware.SelCanDelete ? delete : 0) | (log.Overflow ? overflow : 0));
        return Completion.Ok;
    }

    // §31.3. Answer: units (2), their size (2), free ones (2), largest free block (2), largest record.
    private static byte GetAllocation(Controller bmc, SimSession? session, ReadOnlySpan<byte> data, ref ReplyWriter reply)
    {
        var free = bmc.EventLog.Free;
        reply.UInt16(bmc.Options.Hardware.SelCapacity);
        reply.UInt16(EventLog.RecordLength);
        reply.UInt16(free);
        reply.UInt16(free);
        reply.Byte(1);
        return Completion.Ok;
    }

    // §31.4. Answer: reservation id (2).
    private static byte Reserve(Controller bmc, SimSession? session, ReadOnlySpan<byte> data, ref ReplyWriter reply)
    {
        if (bmc.Faults.SelReserveNeedsOperator && (session?.Privilege ?? 0) < CommandEntry.Operator)
            return Completion.InsufficientPrivilege;
        reply.UInt16(bmc.EventLog.Reserve());
        return Completion.Ok;
    }

    // §31.5. Request: reservation (2), record (2), offset, count. Answer: next record (2), data.
    private static byte Get(Controller bmc, SimSession? session, ReadOnlySpan<byte> data, ref ReplyWriter reply)
    {
        var (log, faults) = (bmc.EventLog, bmc.Faults);
        var id = BinaryPrimitives.ReadUInt16LittleEndian(data[2..]);
        var offset = data[4];
        if (offset != 0 && !Holds(bmc, data))
            return Completion.ReservationCancelled;
        var index = log.IndexOf(id);
        if (index < 0 && !(faults.SelEndless && log.Records.Count > 0))
            return Completion.NotPresent;
        if (offset >= EventLog.RecordLength)
            return Completion.ParameterOutOfRange;
        var invented = index < 0;
        if (invented)
            index = log.Records.Count - 1;
        var count = data[5] == Whole ? EventLog.RecordLength - offset : Math.Min(data[5], EventLog.RecordLength - offset);
        if (count > faults.SelMaxReadBytes)
            return Completion.CannotReturnBytes;
        Span<byte> record = stackalloc byte[EventLog.RecordLength];
        log.Records[faults.SelSameRecordTwice && index % 2 == 1 ? index - 1 : index].CopyTo(record);
        if (invented)
            BinaryPrimitives.WriteUInt16LittleEndian(record, id);
        reply.UInt16(Next(bmc, index, invented ? id : (ushort)0));
        reply.Bytes(record.Slice(offset, count));
        for (var i = 0; i < faults.SelExcessBytes; i++)
            reply.Byte(0xEE);
        return Completion.Ok;
    }

    private static ushort Next(Controller bmc, int index, ushort invented)
    {
        var (log, faults) = (bmc.EventLog, bmc.Faults);
        if (invented != 0)
            return (ushort)(invented + 1);
        if (index + 1 == log.Records.Count)
            return faults.SelLoops ? EventLog.IdOf(log.Records[0]) : faults.SelEndless ? (ushort)(EventLog.IdOf(log.Records[index]) + 1) : EventLog.Last;
        return faults.SelNamesIdZero && index == log.Records.Count / 2 ? (ushort)0 : EventLog.IdOf(log.Records[index + 1]);
    }

    private static bool Holds(Controller bmc, ReadOnlySpan<byte> data)
    {
        var reservation = BinaryPrimitives.ReadUInt16LittleEndian(data);
        return !bmc.Faults.TakeSelReservationLost() && reservation != 0 && reservation == bmc.EventLog.Reservation;
    }

    // §31.6. Request: record. Answer: its id (2).
    private static byte Add(Controller bmc, SimSession? session, ReadOnlySpan<byte> data, ref ReplyWriter reply)
    {
        if (data[2] is not 0x02 and < 0xC0)
            return RecordTypeNotSupported;
        if (bmc.EventLog.Add(data) is not { } id)
            return OutOfSpace;
        reply.UInt16(id);
        return Completion.Ok;
    }

    // §31.7. Request: reservation (2), record (2), offset, last piece, data. Answer: record id (2).
    private static byte PartialAdd(Controller bmc, SimSession? session, ReadOnlySpan<byte> data, ref ReplyWriter reply)
    {
        if (!Holds(bmc, data))
            return Completion.ReservationCancelled;
        if (!bmc.EventLog.AddPiece(data[4], data[6..]))
            return Completion.InvalidField;
        ushort id = 0;
        if ((data[5] & 0x0F) == 1 && !bmc.EventLog.CompletePieces(out id))
            return LengthMismatch;
        reply.UInt16(id);
        return Completion.Ok;
    }

    // §31.8. Request: reservation (2), record (2). Answer: its id (2).
    private static byte Delete(Controller bmc, SimSession? session, ReadOnlySpan<byte> data, ref ReplyWriter reply)
    {
        if (!bmc.Options.Hardware.SelCanDelete)
            return Completion.InvalidCommand;
        if (!Holds(bmc, data))
            return Completion.ReservationCancelled;
        var log = bmc.EventLog;
        var index = log.IndexOf(BinaryPrimitives.ReadUInt16LittleEndian(data[2..]));
        if (index < 0)
            return Completion.NotPresent;
        var id = EventLog.IdOf(log.Records[index]);
        log.DeleteAt(index);
        reply.UInt16(id);
        return Completion.Ok;
    }

    // §31.9. Request: reservation (2), "CLR", AAh erase or 00h status. Answer: progress.
    private static byte Clear(Controller bmc, SimSession? session, ReadOnlySpan<byte> data, ref ReplyWriter reply)
    {
        const byte inProgress = 0;
        const byte completed = 1;
        const byte start = 0xAA;
        const byte status = 0x00;
        var log = bmc.EventLog;
        if (!data.Slice(2, 3).SequenceEqual("CLR"u8) || data[5] is not start and not status)
            return Completion.InvalidField;
        if (data[5] == status)
        {
            if (bmc.Faults.SelNoEraseStatus)
                return Completion.InvalidField;
            reply.Byte(log.IsErasing ? inProgress : completed);
            return Completion.Ok;
        }

        if (log.IsErasing)
            return EraseInProgress;
        if (!Holds(bmc, data))
            return Completion.ReservationCancelled;
        log.Clear(bmc.Faults.SelEraseTakes);
        bmc.EventFiltering.OnLogCleared();
        reply.Byte(log.IsErasing ? inProgress : completed);
        return Completion.Ok;
    }

    // §31.10. Answer: time (4).
    private static byte GetTime(Controller bmc, SimSession? session, ReadOnlySpan<byte> data, ref ReplyWriter reply)
    {
        reply.UInt32(bmc.EventLog.Now);
        return Completion.Ok;
    }

    // §31.11. Request: time (4).
    private static byte SetTime(Controller bmc, SimSession? session, ReadOnlySpan<byte> data, ref ReplyWriter reply)
    {
        bmc.EventLog.Now = BinaryPrimitives.ReadUInt32LittleEndian(data);
        return Completion.Ok;
    }

    // §31.12. Request: log type. Answer for the MCA log: time of the last entry (4), entries (4). There is none.
    private static byte GetAuxiliaryStatus(Controller bmc, SimSession? session, ReadOnlySpan<byte> data, ref ReplyWriter reply)
    {
        if ((data[0] & 0x0F) != 0)
            return Completion.NotPresent;
        reply.UInt32(uint.MaxValue);
        reply.UInt32(0);
        return Completion.Ok;
    }

    // §31.11a. Answer: minutes (2).
    private static byte GetUtcOffset(Controller bmc, SimSession? session, ReadOnlySpan<byte> data, ref ReplyWriter reply)
    {
        reply.UInt16(bmc.EventLog.UtcOffset);
        return Completion.Ok;
    }

    // §31.11b. Request: minutes (2).
    private static byte SetUtcOffset(Controller bmc, SimSession? session, ReadOnlySpan<byte> data, ref ReplyWriter reply)
    {
        bmc.EventLog.UtcOffset = BinaryPrimitives.ReadUInt16LittleEndian(data);
        return Completion.Ok;
    }
}
