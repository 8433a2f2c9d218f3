using Portal.BmcSim.Rmcp;
using Portal.BmcSim.Sol;

namespace Portal.BmcSim.Commands;

/// <summary>Payload activation, IPMI 2.0 §24. The only payload to activate is SOL, one instance of it.</summary>
internal static class PayloadCommands
{
    public static CommandEntry[] Commands =>
    [
        new(0x06, 0x48, CommandEntry.User, 6, Activate),
        new(0x06, 0x49, CommandEntry.User, 2, Deactivate),
        new(0x06, 0x4A, CommandEntry.User, 1, GetActivationStatus),
        new(0x06, 0x4B, CommandEntry.User, 2, GetInstanceInfo),
        new(0x06, 0x4C, CommandEntry.Administrator, 6, SetUserAccess),
        new(0x06, 0x4D, CommandEntry.Operator, 2, GetUserAccess),
        new(0x06, 0x4E, CommandEntry.User, 1, GetChannelSupport),
        new(0x06, 0x4F, CommandEntry.User, 2, GetChannelVersion),
    ];

    private const byte Sol = 0x01;
    private const byte NotThere = 0x80;

    // §24.1. Request: payload type, instance, auxiliary (4; SOL: bit 7 encryption, bit 6 authentication of the first).
    // Answer: auxiliary (4), inbound size, outbound size, port, VLAN (FFFFh none). 80h active elsewhere, 81h disabled, 83h without encryption only, 84h with encryption only.
    public static byte Activate(Controller bmc, SimSession? session, ReadOnlySpan<byte> data, ref ReplyWriter reply)
    {
        const byte alreadyActive = 0x80;
        const byte disabled = 0x81;
        const byte cannotEncrypt = 0x83;
        const byte needsEncryption = 0x84;
        const byte secured = 0xC0;
        if (bmc.Faults.ActivatePayloadCode is { } fault)
            return fault;
        if ((data[0] & 0x3F) != Sol)
            return disabled;
        if ((data[1] & 0x0F) != 1)
            return Completion.InvalidField;
        // IPMI 1.5 has no payloads.
        if (session!.Lan15 is not null)
            return Completion.InvalidCommand;
        var wanted = data[2] & secured;
        if (wanted != session.Suite.Flags)
            return (wanted & ~session.Suite.Flags) != 0 ? cannotEncrypt : needsEncryption;
        if (!bmc.SolConfiguration.IsEnabled)
            return disabled;
        if ((session.User!.Payloads & (1 << Sol)) == 0 || session.PrivilegeLimit < bmc.SolConfiguration.Privilege)
            return Completion.InsufficientPrivilege;
        if (bmc.Sol.Owner is not null)
            return alreadyActive;
        bmc.Sol.Activate(session);
        reply.UInt32(0);
        reply.UInt16(SolPort.MaxPayload);
        reply.UInt16(SolPort.MaxPayload);
        reply.UInt16(bmc.Port);
        reply.UInt16(0xFFFF);
        return Completion.Ok;
    }

    // §24.2. Request: payload type, instance, auxiliary (4). 80h: is not active.
    public static byte Deactivate(Controller bmc, SimSession? session, ReadOnlySpan<byte> data, ref ReplyWriter reply)
    {
        if ((data[0] & 0x3F) != Sol || bmc.Sol.Owner is null)
            return NotThere;
        bmc.Sol.Deactivate(tellOwner: bmc.Sol.Owner != session);
        return Completion.Ok;
    }

    // §24.4. Request: payload type. Answer: instance capacity, active instances (2).
    public static byte GetActivationStatus(Controller bmc, SimSession? session, ReadOnlySpan<byte> data, ref ReplyWriter reply)
    {
        if ((data[0] & 0x3F) != Sol)
            return Completion.InvalidField;
        reply.Byte(1);
        reply.UInt16(bmc.Sol.Owner is null ? 0 : 1);
        return Completion.Ok;
    }

    // §24.5. Request: payload type, instance. Answer: session id of the owner or 0, information (8; SOL: serial port number).
    public static byte GetInstanceInfo(Controller bmc, SimSession? session, ReadOnlySpan<byte> data, ref ReplyWriter reply)
    {
        if ((data[0] & 0x3F) != Sol || (data[1] & 0x0F) != 1)
            return Completion.InvalidField;
        reply.UInt32(bmc.Sol.Owner?.ManagedId ?? 0);
        reply.Byte(1);
        reply.Bytes([0, 0, 0, 0, 0, 0, 0]);
        return Completion.Ok;
    }

    // §24.6. Request: channel, user (bits 7 and 6: 0 enable, 1 disable), standard payloads (2), OEM payloads (2).
    public static byte SetUserAccess(Controller bmc, SimSession? session, ReadOnlySpan<byte> data, ref ReplyWriter reply)
    {
        if (!bmc.LanChannel.IsConfigured(data[0]) || bmc.Users.At(data[1] & 0x3F) is not { } user || data[1] >> 6 > 1)
            return Completion.InvalidField;
        var (standard, oem) = (data[2] | (data[3] << 8), data[4] | (data[5] << 8));
        var enable = data[1] >> 6 == 0;
        user.Payloads = (ushort)(enable ? user.Payloads | standard : user.Payloads & ~standard);
        user.OemPayloads = (ushort)(enable ? user.OemPayloads | oem : user.OemPayloads & ~oem);
        return Completion.Ok;
    }

    // §24.7. Request: channel, user. Answer: standard payloads (2), OEM payloads (2), bit per type.
    public static byte GetUserAccess(Controller bmc, SimSession? session, ReadOnlySpan<byte> data, ref ReplyWriter reply)
    {
        if (!bmc.LanChannel.IsConfigured(data[0]) || bmc.Users.At(data[1] & 0x3F) is not { } user)
            return Completion.InvalidField;
        reply.UInt16(user.Payloads);
        reply.UInt16(user.OemPayloads);
        return Completion.Ok;
    }

    // §24.8. Request: channel. Answer: standard payloads (IPMI, SOL), session set-up payloads (six), OEM payloads, reserved; 2 bytes each.
    public static byte GetChannelSupport(Controller bmc, SimSession? session, ReadOnlySpan<byte> data, ref ReplyWriter reply)
    {
        if (!bmc.LanChannel.Is(data[0]))
            return Completion.InvalidField;
        reply.UInt16(0x0003);
        reply.UInt16(0x003F);
        reply.UInt16(0);
        reply.UInt16(0);
        return Completion.Ok;
    }

    // §24.9. Request: channel, payload type. Answer: version, major and minor in 4 bits each. 80h: no such payload.
    public static byte GetChannelVersion(Controller bmc, SimSession? session, ReadOnlySpan<byte> data, ref ReplyWriter reply)
    {
        if (!bmc.LanChannel.Is(data[0]))
            return Completion.InvalidField;
        if ((data[1] & 0x3F) is not (RmcpPlus.PayloadIpmi or Sol or >= RmcpPlus.PayloadOpenSessionRequest and <= RmcpPlus.PayloadRakp4))
            return NotThere;
        reply.Byte(0x10);
        return Completion.Ok;
    }
}
