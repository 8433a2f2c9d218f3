using Portal.BmcSim.Rmcp;
using Portal.BmcSim.Users;

namespace Portal.BmcSim.Commands;

/// <summary>Channel commands, IPMI 2.0 §22.13, §22.15 and §22.22 to §22.25. The simulator has one LAN channel.</summary>
internal static class ChannelCommands
{
    public static CommandEntry[] Commands =>
    [
        new(0x06, 0x38, CommandEntry.None, 2, GetAuthenticationCapabilities),
        new(0x06, 0x40, CommandEntry.Administrator, 3, SetAccess),
        new(0x06, 0x41, CommandEntry.User, 2, GetAccess),
        new(0x06, 0x42, CommandEntry.User, 1, GetInfo),
        new(0x06, 0x54, CommandEntry.None, 3, GetCipherSuites),
        new(0x06, 0x56, CommandEntry.Administrator, 3, SetSecurityKeys),
    ];

    // §22.13. Request: channel (bit 7: with IPMI 2.0 data), privilege. Answer: channel, authentication types, status, extended capabilities, OEM id (3), OEM auxiliary.
    public static byte GetAuthenticationCapabilities(Controller bmc, SimSession? session, ReadOnlySpan<byte> data, ref ReplyWriter reply)
    {
        const byte extendedData = 0x80;
        const byte twoKey = 0x20;
        const byte namedUsers = 0x04;
        const byte nullUsers = 0x02;
        const byte anonymous = 0x01;
        const byte ipmi20 = 0x02;
        const byte ipmi15 = 0x01;
        if (!bmc.LanChannel.Is(data[0]) || (data[1] & 0x0F) is < 1 or > 5)
            return Completion.InvalidField;
        var extended = (data[0] & extendedData) != 0;
        reply.Byte(bmc.LanChannel.Number);
        var types = 0;
        foreach (var type in bmc.Options.Ipmi15)
            types |= 1 << type;
        // Bits 4 and 3 of the status, per-message and user-level authentication off, stand at the same place in the channel's access flags.
        const int authenticationOff = 0x18;
        var nameless = bmc.Users.FindForLogin([]) is not { } user ? 0 : user.Key.AsSpan().IndexOfAnyExcept((byte)0) < 0 ? nullUsers | anonymous : nullUsers;
        reply.Byte((extended ? extendedData : 0) | types);
        reply.Byte((extended && bmc.LanChannel.Kg is not null ? twoKey : 0) | namedUsers | nameless | (types == 0 ? 0 : bmc.LanChannel.InForce.Flags & authenticationOff));
        reply.Byte(extended ? ipmi20 | (types == 0 ? 0 : ipmi15) : 0);
        reply.UInt24(0);
        reply.Byte(0);
        return Completion.Ok;
    }

    // §22.15. Request: channel, payload type, list index (bit 7: by cipher suite). Answer: channel, up to 16 bytes of records.
    public static byte GetCipherSuites(Controller bmc, SimSession? session, ReadOnlySpan<byte> data, ref ReplyWriter reply)
    {
        const int chunk = 16;
        const int recordLength = 5;
        if (!bmc.LanChannel.Is(data[0]))
            return Completion.InvalidField;
        var suites = bmc.Faults.ClaimedSuites ?? bmc.Options.CipherSuites;
        Span<byte> records = stackalloc byte[recordLength * suites.Count];
        for (var i = 0; i < suites.Count; i++)
        {
            // Record of table 22-18: C0h start, suite, then the algorithms, tagged in their two top bits.
            var suite = CipherSuite.ById(suites[i]);
            ReadOnlySpan<byte> record = [0xC0, suite.Id, suite.Authentication, (byte)(0x40 | suite.Integrity), (byte)(0x80 | suite.Confidentiality)];
            record.CopyTo(records[(recordLength * i)..]);
        }
        reply.Byte(bmc.LanChannel.Number);
        var start = chunk * (data[2] & 0x3F);
        if (start < records.Length)
            reply.Bytes(records[start..Math.Min(records.Length, start + chunk)]);
        return Completion.Ok;
    }

