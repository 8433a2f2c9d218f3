using System.Buffers.Binary;
using System.Net.Sockets;
using Portal.BmcSim.Rmcp;

namespace Portal.BmcSim.Commands;

/// <summary>Session commands, IPMI 2.0 §22.18 to §22.20.</summary>
internal static class SessionCommands
{
    public static CommandEntry[] Commands =>
    [
        new(0x06, 0x3B, CommandEntry.User, 1, SetPrivilegeLevel),
        new(0x06, 0x3C, CommandEntry.Callback, 4, Close),
        new(0x06, 0x3D, CommandEntry.User, 1, GetInfo),
    ];

    // §22.18. Request: privilege, 0 asks. Answer: privilege now. 80h not available to the user, 81h above the limit.
    public static byte SetPrivilegeLevel(Controller bmc, SimSession? session, ReadOnlySpan<byte> data, ref ReplyWriter reply)
    {
        const byte notAvailable = 0x80;
        const byte aboveLimit = 0x81;
        var wanted = (byte)(data[0] & 0x0F);
        if (wanted is 1 or > 5)
            return Completion.InvalidField;
        if (wanted == 5)
            return notAvailable;
        if (wanted > session!.PrivilegeLimit)
            return aboveLimit;
        if (wanted != 0)
            session.Privilege = wanted;
        reply.Byte(session.Privilege);
        return Completion.Ok;
    }

    // §22.19. Request: session id. 87h: no such session. Closing another's session takes an administrator.
    public static byte Close(Controller bmc, SimSession? session, ReadOnlySpan<byte> data, ref ReplyWriter reply)
    {
        const byte noSuchSession = 0x87;
        const byte administrator = 4;
        var other = bmc.Sessions.Find(BinaryPrimitives.ReadUInt32LittleEndian(data));
        if (other is null)
            return noSuchSession;
        if (other != session && session!.Privilege < administrator)
            return Completion.InsufficientPrivilege;
        bmc.Closing = other;
        return Completion.Ok;
    }

    // §22.20. Request: 00h current; n the n-th active; FEh by handle; FFh by id. Answer: handle (0 none), possible, active, then user, privilege, protocol and channel, address, MAC (6), port.
    public static byte GetInfo(Controller bmc, SimSession? session, ReadOnlySpan<byte> data, ref ReplyWriter reply)
    {
        const byte byHandle = 0xFE;
        const byte byId = 0xFF;
        if (data[0] == byHandle && data.Length < 2 || data[0] == byId && data.Length < 5)
            return Completion.InvalidLength;
        bmc.Sessions.Expire();
        var found = data[0] switch
        {
            0 => session,
            byHandle => bmc.Sessions.FindByHandle(data[1]),
            byId => bmc.Sessions.Find(BinaryPrimitives.ReadUInt32LittleEndian(data[1..])),
            var number => bmc.Sessions.FindActive(number),
        };
        // Of a session that is not there: how many there are.
        if (found is not { State: SessionState.Active } && data[0] is byHandle or byId)
            return Completion.NotPresent;
        reply.Byte(found is { State: SessionState.Active } ? found.Handle : 0);
        reply.Byte(bmc.Options.SessionSlots & 0x3F);
        reply.Byte(bmc.Sessions.ActiveCount & 0x3F);
        if (found is { State: SessionState.Active })
            WritePeer(bmc, found, ref reply);
        return Completion.Ok;
    }

    private static void WritePeer(Controller bmc, SimSession session, ref ReplyWriter reply)
    {
        const byte rmcpPlus = 0x10;
        reply.Byte(session.User!.Id);
        reply.Byte(session.Privilege);
        reply.Byte((session.Lan15 is null ? rmcpPlus : 0) | bmc.LanChannel.Number);
        if (session.Peer.Family == AddressFamily.InterNetwork)
        {
            // sockaddr_in: family (2), port big-endian (2), address (4). The answer's port is little-endian.
            var peer = session.Peer.Buffer.Span;
            reply.Bytes(peer.Slice(4, 4));
            reply.Bytes([0x02, 0, 0, 0, 0, 0x01]);
            reply.UInt16(BinaryPrimitives.ReadUInt16BigEndian(peer[2..]));
        }
    }
}
