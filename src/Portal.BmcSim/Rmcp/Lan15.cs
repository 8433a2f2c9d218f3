using System.Buffers.Binary;
using System.Net;
using System.Security.Cryptography;
using Portal.BmcSim.Commands;

namespace Portal.BmcSim.Rmcp;

/// <summary>Sessions of IPMI 1.5 from the BMC's side, IPMI 1.5 §12.9, §18.14 and §18.15: challenge, activation, packets.</summary>
internal sealed class Lan15(Controller bmc)
{
    // RMCP (4), authentication type, session sequence (4), session id (4), code (16, not with type none), message length, message, pad.
    private const int PlainHeader = 14;
    private const byte App = 0x06;
    private const byte GetSessionChallenge = 0x39;
    private const byte ActivateSession = 0x3A;
    private const byte NoneType = 0;

    /// <summary>Takes a packet in the format of IPMI 1.5; the caller has seen that its first five bytes are there.</summary>
    public void Handle(ReadOnlySpan<byte> datagram, SocketAddress from)
    {
        var type = datagram[4];
        var header = type == NoneType ? PlainHeader : PlainHeader + Lan15Session.CodeLength;
        if (type is not (0 or 1 or 2 or 4) || datagram.Length < header || datagram.Length < header + datagram[header - 1])
            return;
        var sequence = BinaryPrimitives.ReadUInt32LittleEndian(datagram[5..]);
        var sessionId = BinaryPrimitives.ReadUInt32LittleEndian(datagram[9..]);
        var message = datagram.Slice(header, datagram[header - 1]);
        if (sessionId == 0)
        {
            if (type == NoneType)
                HandleOutside(message, from);
            return;
        }
        if (bmc.Sessions.Find(sessionId) is not { Lan15: { } lan15 } session)
            return;
        var isSigned = type == lan15.Type;
        if (!isSigned && !(type == NoneType && lan15.PlainAnswers && session.State == SessionState.Active))
            return;
        if (type != NoneType && !CryptographicOperations.FixedTimeEquals(lan15.Code(sessionId, sequence, message), datagram.Slice(PlainHeader - 1, Lan15Session.CodeLength)))
            return;
        if (sequence == 0)
        {
            if (isSigned && !session.Used)
                Activate(session, lan15, message, from);
        }
        else if (session.State == SessionState.Active && session.AcceptSequence(sequence))
        {
            session.Used = true;
            bmc.Sessions.Touch(session, from);
            bmc.HandleRequest(session, message, Scratch.Current);
        }
    }

    /// <summary>Builds a packet of a session in <see cref="Scratch.Packet"/>.</summary>
    public static ReadOnlySpan<byte> Seal(SimSession session, ReadOnlySpan<byte> message, bool plain, SimFaults faults)
    {
        var lan15 = session.Lan15!;
        var type = plain ? NoneType : lan15.Type;
        var header = type == NoneType ? PlainHeader : PlainHeader + Lan15Session.CodeLength;
        var sequence = session.NextOutboundSequence();
        var id = faults.SessionIdZero ? 0 : session.ManagedId;
        var packet = Scratch.Current.Packet;
        WriteHeader(packet, type, sequence, id);
        if (type != NoneType)
        {
            lan15.Code(id, sequence, message).CopyTo(packet, PlainHeader - 1);
            if (faults.WrongCodes15)
                packet[PlainHeader] ^= 0xFF;
        }
        packet[header - 1] = (byte)message.Length;
        message.CopyTo(packet.AsSpan(header));
        var length = header + message.Length;
        // Legacy pad, table 12-8.
        if (length is 56 or 84 or 112 or 128 or 156)
            packet[length++] = 0;
        return packet.AsSpan(0, length);
    }

    private static void WriteHeader(Span<byte> packet, byte type, uint sequence, uint sessionId)
    {
        packet[0] = 0x06;
        packet[1] = 0x00;
        packet[2] = 0xFF;
        packet[3] = RmcpPlus.ClassIpmi;
        packet[4] = type;
        BinaryPrimitives.WriteUInt32LittleEndian(packet[5..], sequence);
        BinaryPrimitives.WriteUInt32LittleEndian(packet[9..], sessionId);
    }

