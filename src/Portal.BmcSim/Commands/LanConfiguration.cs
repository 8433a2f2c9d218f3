using Portal.BmcSim.Configuration;
using Portal.BmcSim.Rmcp;

namespace Portal.BmcSim.Commands;

/// <summary>LAN configuration, IPMI 2.0 §23.1 to §23.4.</summary>
internal static class LanConfiguration
{
    public static CommandEntry[] Commands =>
    [
        new(0x0C, 0x01, CommandEntry.Administrator, 3, Set),
        new(0x0C, 0x02, CommandEntry.Operator, 4, Get),
        new(0x0C, 0x03, CommandEntry.Administrator, 2, SuspendArps),
        new(0x0C, 0x04, CommandEntry.User, 2, GetStatistics),
    ];

    // §23.1. Request: channel, parameter, data. 80h not supported, 81h set in progress already, 82h read-only.
    public static byte Set(Controller bmc, SimSession? session, ReadOnlySpan<byte> data, ref ReplyWriter reply)
    {
        if (!bmc.LanChannel.IsConfigured(data[0]))
            return Completion.InvalidField;
        var lan = bmc.Lan;
        var parameter = data[1];
        var value = data[2..];
        if (parameter == 0)
            return lan.Bank.Mark(value[0]);
        var length = lan.LengthOf(parameter);
        if (length < 0)
            return ParameterBank.NotSupported;
        if (length == 0)
            return ParameterBank.ReadOnly;
        // An IPv6 destination is longer than an IPv4 one.
        if (value.Length != length && !(parameter == 19 && value.Length == 18))
            return Completion.InvalidLength;
        var set = LanParameters.HasSets(parameter) ? value[0] : (byte)0;
        if (LanParameters.HasSets(parameter) && set >= LanParameters.SetsOf(parameter))
            return Completion.ParameterOutOfRange;
        // A static address is active once it is enabled.
        if (parameter == 56)
            return lan.Bank.Write(parameter, set, [.. value[..19], (byte)((value[1] & 0x80) != 0 ? 0 : 1)]);
        return lan.Bank.Write(parameter, set, value);
    }

    // §23.2. Request: channel (bit 7: revision only), parameter, set, block. Answer: revision, data. 80h not supported.
    public static byte Get(Controller bmc, SimSession? session, ReadOnlySpan<byte> data, ref ReplyWriter reply)
    {
        const byte revision = 0x11;
        const byte revisionOnly = 0x80;
        if (!bmc.LanChannel.IsConfigured(data[0]))
            return Completion.InvalidField;
        var parameter = data[1];
        if ((data[0] & revisionOnly) == 0)
        {
            if (bmc.Lan.LengthOf(parameter) < 0 || (parameter == 0 && bmc.Faults.NoSetInProgress))
                return ParameterBank.NotSupported;
            if (LanParameters.HasSets(parameter) && (data[2] >= LanParameters.SetsOf(parameter) || data[3] >= LanParameters.BlocksOf(parameter)))
                return Completion.ParameterOutOfRange;
        }

        reply.Byte(revision);
        if ((data[0] & revisionOnly) == 0)
            reply.Bytes(bmc.Lan.Read(parameter, data[2], data[3]));
        return Completion.Ok;
    }

    // §23.3. Request: channel, bit 1 suspend answers, bit 0 suspend gratuitous ARPs. Answer: the same bits, 1 active.
    public static byte SuspendArps(Controller bmc, SimSession? session, ReadOnlySpan<byte> data, ref ReplyWriter reply)
    {
        const byte both = 0x03;
        if (!bmc.LanChannel.IsConfigured(data[0]))
            return Completion.InvalidField;
        reply.Byte(bmc.Lan.Read(10, 0, 0)[0] & ~data[1] & both);
        return Completion.Ok;
    }

    // §23.4. Request: channel, bit 0: clear. Answer: nine counters (2 bytes each): IP received, header errors, address errors, fragments, sent, UDP, RMCP, proxy, proxy dropped.
    public static byte GetStatistics(Controller bmc, SimSession? session, ReadOnlySpan<byte> data, ref ReplyWriter reply)
    {
        if (!bmc.LanChannel.IsConfigured(data[0]))
            return Completion.InvalidField;
        var packets = Math.Min(ushort.MaxValue, bmc.PacketsReceived);
        foreach (var counter in (int[])[packets, 0, 0, 0, packets, packets, packets, 0, 0])
            reply.UInt16(counter);
        if ((data[1] & 0x01) != 0)
            bmc.PacketsReceived = 0;
        return Completion.Ok;
    }
}
