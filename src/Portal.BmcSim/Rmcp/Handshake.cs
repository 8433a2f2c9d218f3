using System.Buffers.Binary;
using System.Net;
using System.Security.Cryptography;

namespace Portal.BmcSim.Rmcp;

/// <summary>
/// Open Session and RAKP from the BMC's side, IPMI 2.0 §13.17 to §13.24. Every message may come again and then gets the same answer.
/// </summary>
internal sealed class Handshake(Controller bmc)
{
    private const int ErrorLength = 8;

    // Open Session request: tag, highest privilege, reserved (2), remote session id (4), then authentication, integrity and confidentiality proposals
    // of 8 bytes each: kind (0, 1, 2), reserved (2), length 8 (0: any), algorithm, reserved (3).
    public void OpenSession(ReadOnlySpan<byte> payload, SocketAddress from)
    {
        if (payload.Length < ErrorLength)
            return;
        var tag = payload[0];
        var privilege = (byte)(payload[1] & 0x0F);
        var remoteId = BinaryPrimitives.ReadUInt32LittleEndian(payload[4..]);
        if (!bmc.LanChannel.TakesSessions(bmc.Host.IsOn))
            return;
        if (bmc.Faults.OpenSessionStatus is { } status)
        {
            Refuse(RmcpPlus.PayloadOpenSessionResponse, tag, status, remoteId, from);
            return;
        }
        var session = bmc.Sessions.FindRepeated(tag, remoteId, from);
        if (session is null)
        {
            status = CheckOpenSession(payload, privilege, out var suite);
            if (status == RmcpStatus.NoErrors)
            {
                session = bmc.Sessions.Open(tag, remoteId, privilege, suite!, from);
                bmc.Changed();
            }
            if (session is null)
            {
                Refuse(RmcpPlus.PayloadOpenSessionResponse, tag, status == RmcpStatus.NoErrors ? RmcpStatus.InsufficientResources : status, remoteId, from);
                return;
            }
        }

        Span<byte> answer = stackalloc byte[36];
        answer.Clear();
        answer[0] = tag;
        answer[1] = RmcpStatus.NoErrors;
        answer[2] = bmc.Faults.OpenSessionGrantsNothing ? (byte)0 : session.OpenPrivilege == 0 ? (byte)4 : session.OpenPrivilege;
        BinaryPrimitives.WriteUInt32LittleEndian(answer[4..], remoteId);
        BinaryPrimitives.WriteUInt32LittleEndian(answer[8..], session.ManagedId);
        WriteAlgorithm(answer[12..], 0, session.Suite.Authentication);
        WriteAlgorithm(answer[20..], 1, session.Suite.Integrity);
        WriteAlgorithm(answer[28..], 2, session.Suite.Confidentiality);
        Send(RmcpPlus.PayloadOpenSessionResponse, answer, from);
    }

    // RAKP 1: tag, reserved (3), managed session id (4), remote random (16), role, reserved (2), name length, name.
    public void Rakp1(ReadOnlySpan<byte> payload, SocketAddress from)
    {
        if (payload.Length < 28)
            return;
        var tag = payload[0];
        var session = bmc.Sessions.Find(BinaryPrimitives.ReadUInt32LittleEndian(payload[4..]));
        if (session is null)
        {
            Refuse(RmcpPlus.PayloadRakp2, tag, RmcpStatus.InvalidSessionId, 0, from);
            return;
        }
        if (session.State == SessionState.Refused)
        {
            Refuse(RmcpPlus.PayloadRakp2, tag, session.RefusedWith, session.RemoteId, from);
            return;
        }
        var nameLength = payload[27];
        if (nameLength > 16 || payload.Length < 28 + nameLength)
        {
            RefuseSession(RmcpPlus.PayloadRakp2, session, tag, RmcpStatus.InvalidNameLength, from);
            return;
        }
        var name = payload.Slice(28, nameLength);
        var repeated = session.State != SessionState.Opened
            && session.RemoteRandom.SequenceEqual(payload.Slice(8, 16)) && session.Role == payload[24] && name.SequenceEqual(session.UserName);
        if (session.State == SessionState.Active && !repeated)
        {
            // A client that missed RAKP 4 may start over in its session; once it has used the session this can only be someone else.
            if (session.Used)
                return;
            session.StartOver();
        }
        if (!repeated && !Challenge(session, payload, name, tag, from))
            return;
        bmc.Sessions.Touch(session, from);

        Span<byte> answer = stackalloc byte[40 + RakpCodes.LongestHash];
        answer.Clear();
        answer[0] = tag;
        BinaryPrimitives.WriteUInt32LittleEndian(answer[4..], session.RemoteId);
        session.ManagedRandom.CopyTo(answer[8..]);
        bmc.SystemGuid.CopyTo(answer[24..]);
        RakpCodes.KeyExchange2(session, KeyOf(session), bmc.SystemGuid, answer[40..]);
        if (bmc.Faults.CorruptRakp2)
            answer[40] ^= 0x01;
        var length = 40 + (bmc.Faults.ShortKeyExchangeCode ? Math.Min(session.Suite.HashLength, 16) : session.Suite.HashLength);
        Send(RmcpPlus.PayloadRakp2, answer[..length], from, bmc.Faults.LongRakp2 ? 1 : 0);
    }