    private void HandleOutside(ReadOnlySpan<byte> bytes, SocketAddress from)
    {
        var scratch = Scratch.Current;
        ReadOnlySpan<byte> answer;
        if (IpmiMessage.TryRead(bytes, out var message) && message is { NetFn: App, Command: GetSessionChallenge })
        {
            Span<byte> data = stackalloc byte[20];
            var code = bmc.Faults.CompletionCodes.TryGetValue((App, GetSessionChallenge), out var fault) ? fault : Challenge(message.Data, data, from);
            answer = scratch.Answer.AsSpan(0, message.WriteAnswer(code, code == 0 ? data : default, scratch.Answer));
        }
        else
        {
            answer = bmc.Execute(null, bytes);
        }
        if (answer.IsEmpty)
            return;
        WriteHeader(scratch.Packet, NoneType, 0, 0);
        scratch.Packet[PlainHeader - 1] = (byte)answer.Length;
        answer.CopyTo(scratch.Packet.AsSpan(PlainHeader));
        bmc.Send(scratch.Packet.AsSpan(0, PlainHeader + answer.Length), from);
    }

    // §18.14. Request: authentication type, user name (16). Answer: temporary session id (4), challenge (16). 81h: no such user, 82h: the nameless user is not enabled.
    private byte Challenge(ReadOnlySpan<byte> request, Span<byte> answer, SocketAddress from)
    {
        const byte noSuchUser = 0x81;
        const byte namelessDisabled = 0x82;
        const byte outOfSpace = 0xC4;
        if (request.Length < 17)
            return Completion.InvalidLength;
        var type = (byte)(request[0] & 0x0F);
        if (!bmc.Options.Ipmi15.Contains(type) || !bmc.LanChannel.TakesSessions(bmc.Host.IsOn))
            return Completion.InvalidField;
        var name = request.Slice(1, 16).TrimEnd((byte)0);
        // A password of 20 bytes does not fit into IPMI 1.5 at all.
        if (bmc.Users.FindForLogin(name) is not { IsLong: false } user)
            return name.IsEmpty ? namelessDisabled : noSuchUser;
        const int perMessageOff = 0x10;
        var challenge = new byte[16];
        Scratch.Current.FillRandom(challenge);
        Span<byte> first = stackalloc byte[4];
        Scratch.Current.FillRandom(first);
        var lan15 = new Lan15Session(type, user.Key[..16], challenge, (bmc.LanChannel.InForce.Flags & perMessageOff) != 0)
        {
            FirstInbound = BinaryPrimitives.ReadUInt32LittleEndian(first) | 1,
        };
        if (bmc.Sessions.Open15(lan15, from) is not { } session)
            return outOfSpace;
        session.User = user;
        session.UserName = user.Name;
        bmc.Changed();
        BinaryPrimitives.WriteUInt32LittleEndian(answer, session.ManagedId);
        challenge.CopyTo(answer[4..]);
        return Completion.Ok;
    }

    // §18.15. Request: authentication type, highest privilege, challenge (16), first outbound sequence (4).
    // Answer: authentication type from now on, session id (4), first inbound sequence (4), privilege limit. 86h: the privilege is above the limit.
    private void Activate(SimSession session, Lan15Session lan15, ReadOnlySpan<byte> bytes, SocketAddress from)
    {
        const byte aboveLimit = 0x86;
        if (!IpmiMessage.TryRead(bytes, out var message) || message is not { NetFn: App, Command: ActivateSession } || message.Data.Length < 22)
            return;
        var request = message.Data;
        var outbound = BinaryPrimitives.ReadUInt32LittleEndian(request[18..]);
        var privilege = (byte)(request[1] & 0x0F);
        var code = bmc.Faults.CompletionCodes.TryGetValue((App, ActivateSession), out var fault) ? fault : Completion.Ok;
        if (code == Completion.Ok && ((request[0] & 0x0F) != lan15.Type || !request.Slice(2, 16).SequenceEqual(lan15.Challenge) || outbound == 0 || privilege is < 1 or > 5))
            code = Completion.InvalidField;
        if (code == Completion.Ok && privilege > Math.Min(session.User!.Privilege, bmc.LanChannel.InForce.Privilege))
            code = aboveLimit;
        Span<byte> answer = stackalloc byte[10];
        if (code == Completion.Ok)
        {
            session.PrivilegeLimit = privilege;
            session.Privilege = Math.Min((byte)2, privilege);
            session.State = SessionState.Active;
            session.Number(lan15.FirstInbound, outbound);
            bmc.Changed();
            answer[0] = lan15.PlainAnswers ? NoneType : lan15.Type;
            BinaryPrimitives.WriteUInt32LittleEndian(answer[1..], session.ManagedId);
            BinaryPrimitives.WriteUInt32LittleEndian(answer[5..], lan15.FirstInbound);
            answer[9] = privilege;
        }
        bmc.Sessions.Touch(session, from);
        var scratch = Scratch.Current;
        var reply = scratch.Answer.AsSpan(0, message.WriteAnswer(code, code == 0 ? answer : default, scratch.Answer));
        bmc.Send(Seal(session, reply, plain: false, bmc.Faults), from);
        if (code != Completion.Ok)
        {
            bmc.Sessions.Close(session);
            bmc.Changed();
        }
    }
}
