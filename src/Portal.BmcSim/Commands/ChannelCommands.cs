using Portal.BmcSim.Rmcp;

namespace Portal.BmcSim.Commands;

/// <summary>Channel commands, IPMI 2.0 §22.13, §22.15 and §22.24. The simulator has one LAN channel.</summary>
internal static class ChannelCommands
{
    public static CommandEntry[] Commands =>
    [
        new(0x06, 0x38, CommandEntry.None, 2, GetAuthenticationCapabilities),
        new(0x06, 0x42, CommandEntry.User, 1, GetInfo),
        new(0x06, 0x54, CommandEntry.None, 3, GetCipherSuites),
    ];

    public const byte LanChannel = 1;
    private const byte ThisChannel = 0x0E;

    public static bool IsOurs(byte channel) => (channel & 0x0F) is LanChannel or ThisChannel;

    // §22.13. Request: channel (bit 7: with IPMI 2.0 data), privilege. Answer: channel, authentication types, status, extended capabilities, OEM id (3), OEM auxiliary.
    public static byte GetAuthenticationCapabilities(Controller bmc, SimSession? session, ReadOnlySpan<byte> data, ref ReplyWriter reply)
    {
        const byte extendedData = 0x80;
        const byte twoKey = 0x20;
        const byte namedUsers = 0x04;
        const byte ipmi20Only = 0x02;
        if (!IsOurs(data[0]) || (data[1] & 0x0F) is < 1 or > 5)
            return Completion.InvalidField;
        var extended = (data[0] & extendedData) != 0;
        reply.Byte(LanChannel);
        // No authentication type of IPMI 1.5 is offered.
        reply.Byte(extended ? extendedData : 0);
        reply.Byte((extended && bmc.Options.Kg is not null ? twoKey : 0) | namedUsers);
        reply.Byte(extended ? ipmi20Only : 0);
        reply.UInt24(0);
        reply.Byte(0);
        return Completion.Ok;
    }

    // §22.15. Request: channel, payload type, list index (bit 7: by cipher suite). Answer: channel, up to 16 bytes of records.
    public static byte GetCipherSuites(Controller bmc, SimSession? session, ReadOnlySpan<byte> data, ref ReplyWriter reply)
    {
        const int chunk = 16;
        const int recordLength = 5;
        if (!IsOurs(data[0]))
            return Completion.InvalidField;
        Span<byte> records = stackalloc byte[recordLength * bmc.Options.CipherSuites.Count];
        for (var i = 0; i < bmc.Options.CipherSuites.Count; i++)
        {
            // Record of table 22-18: C0h start, suite, then the algorithms, tagged in their two top bits.
            var suite = CipherSuite.ById(bmc.Options.CipherSuites[i]);
            ReadOnlySpan<byte> record = [0xC0, suite.Id, suite.Authentication, (byte)(0x40 | suite.Integrity), (byte)(0x80 | suite.Confidentiality)];
            record.CopyTo(records[(recordLength * i)..]);
        }
        reply.Byte(LanChannel);
        var start = chunk * (data[2] & 0x3F);
        if (start < records.Length)
            reply.Bytes(records[start..Math.Min(records.Length, start + chunk)]);
        return Completion.Ok;
    }

    // §22.24. Answer: channel, medium (802.3), protocol (IPMB), session support and count, protocol vendor 7154 (3), auxiliary (2).
    public static byte GetInfo(Controller bmc, SimSession? session, ReadOnlySpan<byte> data, ref ReplyWriter reply)
    {
        const byte multiSession = 0x80;
        if (!IsOurs(data[0]))
            return Completion.InvalidField;
        reply.Byte(LanChannel);
        reply.Byte(0x04);
        reply.Byte(0x01);
        reply.Byte(multiSession | (bmc.Sessions.ActiveCount & 0x3F));
        reply.UInt24(7154);
        reply.UInt16(0);
        return Completion.Ok;
    }
}