    // §22.22. Request: channel, access (bits 7 and 6: 1 stored, 2 in force), privilege limit (likewise).
    public static byte SetAccess(Controller bmc, SimSession? session, ReadOnlySpan<byte> data, ref ReplyWriter reply)
    {
        const byte notOnThisChannel = 0x82;
        const byte noSuchMode = 0x83;
        const int shared = 3;
        if (!bmc.LanChannel.IsConfigured(data[0]))
            return notOnThisChannel;
        var (setFlags, setLimit) = (data[1] >> 6, data[2] >> 6);
        var limit = data[2] & 0x0F;
        if (setFlags == 3 || setLimit == 3 || (setLimit != 0 && limit is < 1 or > 5))
            return Completion.InvalidField;
        if (setFlags != 0 && (data[1] & 0x07) > shared)
            return noSuchMode;
        bmc.LanChannel.Stored = Changed(bmc.LanChannel.Stored, 1, data);
        bmc.LanChannel.InForce = Changed(bmc.LanChannel.InForce, 2, data);
        return Completion.Ok;

        static ChannelAccess Changed(ChannelAccess access, int which, ReadOnlySpan<byte> data) => new(
            data[1] >> 6 == which ? (byte)(data[1] & 0x3F) : access.Flags,
            data[2] >> 6 == which ? (byte)(data[2] & 0x0F) : access.Privilege);
    }

    // §22.23. Request: channel, bits 7 and 6: 1 stored, 2 in force. Answer: access, privilege limit.
    public static byte GetAccess(Controller bmc, SimSession? session, ReadOnlySpan<byte> data, ref ReplyWriter reply)
    {
        const byte notOnThisChannel = 0x82;
        if (!bmc.LanChannel.IsConfigured(data[0]))
            return notOnThisChannel;
        if (data[1] >> 6 is not (1 or 2))
            return Completion.InvalidField;
        var access = data[1] >> 6 == 1 ? bmc.LanChannel.Stored : bmc.LanChannel.InForce;
        reply.Byte(access.Flags);
        reply.Byte(access.Privilege);
        return Completion.Ok;
    }

    // §22.25. Request: channel, operation (0 read, 1 set, 2 lock), key (0 K_R, 1 K_G), 20 bytes. Answer: lock status (0 no lock exists, 1 locked, 2 not locked), key when it is read.
    // 80h: locked; 81h: too few key bytes; 82h: not in this format; 83h: out of this range.
    public static byte SetSecurityKeys(Controller bmc, SimSession? session, ReadOnlySpan<byte> data, ref ReplyWriter reply)
    {
        const byte locked = 0x80;
        const byte tooShort = 0x81;
        const byte kg = 1;
        const int keyBytes = 20;
        const byte isLocked = 1;
        const byte isNotLocked = 2;
        var channel = bmc.LanChannel;
        // There is no K_R: it is for the two-key login of OEM authentication.
        if (!channel.IsConfigured(data[0]) || data[2] != kg)
            return Completion.InvalidField;
        switch (data[1] & 0x03)
        {
            case 0:
                if (channel.KeysLocked)
                    return locked;
                reply.Byte(isNotLocked);
                reply.Bytes(channel.Kg ?? new byte[keyBytes]);
                return Completion.Ok;
            case 1:
                if (channel.KeysLocked)
                    return locked;
                if (data.Length - 3 < keyBytes)
                    return tooShort;
                var key = data.Slice(3, keyBytes);
                channel.Kg = key.ContainsAnyExcept((byte)0) ? key.ToArray() : null;
                reply.Byte(isNotLocked);
                return Completion.Ok;
            case 2:
                channel.KeysLocked = true;
                reply.Byte(isLocked);
                return Completion.Ok;
            default:
                return Completion.InvalidField;
        }
    }

    // §22.24. Request: channel. Answer: channel, medium, protocol, session support and active sessions, protocol vendor 7154 (3), auxiliary (2).
    public static byte GetInfo(Controller bmc, SimSession? session, ReadOnlySpan<byte> data, ref ReplyWriter reply)
    {
        const byte multiSession = 0x80;
        const byte ipmb = 0;
        const byte systemInterface = 0x0F;
        var lan = bmc.LanChannel.IsConfigured(data[0]);
        var serial = bmc.SerialConfiguration.Is(data[0]);
        if (!lan && !serial && (data[0] & 0x0F) is not (ipmb or systemInterface))
            return Completion.InvalidField;
        // LAN, serial and IPMB all carry messages in the format of the IPMB; the host's own interface is KCS.
        var (medium, protocol) = lan ? (0x04, 0x01) : serial ? (0x05, 0x01) : (data[0] & 0x0F) == ipmb ? (0x01, 0x01) : (0x0C, 0x05);
        reply.Byte(lan ? bmc.LanChannel.Number : data[0] & 0x0F);
        reply.Byte(medium);
        reply.Byte(protocol);
        reply.Byte(lan ? multiSession | (bmc.Sessions.ActiveCount & 0x3F) : 0);
        reply.UInt24(7154);
        reply.UInt16(0);
        return Completion.Ok;
    }
}
