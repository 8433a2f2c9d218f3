using Portal.BmcSim.Rmcp;

namespace Portal.BmcSim.Commands;

/// <summary>What commands there are, IPMI 2.0 §21. Nothing can be switched off, so the firewall has nothing to configure.</summary>
internal static class FirewallCommands
{
    public static CommandEntry[] Commands =>
    [
        new(0x06, 0x09, CommandEntry.User, 1, GetNetFnSupport),
        new(0x06, 0x0A, CommandEntry.User, 3, GetCommandSupport),
        new(0x06, 0x0B, CommandEntry.User, 4, GetSubfunctionSupport),
        new(0x06, 0x0C, CommandEntry.User, 3, GetConfigurableCommands),
        new(0x06, 0x0D, CommandEntry.User, 4, GetConfigurableSubfunctions),
        new(0x06, 0x61, CommandEntry.User, 3, GetCommandEnables),
        new(0x06, 0x63, CommandEntry.User, 4, GetSubfunctionEnables),
    ];

    private const int MaskBytes = 16;

    // §21.2. Request: channel. Answer: 2 bits per LUN, then 4 bytes per LUN with a bit per pair of network functions.
    public static byte GetNetFnSupport(Controller bmc, SimSession? session, ReadOnlySpan<byte> data, ref ReplyWriter reply)
    {
        const byte baseCommandsOnLunZero = 0x01;
        if (!bmc.LanChannel.Is(data[0]))
            return Completion.InvalidField;
        uint pairs = 0;
        foreach (var entry in CommandTable.All)
            pairs |= 1u << (entry.NetFn >> 1);
        reply.Byte(baseCommandsOnLunZero);
        reply.UInt32(pairs);
        reply.UInt32(0);
        reply.UInt32(0);
        reply.UInt32(0);
        return Completion.Ok;
    }

    // §21.3. Request: channel, network function (bits 7 and 6: 0 commands 00h to 7Fh, 1 the rest), LUN. Answer: a bit per command, 0 when it is there.
    public static byte GetCommandSupport(Controller bmc, SimSession? session, ReadOnlySpan<byte> data, ref ReplyWriter reply) =>
        Answer(bmc, data, inverted: true, ref reply);

    // §21.5. Request as for §21.3. Answer: a bit per command, 1 when it can be switched off.
    public static byte GetConfigurableCommands(Controller bmc, SimSession? session, ReadOnlySpan<byte> data, ref ReplyWriter reply)
    {
        if (!bmc.LanChannel.Is(data[0]))
            return Completion.InvalidField;
        reply.Bytes(stackalloc byte[MaskBytes]);
        return Completion.Ok;
    }

    // §21.8. Request as for §21.3. Answer: a bit per command, 1 when it is enabled.
    public static byte GetCommandEnables(Controller bmc, SimSession? session, ReadOnlySpan<byte> data, ref ReplyWriter reply) =>
        Answer(bmc, data, inverted: false, ref reply);

    // §21.4. Request: channel, network function, LUN, command. Answer: specification type and errata, version, revision, a bit per sub-function (4), 0 when it is there.
    public static byte GetSubfunctionSupport(Controller bmc, SimSession? session, ReadOnlySpan<byte> data, ref ReplyWriter reply)
    {
        const byte errata7 = 0x07;
        const byte version20 = 0x02;
        const byte revision11 = 0x11;
        if (!bmc.LanChannel.Is(data[0]) || !CommandTable.Has(data[1] & 0x3F, data[3]))
            return Completion.InvalidField;
        reply.Byte(errata7);
        reply.Byte(version20);
        reply.Byte(revision11);
        reply.UInt32(0);
        return Completion.Ok;
    }

    // §21.6. Request as for §21.4. Answer: a bit per sub-function (4), 1 when it can be switched off.
    public static byte GetConfigurableSubfunctions(Controller bmc, SimSession? session, ReadOnlySpan<byte> data, ref ReplyWriter reply)
    {
        if (!bmc.LanChannel.Is(data[0]))
            return Completion.InvalidField;
        reply.UInt32(0);
        return Completion.Ok;
    }

    // §21.10. Request as for §21.4. Answer: a bit per sub-function (4), 1 when it is enabled.
    public static byte GetSubfunctionEnables(Controller bmc, SimSession? session, ReadOnlySpan<byte> data, ref ReplyWriter reply)
    {
        if (!bmc.LanChannel.Is(data[0]))
            return Completion.InvalidField;
        reply.UInt32(uint.MaxValue);
        return Completion.Ok;
    }

    private static byte Answer(Controller bmc, ReadOnlySpan<byte> data, bool inverted, ref ReplyWriter reply)
    {
        if (!bmc.LanChannel.Is(data[0]))
            return Completion.InvalidField;
        var first = data[1] >> 6 == 0 ? 0 : 0x80;
        Span<byte> mask = stackalloc byte[MaskBytes];
        mask.Fill(inverted ? (byte)0xFF : (byte)0);
        foreach (var entry in CommandTable.All)
        {
            var number = entry.Command - first;
            if (entry.NetFn == (data[1] & 0x3F) && (data[2] & 0x03) == 0 && number is >= 0 and < 0x80)
                mask[number >> 3] ^= (byte)(1 << (number & 7));
        }
        reply.Bytes(mask);
        return Completion.Ok;
    }
}
