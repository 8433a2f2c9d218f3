using Portal.BmcSim.Hardware;
using Portal.BmcSim.Rmcp;

namespace Portal.BmcSim.Commands;

/// <summary>Chassis commands, IPMI 2.0 §28.</summary>
internal static class ChassisCommands
{
    public static CommandEntry[] Commands =>
    [
        new(0x00, 0x00, CommandEntry.User, 0, GetCapabilities),
        new(0x00, 0x01, CommandEntry.User, 0, GetStatus),
        new(0x00, 0x02, CommandEntry.Operator, 1, Control),
        new(0x00, 0x04, CommandEntry.Operator, 0, Identify),
        new(0x00, 0x05, CommandEntry.Administrator, 5, SetCapabilities),
        new(0x00, 0x06, CommandEntry.Operator, 1, SetRestorePolicy),
        new(0x00, 0x07, CommandEntry.User, 0, GetRestartCause),
        new(0x00, 0x0A, CommandEntry.Administrator, 1, SetFrontPanel),
        new(0x00, 0x0B, CommandEntry.Administrator, 1, SetPowerCycleInterval),
        new(0x00, 0x0F, CommandEntry.User, 0, GetPowerOnHours),
    ];

    // §28.1. Answer: flags, addresses of FRU, SDR, SEL, system management, bridge.
    public static byte GetCapabilities(Controller bmc, SimSession? session, ReadOnlySpan<byte> data, ref ReplyWriter reply)
    {
        reply.Bytes(bmc.Chassis.Capabilities);
        return Completion.Ok;
    }

    // §28.2. Answer: power state, last power event, other state, front panel.
    public static byte GetStatus(Controller bmc, SimSession? session, ReadOnlySpan<byte> data, ref ReplyWriter reply)
    {
        const byte lastOnByCommand = 0x10;
        const byte identifySupported = 0x40;
        const byte allButtonsMayBeDisabled = 0xF0;
        var (host, chassis) = (bmc.Host, bmc.Chassis);
        reply.Byte((chassis.RestorePolicy << 5)
            | Bit(4, ChassisConditions.PowerControlFault) | Bit(3, ChassisConditions.PowerFault) | Bit(2, ChassisConditions.Interlock) | Bit(1, ChassisConditions.PowerOverload)
            | (host.IsOn ? 0x01 : 0x00));
        reply.Byte((host.SwitchedOnByCommand ? lastOnByCommand : 0) | Bit(0, ChassisConditions.AcFailed));
        reply.Byte(identifySupported | (host.IdentifyState << 4)
            | Bit(3, ChassisConditions.CoolingFault) | Bit(2, ChassisConditions.DriveFault) | Bit(1, ChassisConditions.FrontPanelLockout) | Bit(0, ChassisConditions.Intrusion));
        if (bmc.Options.Hardware.HasFrontPanelButtons)
            reply.Byte(allButtonsMayBeDisabled | chassis.DisabledButtons);
        return Completion.Ok;

        int Bit(int position, ChassisConditions condition) => chassis.Is(condition) ? 1 << position : 0;
    }

    // §28.3. Request: action.
    public static byte Control(Controller bmc, SimSession? session, ReadOnlySpan<byte> data, ref ReplyWriter reply)
    {
        var host = bmc.Host;
        bmc.LinkDrop = bmc.Faults.LinkDownAfterPowerChange;
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

    // §28.7. Request: flags (bits 1 and 0), addresses of FRU, SDR, SEL, system management, bridge (optional).
    public static byte SetCapabilities(Controller bmc, SimSession? session, ReadOnlySpan<byte> data, ref ReplyWriter reply)
    {
        const byte settable = 0x03;
        var kept = bmc.Chassis.Capabilities;
        var flags = (byte)((kept[0] & ~settable) | (data[0] & settable));
        data[..Math.Min(data.Length, kept.Length)].CopyTo(kept);
        kept[0] = flags;
        return Completion.Ok;
    }

    // §28.8. Request: policy, 3 asks. Answer: supported policies, a bit each.
    public static byte SetRestorePolicy(Controller bmc, SimSession? session, ReadOnlySpan<byte> data, ref ReplyWriter reply)
    {
        const byte ask = 3;
        const byte allThree = 0x07;
        var policy = data[0] & 0x07;
        if (policy > ask)
            return Completion.InvalidField;
        if (policy != ask)
            bmc.Chassis.RestorePolicy = (byte)policy;
        reply.Byte(allThree);
        return Completion.Ok;
    }

    // §28.11. Answer: cause, channel.
    public static byte GetRestartCause(Controller bmc, SimSession? session, ReadOnlySpan<byte> data, ref ReplyWriter reply)
    {
        reply.Byte(bmc.Host.RestartCause);
        reply.Byte(bmc.LanChannel.Number);
        return Completion.Ok;
    }

    // §28.6. Request: buttons to disable.
    public static byte SetFrontPanel(Controller bmc, SimSession? session, ReadOnlySpan<byte> data, ref ReplyWriter reply)
    {
        if (!bmc.Options.Hardware.HasFrontPanelButtons)
            return Completion.InvalidCommand;
        bmc.Chassis.DisabledButtons = (byte)(data[0] & 0x0F);
        return Completion.Ok;
    }

    // §28.9. Request: seconds.
    public static byte SetPowerCycleInterval(Controller bmc, SimSession? session, ReadOnlySpan<byte> data, ref ReplyWriter reply)
    {
        bmc.Chassis.PowerCycleInterval = TimeSpan.FromSeconds(data[0]);
        return Completion.Ok;
    }

    // §28.14. Answer: minutes per count, count (4).
    public static byte GetPowerOnHours(Controller bmc, SimSession? session, ReadOnlySpan<byte> data, ref ReplyWriter reply)
    {
        reply.Byte(bmc.Options.Hardware.MinutesPerPowerOnCount);
        reply.UInt32(bmc.Chassis.PowerOnCount);
        return Completion.Ok;
    }
}
