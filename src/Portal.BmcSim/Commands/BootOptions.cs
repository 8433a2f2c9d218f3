using Portal.BmcSim.Configuration;
using Portal.BmcSim.Rmcp;

namespace Portal.BmcSim.Commands;

/// <summary>System boot options, IPMI 2.0 §28.12 to §28.14, and what a start makes of them.</summary>
internal sealed class BootOptions(Controller bmc)
{
    public static CommandEntry[] Commands =>
    [
        new(0x00, 0x08, CommandEntry.Operator, 1, Set),
        new(0x00, 0x09, CommandEntry.Operator, 3, Get),
    ];

    private const byte SetInProgress = 0;
    private const byte FlagClearing = 3;
    private const byte Acknowledge = 4;
    private const byte BootFlags = 5;
    private const byte Mailbox = 7;
    private const byte FlagsValid = 0x80;
    private const byte FlagsPersistent = 0x40;
    private const byte Lock = 0x80;
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    private static readonly string?[] s_devices =
    [
        null, "network (PXE)", "hard drive", "hard drive, safe mode", "diagnostic partition", "CD/DVD", "firmware setup", "remote floppy",
        "remote CD/DVD", "remote media", null, "remote hard drive", null, null, null, "floppy",
    ];

    // Lengths of the parameters 0 to 7: set in progress, partition selector, partition scan, flag clearing, acknowledge, boot flags, initiator info, initiator mailbox.
    private static ReadOnlySpan<byte> Lengths => [1, 1, 1, 1, 2, 5, 9, 17];

    private readonly ParameterBank _bank = new(bmc);
    private byte _locked;
    private int _epoch;

    /// <summary>What the last start was told to boot from; null when the firmware decided.</summary>
    public string? InForce { get; private set; }

    // §28.12. Request: parameter (bit 7: lock it), data. 80h not supported, 81h set in progress already.
    public static byte Set(Controller bmc, SimSession? session, ReadOnlySpan<byte> data, ref ReplyWriter reply)
    {
        var options = bmc.Host.BootOptions;
        var parameter = (byte)(data[0] & 0x7F);
        if (parameter >= Lengths.Length)
            return ParameterBank.NotSupported;
        options._locked = (byte)((data[0] & Lock) != 0 ? options._locked | (1 << parameter) : options._locked & ~(1 << parameter));
        // Parameter alone, without data, only changes its lock.
        if (data.Length == 1)
            return Completion.Ok;
        var value = data[1..];
        if (value.Length > Lengths[parameter])
            return Completion.InvalidLength;
        return options.Write(parameter, value);
    }

    // §28.13. Request: parameter, set, block. Answer: version, parameter (bit 7: locked), data.
    public static byte Get(Controller bmc, SimSession? session, ReadOnlySpan<byte> data, ref ReplyWriter reply)
    {
        const byte version = 0x01;
        var options = bmc.Host.BootOptions;
        var parameter = (byte)(data[0] & 0x7F);
        if (parameter >= Lengths.Length || (parameter == SetInProgress && bmc.Faults.NoSetInProgress))
            return ParameterBank.NotSupported;
        reply.Byte(version);
        reply.Byte(parameter | ((options._locked >> parameter & 1) != 0 ? Lock : 0));
        if (parameter == SetInProgress)
            reply.Byte(options._bank.State);
        else if (options._bank.Find(parameter, parameter == Mailbox ? data[1] : (byte)0) is { } value)
            reply.Bytes(value);
        else
            reply.Bytes([parameter == Mailbox ? data[1] : (byte)0, .. new byte[Lengths[parameter] - 1]]);
        return Completion.Ok;
    }

    /// <summary>The host starts: the firmware obeys flags that are valid, and then they are used up unless they are persistent.</summary>
    public void OnBoot(byte cause)
    {
        _epoch++;
        InForce = null;
        if (_bank.Find(BootFlags) is not { } flags || (flags[0] & FlagsValid) == 0)
            return;
        // A start that no Chassis Control asked for finds the flags cleared, unless told otherwise: buttons (bits 0 and 1) and watchdog (bit 2).
        var kept = _bank.Find(FlagClearing)?[0] ?? 0;
        var persistent = (flags[0] & FlagsPersistent) != 0;
        var obeyed = cause switch
        {
            Host.CauseChassisControl => true,
            Host.CauseWatchdog => (kept & 0x04) != 0,
            _ => (kept & 0x02) != 0,
        };
        if (obeyed || persistent)
            InForce = s_devices[(flags[1] >> 2) & 0x0F];
        if (!persistent)
            flags[0] &= 0xFF & ~FlagsValid;
    }

    private byte Write(byte parameter, ReadOnlySpan<byte> value)
    {
        switch (parameter)
        {
            case SetInProgress:
                return _bank.Mark(value[0]);
            case Acknowledge when value.Length == 2:
                // Mask, then data; the mask reads as 0.
                var before = _bank.Find(Acknowledge)?[1] ?? 0;
                return _bank.Write(Acknowledge, 0, [0, (byte)((before & ~value[0]) | (value[1] & value[0]))]);
            case Mailbox:
                return _bank.Write(Mailbox, value[0], Padded(value, parameter));
            case BootFlags:
                var code = _bank.Write(BootFlags, 0, Padded(value, parameter));
                if (code == Completion.Ok)
                    ForgetLater();
                return code;
            default:
                return _bank.Write(parameter, 0, Padded(value, parameter));
        }
    }

    private static byte[] Padded(ReadOnlySpan<byte> value, byte parameter)
    {
        var bytes = new byte[Lengths[parameter]];
        value.CopyTo(bytes);
        return bytes;
    }

    /// <summary>Flags for one start are not valid any more when no start follows.</summary>
    private void ForgetLater()
    {
        const byte keptAfterTimeout = 0x08;
        var epoch = ++_epoch;
        if (_bank.Find(BootFlags) is not { } set || (set[0] & FlagsValid) == 0 || (set[0] & FlagsPersistent) != 0)
            return;
        bmc.Agenda.After(s_patience, () =>
        {
            if (epoch == _epoch && ((_bank.Find(FlagClearing)?[0] ?? 0) & keptAfterTimeout) == 0 && _bank.Find(BootFlags) is { } flags)
                flags[0] &= 0xFF & ~FlagsValid;
        });
    }
}
