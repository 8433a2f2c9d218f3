using Portal.BmcSim.Rmcp;

namespace Portal.BmcSim.Commands;

/// <summary>Chassis commands, IPMI 2.0 §28.</summary>
internal static class ChassisCommands
{
    public static CommandEntry[] Commands =>
    [
        new(0x00, 0x01, CommandEntry.User, 0, GetStatus),
        new(0x00, 0x02, CommandEntry.Operator, 1, Control),
        new(0x00, 0x04, CommandEntry.Operator, 0, Identify),
        new(0x00, 0x07, CommandEntry.User, 0, GetRestartCause),
    ];

    // §28.2. Answer: power state, last power event, other state, front panel.
    public static byte GetStatus(Controller bmc, SimSession? session, ReadOnlySpan<byte> data, ref ReplyWriter reply)
    {
        const byte restorePreviousState = 0x20;
        const byte lastOnByCommand = 0x10;
        const byte identifySupported = 0x40;
        var host = bmc.Host;
        reply.Byte(restorePreviousState | (host.IsOn ? 0x01 : 0x00));
        reply.Byte(host.SwitchedOnByCommand ? lastOnByCommand : 0);
        reply.Byte(identifySupported | (host.IdentifyState << 4));
        reply.Byte(0);
        return Completion.Ok;
    }

    // §28.3. Request: action.
    public static byte Control(Controller bmc, SimSession? session, ReadOnlySpan<byte> data, ref ReplyWriter reply)
    {
        var host = bmc.Host;
        switch (data[0] & 0x0F)
        {
            case 0:
                host.PowerOff();
                return Completion.Ok;
            case 1:
                host.PowerOn();
                return Completion.Ok;
            case 2 when host.IsOn:
                host.PowerCycle();
                return Completion.Ok;
            case 3 when host.IsOn:
                host.Reset();
                return Completion.Ok;
            case 4 when host.IsOn:
                host.DiagnosticInterrupt();
                return Completion.Ok;
            case 5 when host.IsOn:
                host.SoftShutdown();
                return Completion.Ok;
            case <= 5:
                return Completion.WrongState;
            default:
                return Completion.InvalidField;
        }
    }

    // §28.5. Request: seconds (15 when absent), bit 0 of the next byte: until told otherwise.
    public static byte Identify(Controller bmc, SimSession? session, ReadOnlySpan<byte> data, ref ReplyWriter reply)
    {
        const int standardSeconds = 15;
        var forever = data.Length > 1 && (data[1] & 0x01) != 0;
        bmc.Host.Identify(TimeSpan.FromSeconds(data.IsEmpty ? standardSeconds : data[0]), forever);
        return Completion.Ok;
    }

    // §28.11. Answer: cause, channel.
    public static byte GetRestartCause(Controller bmc, SimSession? session, ReadOnlySpan<byte> data, ref ReplyWriter reply)
    {
        reply.Byte(bmc.Host.RestartCause);
        reply.Byte(bmc.LanChannel.Number);
        return Completion.Ok;
    }
}
