using System.Buffers.Binary;
using Portal.BmcSim.Events;
using Portal.BmcSim.Rmcp;

namespace Portal.BmcSim.Commands;

/// <summary>Events, platform event filtering and alerts, IPMI 2.0 §29 and §30.</summary>
internal static class EventCommands
{
    private const byte SensorEvent = 0x04;
    private const byte SupportedActions = 0x2F;
    private const byte Version15 = 0x51;

    public static CommandEntry[] Commands =>
    [
        new(SensorEvent, 0x00, CommandEntry.Administrator, 2, SetReceiver),
        new(SensorEvent, 0x01, CommandEntry.User, 0, GetReceiver),
        new(SensorEvent, 0x02, CommandEntry.Operator, 5, PlatformEvent),
        new(SensorEvent, 0x10, CommandEntry.User, 0, GetCapabilities),
        new(SensorEvent, 0x11, CommandEntry.Administrator, 1, ArmTimer),
        new(SensorEvent, 0x12, CommandEntry.Administrator, 1, PefParameters.Set),
        new(SensorEvent, 0x13, CommandEntry.Operator, 3, PefParameters.Get),
        new(SensorEvent, 0x14, CommandEntry.Administrator, 3, SetLastProcessed),
        new(SensorEvent, 0x15, CommandEntry.Administrator, 0, GetLastProcessed),
        new(SensorEvent, 0x16, CommandEntry.Administrator, 3, AlertImmediate),
        new(SensorEvent, 0x17, CommandEntry.None, 12, PetAcknowledge),
    ];

    // §29.1. Request: slave address, LUN.
    private static byte SetReceiver(Controller bmc, SimSession? session, ReadOnlySpan<byte> data, ref ReplyWriter reply)
    {
        bmc.EventFiltering.ReceiverAddress = data[0];
        bmc.EventFiltering.ReceiverLun = (byte)(data[1] & 0x03);
        return Completion.Ok;
    }

    // §29.2. Answer: slave address, LUN.
    private static byte GetReceiver(Controller bmc, SimSession? session, ReadOnlySpan<byte> data, ref ReplyWriter reply)
    {
        reply.Byte(bmc.EventFiltering.ReceiverAddress);
        reply.Byte(bmc.EventFiltering.ReceiverLun);
        return Completion.Ok;
    }

    // §29.3. Request: event message revision, sensor type, sensor number, direction and event type, event data 1 to 3 (FFh where left out).
    private static byte PlatformEvent(Controller bmc, SimSession? session, ReadOnlySpan<byte> data, ref ReplyWriter reply)
    {
        const byte remoteConsole = 0x81;
        const byte revision15 = 0x04;
        if (data[0] is not 0x03 and not revision15)
            return Completion.InvalidField;
        if (bmc.EventLog.IsErasing)
            return 0x81;
        Span<byte> record = stackalloc byte[EventLog.RecordLength];
        record.Clear();
        record[2] = 0x02;
        record[7] = remoteConsole;
        record[8] = (byte)(bmc.LanChannel.Number << 4);
        record[9] = revision15;
        data.Slice(1, 4).CopyTo(record[10..]);
        record[14] = data.Length > 5 ? data[5] : (byte)0xFF;
        record[15] = data.Length > 6 ? data[6] : (byte)0xFF;
        bmc.EventFiltering.Receive(record);
        return Completion.Ok;
    }

    // §30.1. Answer: version, actions, event filters.
    private static byte GetCapabilities(Controller bmc, SimSession? session, ReadOnlySpan<byte> data, ref ReplyWriter reply)
    {
        if (bmc.Options.Hardware.EventFilterCount == 0)
            return Completion.InvalidCommand;
        reply.Byte(Version15);
        reply.Byte(SupportedActions);
        reply.Byte(bmc.Options.Hardware.EventFilterCount);
        return Completion.Ok;
    }

    // §30.2. Request: seconds, or FFh to read. Answer: present countdown.
    private static byte ArmTimer(Controller bmc, SimSession? session, ReadOnlySpan<byte> data, ref ReplyWriter reply)
    {
        if (data[0] != 0xFF)
            bmc.EventFiltering.PostponeTimer = data[0];
        reply.Byte(bmc.EventFiltering.PostponeTimer);
        return Completion.Ok;
    }

    // §30.5. Request: bit 0 by the BMC, record (2).
    private static byte SetLastProcessed(Controller bmc, SimSession? session, ReadOnlySpan<byte> data, ref ReplyWriter reply)
    {
        var record = BinaryPrimitives.ReadUInt16LittleEndian(data[1..]);
        if ((data[0] & 0x01) == 0)
            bmc.EventFiltering.LastBySoftware = record;
        else
            bmc.EventFiltering.LastByBmc = record;
        return Completion.Ok;
    }

    // §30.6. Answer: last addition (4), last record (2), last by software (2), last by the BMC (2).
    private static byte GetLastProcessed(Controller bmc, SimSession? session, ReadOnlySpan<byte> data, ref ReplyWriter reply)
    {
        var log = bmc.EventLog;
        reply.UInt32(log.LastAddition);
        reply.UInt16(log.Records.Count == 0 ? EventLog.Last : EventLog.IdOf(log.Records[^1]));
        reply.UInt16(bmc.EventFiltering.LastBySoftware);
        reply.UInt16(bmc.EventFiltering.LastByBmc);
        return Completion.Ok;
    }

    // §30.7. Request: channel, operation and destination, string. Answer: status, when asked for it.
    private static byte AlertImmediate(Controller bmc, SimSession? session, ReadOnlySpan<byte> data, ref ReplyWriter reply)
    {
        const byte delivered = 0x01;
        var channel = data[0] & 0x0F;
        if (channel != bmc.LanChannel.Number && channel != 0x0E)
            return Completion.InvalidField;
        switch (data[1] >> 6)
        {
            case 0:
                bmc.EventFiltering.AlertsSent++;
                bmc.EventFiltering.AlertStatus[bmc.LanChannel.Number] = delivered;
                return Completion.Ok;
            case 1:
                reply.Byte(bmc.EventFiltering.AlertStatus[bmc.LanChannel.Number]);
                return Completion.Ok;
            case 2:
                bmc.EventFiltering.AlertStatus[bmc.LanChannel.Number] = 0;
                return Completion.Ok;
            default:
                return Completion.InvalidField;
        }
    }

    // §30.8. Request: sequence number (2), local timestamp (4), event source, sensor device, sensor number, event data (3). The ledger has it.
    private static byte PetAcknowledge(Controller bmc, SimSession? session, ReadOnlySpan<byte> data, ref ReplyWriter reply) => Completion.Ok;
}