    // RAKP 3: tag, status, reserved (2), managed session id (4), key exchange code.
    public void Rakp3(ReadOnlySpan<byte> payload, SocketAddress from)
    {
        if (payload.Length < 8)
            return;
        var tag = payload[0];
        var session = bmc.Sessions.Find(BinaryPrimitives.ReadUInt32LittleEndian(payload[4..]));
        if (session is null)
        {
            Refuse(RmcpPlus.PayloadRakp4, tag, RmcpStatus.InvalidSessionId, 0, from);
            return;
        }
        if (session.State == SessionState.Refused)
        {
            Refuse(RmcpPlus.PayloadRakp4, tag, session.RefusedWith, session.RemoteId, from);
            return;
        }
        if (session.State == SessionState.Opened)
            return;
        if (payload[1] != RmcpStatus.NoErrors)
        {
            // The console gave up: it says so and expects no answer, §13.22.
            if (session.State == SessionState.Challenged)
            {
                bmc.Sessions.Close(session);
                bmc.Changed();
            }
            return;
        }
        Span<byte> code = stackalloc byte[RakpCodes.LongestHash];
        code = code[..session.Suite.HashLength];
        RakpCodes.KeyExchange3(session, KeyOf(session), code);
        if (!code.IsEmpty && !CryptographicOperations.FixedTimeEquals(code, payload[8..]))
        {
            if (session.State == SessionState.Challenged)
                RefuseSession(RmcpPlus.PayloadRakp4, session, tag, RmcpStatus.InvalidIntegrityCheck, from);
            return;
        }
        if (session.State == SessionState.Challenged)
            Activate(session);
        bmc.Sessions.Touch(session, from);

        Span<byte> answer = stackalloc byte[8 + RakpCodes.LongestHash];
        answer.Clear();
        answer[0] = tag;
        BinaryPrimitives.WriteUInt32LittleEndian(answer[4..], session.RemoteId);
        RakpCodes.IntegrityCheck4(session, session.Sik, bmc.SystemGuid, answer[8..]);
        if (bmc.Faults.CorruptRakp4)
            answer[8] ^= 0x01;
        const int strayCheck = 12;
        Send(RmcpPlus.PayloadRakp4, answer[..(8 + (bmc.Faults.StrayCheckValue ? Math.Max(strayCheck, session.Suite.CheckLength) : session.Suite.CheckLength))], from);
    }

    private byte CheckOpenSession(ReadOnlySpan<byte> payload, byte privilege, out CipherSuite? suite)
    {
        suite = null;
        if (payload.Length < 32)
            return RmcpStatus.IllegalParameter;
        if (privilege > 5)
            return RmcpStatus.InvalidRole;
        if (bmc.Faults.OpenSessionWantsHighest && privilege != 0)
            return RmcpStatus.IllegalParameter;
        if (bmc.Faults.InsistsOnSuite is { } insisted)
        {
            suite = CipherSuite.ById(insisted);
            return RmcpStatus.NoErrors;
        }
        Span<int> algorithms = stackalloc int[3];
        for (var i = 0; i < 3; i++)
        {
            var proposal = payload.Slice(8 + (8 * i), 8);
            if (proposal[0] != i || proposal[3] is not (0 or 8))
                return RmcpStatus.IllegalParameter;
            algorithms[i] = proposal[3] == 0 ? -1 : proposal[4] & 0x3F;
        }
        for (var i = bmc.Options.CipherSuites.Count - 1; i >= 0; i--)
        {
            var offered = CipherSuite.ById(bmc.Options.CipherSuites[i]);
            if (Matches(algorithms[0], offered.Authentication) && Matches(algorithms[1], offered.Integrity) && Matches(algorithms[2], offered.Confidentiality))
            {
                suite = offered;
                return RmcpStatus.NoErrors;
            }
        }
        return bmc.Faults.SuiteRefusal ?? RmcpStatus.NoCipherSuiteMatch;

        static bool Matches(int proposed, byte offered) => proposed == -1 || proposed == offered;
    }

