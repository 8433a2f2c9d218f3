using Portal.BmcSim.Rmcp;

namespace Portal.BmcSim.Commands;

/// <summary>Commands about the host's own interface and the host's power state, IPMI 2.0 §20.6, §20.7 and §22.1 to §22.4.</summary>
internal static class MessagingCommands
{
    public static CommandEntry[] Commands =>
    [
        new(0x06, 0x06, CommandEntry.Administrator, 2, SetPowerState),
        new(0x06, 0x07, CommandEntry.User, 0, GetPowerState),
        new(0x06, 0x2E, CommandEntry.Administrator, 1, SetGlobalEnables),
        new(0x06, 0x2F, CommandEntry.User, 0, GetGlobalEnables),
        new(0x06, 0x30, CommandEntry.Administrator, 1, ClearFlags),
        new(0x06, 0x31, CommandEntry.User, 0, GetFlags),
    ];

    // §20.6. Request: system power state, device power state; bit 7 of each: set it.
    public static byte SetPowerState(Controller bmc, SimSession? session, ReadOnlySpan<byte> data, ref ReplyWriter reply)
    {
        const byte noChange = 0x7F;
        if ((data[0] & 0x80) != 0 && (data[0] & 0x7F) != noChange)
            bmc.Messaging.SystemPowerState = (byte)(data[0] & 0x7F);
        if ((data[1] & 0x80) != 0 && (data[1] & 0x7F) != noChange)
            bmc.Messaging.DevicePowerState = (byte)(data[1] & 0x7F);
        return Completion.Ok;
    }

    // §20.7. Answer: system power state (0 working, 5 soft off), device power state (0 on, 3 off).
    public static byte GetPowerState(Controller bmc, SimSession? session, ReadOnlySpan<byte> data, ref ReplyWriter reply)
    {
        reply.Byte(bmc.Messaging.SystemPowerState ?? (bmc.Host.IsOn ? 0 : 5));
        reply.Byte(bmc.Messaging.DevicePowerState ?? (bmc.Host.IsOn ? 0 : 3));
        return Completion.Ok;
    }

    // §22.1. Request: enables.
    public static byte SetGlobalEnables(Controller bmc, SimSession? session, ReadOnlySpan<byte> data, ref ReplyWriter reply)
    {
        bmc.Messaging.GlobalEnables = (byte)(data[0] & 0xEF);
        return Completion.Ok;
    }

    // §22.2. Answer: enables.
    public static byte GetGlobalEnables(Controller bmc, SimSession? session, ReadOnlySpan<byte> data, ref ReplyWriter reply)
    {
        reply.Byte(bmc.Messaging.GlobalEnables);
        return Completion.Ok;
    }

    // §22.3. Request: flags to clear.
    public static byte ClearFlags(Controller bmc, SimSession? session, ReadOnlySpan<byte> data, ref ReplyWriter reply)
    {
        bmc.Messaging.Flags &= (byte)~data[0];
        return Completion.Ok;
    }

    // §22.4. Answer: flags.
    public static byte GetFlags(Controller bmc, SimSession? session, ReadOnlySpan<byte> data, ref ReplyWriter reply)
    {
        reply.Byte(bmc.Messaging.Flags);
        return Completion.Ok;
    }
}
