using System.Buffers.Binary;
using Portal.BmcSim.Rmcp;

namespace Portal.BmcSim.Commands;

/// <summary>Watchdog commands, IPMI 2.0 §27.5 to §27.7.</summary>
internal static class WatchdogCommands
{
    public static CommandEntry[] Commands =>
    [
        new(0x06, 0x22, CommandEntry.Operator, 0, Reset),
        new(0x06, 0x24, CommandEntry.Operator, 6, Set),
        new(0x06, 0x25, CommandEntry.User, 0, Get),
    ];

    // §27.5. 80h: was never set.
    public static byte Reset(Controller bmc, SimSession? session, ReadOnlySpan<byte> data, ref ReplyWriter reply)
    {
        const byte neverSet = 0x80;
        if (!bmc.Watchdog.IsSet)
            return neverSet;
        bmc.Watchdog.Start();
        return Completion.Ok;
    }

    // §27.6. Request: use (7 do not log, 6 do not stop), actions, pre-timeout in seconds, expired uses to clear, countdown in 100 ms (2).
    public static byte Set(Controller bmc, SimSession? session, ReadOnlySpan<byte> data, ref ReplyWriter reply)
    {
        var countdown = BinaryPrimitives.ReadUInt16LittleEndian(data[4..]);
        if ((data[0] & 0x07) is 0 or > 5 || (data[1] & 0x07) > 3 || data[2] * 10 > countdown)
            return Completion.InvalidField;
        bmc.Watchdog.Set(data[0], data[1], data[2], data[3], countdown);
        return Completion.Ok;
    }

    // §27.7. Answer: use (7 do not log, 6 running), actions, pre-timeout, expired uses, countdown (2), countdown now (2).
    public static byte Get(Controller bmc, SimSession? session, ReadOnlySpan<byte> data, ref ReplyWriter reply)
    {
        const byte running = 0x40;
        var watchdog = bmc.Watchdog;
        reply.Byte(watchdog.Use | (watchdog.IsRunning ? running : 0));
        reply.Byte(watchdog.Actions);
        reply.Byte(watchdog.PreTimeoutSeconds);
        reply.Byte(watchdog.Expired);
        reply.UInt16(watchdog.Initial);
        reply.UInt16(watchdog.Present);
        return Completion.Ok;
    }
}