    private bool Challenge(SimSession session, ReadOnlySpan<byte> payload, ReadOnlySpan<byte> name, byte tag, SocketAddress from)
    {
        var privilege = (byte)(payload[24] & 0x0F);
        var status = privilege is < 1 or > 5 ? RmcpStatus.InvalidRole : RmcpStatus.UnauthorizedName;
        var found = bmc.Users.FindForLogin(name);
        if (found is not null && status == RmcpStatus.UnauthorizedName)
        {
            var allowed = Math.Min(Math.Min(found.Privilege, bmc.LanChannel.InForce.Privilege), bmc.Lan.LimitOf(session.Suite.Id));
            if (session.OpenPrivilege != 0)
                allowed = Math.Min(allowed, session.OpenPrivilege);
            status = privilege > allowed ? RmcpStatus.UnauthorizedRole : RmcpStatus.NoErrors;
            if (bmc.Faults.ExactPrivilegeStatus is { } exact && privilege != found.Privilege)
                status = exact;
            const int nameOnly = 0x10;
            if (bmc.Faults.NoNameOnlyLookup && (payload[24] & nameOnly) != 0)
                status = RmcpStatus.UnauthorizedName;
        }
        if (status != RmcpStatus.NoErrors)
        {
            RefuseSession(RmcpPlus.PayloadRakp2, session, tag, status, from);
            return false;
        }
        payload.Slice(8, 16).CopyTo(session.RemoteRandom);
        Scratch.Current.FillRandom(session.ManagedRandom);
        session.Role = bmc.Faults.KeysFromOpenSession ? (byte)((payload[24] & 0xF0) | session.OpenPrivilege) : payload[24];
        session.UserName = found!.Name;
        session.User = found;
        session.PrivilegeLimit = privilege;
        session.State = SessionState.Challenged;
        return true;
    }

    private void Activate(SimSession session)
    {
        session.Sik = new byte[session.Suite.HashLength];
        RakpCodes.SessionIntegrityKey(session, bmc.LanChannel.Kg ?? KeyOf(session), session.Sik);
        session.Cipher = new PacketCipher(session.Suite, session.Sik, KeyOf(session));
        // A session starts at User level, or lower when its limit is lower; Set Session Privilege Level raises it, §22.18.
        session.Privilege = Math.Min((byte)2, session.PrivilegeLimit);
        session.State = SessionState.Active;
        bmc.Changed();
    }

    private byte[] KeyOf(SimSession session)
    {
        var key = session.User!.Key;
        return bmc.Faults.PasswordBytesKept < key.Length ? [.. key[..bmc.Faults.PasswordBytesKept], .. new byte[key.Length - bmc.Faults.PasswordBytesKept]] : key;
    }

    private static void WriteAlgorithm(Span<byte> destination, byte kind, byte algorithm)
    {
        destination[0] = kind;
        destination[3] = 8;
        destination[4] = algorithm;
    }

    private void RefuseSession(byte payloadType, SimSession session, byte tag, byte status, SocketAddress to)
    {
        if (session.State != SessionState.Active)
        {
            bmc.Sessions.Refuse(session, status);
            bmc.Changed();
        }
        Refuse(payloadType, tag, status, session.RemoteId, to);
    }

    private void Refuse(byte payloadType, byte tag, byte status, uint remoteId, SocketAddress to)
    {
        Span<byte> answer = stackalloc byte[ErrorLength];
        answer.Clear();
        answer[0] = tag;
        answer[1] = status;
        BinaryPrimitives.WriteUInt32LittleEndian(answer[4..], remoteId);
        Send(payloadType, answer, to);
    }

    private void Send(byte payloadType, ReadOnlySpan<byte> payload, SocketAddress to, int excessLength = 0)
    {
        Span<byte> packet = stackalloc byte[RmcpPlus.HeaderLength + 40 + RakpCodes.LongestHash];
        RmcpPlus.WriteHeader(packet, payloadType, 0, 0, payload.Length + excessLength);
        payload.CopyTo(packet[RmcpPlus.HeaderLength..]);
        bmc.Send(packet[..(RmcpPlus.HeaderLength + payload.Length)], to);
    }
}
