using System.Diagnostics;
using System.Security.Cryptography;
using Portal.Ipmi.Crypto;
using Portal.Ipmi.Wire;

namespace Portal.Ipmi.Session;

/// <summary>
/// One attempt to establish a session with one cipher suite: Open Session, RAKP 1 to 4 (IPMI 2.0 §13.15). Pure: it writes the
/// message that is to be sent and judges the answers. Writing the same message again gives the same bytes, so that a
/// retransmission is recognised by the BMC and costs no second session slot.
/// </summary>
internal sealed class Handshake : IDisposable
{
    private const byte NameOnlyLookup = 0x10;

    /// <summary>Shortest key exchange code taken: Sun ILOM sends codes that are cut to 16 bytes.</summary>
    private const int ShortestCode = 16;

    private readonly CipherSuite _suite;
    private readonly PrivilegeLevel _openPrivilege;
    private readonly byte _role;
    private readonly byte[] _userName;
    private readonly SecretBytes _password;
    private readonly SecretBytes? _kg;
    private readonly HandshakeNonces _nonces;
    private RakpTranscript? _transcript;
    private RakpKeys? _keys;

    /// <summary>Prepares the first message. Password and K_G stay the caller's.</summary>
    public Handshake(in HandshakeAttempt attempt, ReadOnlySpan<byte> userName, SecretBytes password, SecretBytes? kg, HandshakeNonces nonces)
    {
        _suite = attempt.Suite;
        _openPrivilege = attempt.OpenPrivilege;
        _role = (byte)((byte)attempt.Privilege | (attempt.NameOnly ? NameOnlyLookup : 0));
        _userName = userName.ToArray();
        _password = password;
        _kg = kg;
        _nonces = nonces;
    }

    /// <summary>Where the handshake stands.</summary>
    public HandshakeState State { get; private set; }

    /// <summary>How it failed.</summary>
    public HandshakeRefusal Refusal { get; private set; }

    /// <summary>The RMCP+ status it failed with.</summary>
    public RmcpStatus Status { get; private set; }

    /// <summary>The state in which it failed, or stands.</summary>
    public HandshakeState Stage { get; private set; }

    /// <summary>The suite that is asked for.</summary>
    public CipherSuite Suite => _suite;

    /// <summary>The algorithms that the BMC took instead, after <see cref="HandshakeRefusal.OtherAlgorithms"/>.</summary>
    public Algorithms OtherAlgorithms { get; private set; }

    /// <summary>Our session id.</summary>
    public uint ConsoleSessionId => _nonces.SessionId;

    /// <summary>The BMC's session id, once Open Session was answered.</summary>
    public uint BmcSessionId { get; private set; }

    /// <summary>The managed system's GUID, once RAKP 2 has verified.</summary>
    public ReadOnlySpan<byte> SystemGuid => _transcript is null ? default : _transcript.Guid;

    /// <summary>The session's keys, once RAKP 2 has verified. They prove nothing about the BMC before <see cref="HandshakeState.Established"/>.</summary>
    public RakpKeys? Keys => _keys;

    /// <summary>Writes the datagram that is to be sent in the present state and returns its length.</summary>
    public int WriteMessage(Span<byte> datagram)
    {
        var writer = new IpmiWriter(datagram[RmcpPacket.HeaderBytes..]);
        PacketPayload type;
        switch (State)
        {
            case HandshakeState.OpenSession:
                type = PacketPayload.OpenSessionRequest;
                OpenSession.WriteRequest(ref writer, Tag(HandshakeState.OpenSession), _openPrivilege, _nonces.SessionId, _suite.Algorithms);
                break;
            case HandshakeState.Rakp1:
                type = PacketPayload.Rakp1;
                Rakp.WriteRakp1(ref writer, Tag(HandshakeState.Rakp1), BmcSessionId, _nonces.Random, _role, _userName);
                break;
            case HandshakeState.Rakp3:
                type = PacketPayload.Rakp3;
                Span<byte> code = stackalloc byte[_suite.DigestBytes];
                RakpKeys.Rakp3Code(_suite, _password, _transcript!, code);
                Rakp.WriteRakp3(ref writer, Tag(HandshakeState.Rakp3), BmcSessionId, code);
                break;
            default:
                throw new UnreachableException($"Nothing is to be sent in state {State}.");
        }

        RmcpPacket.WriteOpenHeader(datagram, type, writer.Written);
        return RmcpPacket.HeaderBytes + writer.Written;
    }

    /// <summary>
    /// Judges an answer. True when it moved the handshake: <see cref="State"/> says where to, and if that state has a message,
    /// it is to be sent now. Whatever does not carry the tag and session id of the open question is ignored.
    /// </summary>
    public bool Accept(PacketPayload type, ReadOnlySpan<byte> payload)
    {
        if (payload.Length < 2)
            return false;
        return (State, type) switch
        {
            (HandshakeState.OpenSession, PacketPayload.OpenSessionResponse) => AcceptOpenSession(payload),
            (HandshakeState.Rakp1, PacketPayload.Rakp2) => AcceptRakp2(payload),
            (HandshakeState.Rakp3, PacketPayload.Rakp2) => AcceptRenewedRakp2(payload),
            (HandshakeState.Rakp3, PacketPayload.Rakp4) => AcceptRakp4(payload),
            _ => false,
        };
    }

    /// <summary>
    /// Takes a packet of the new session that verified under <see cref="Keys"/> for RAKP 4: it proves the same, that the BMC has the
    /// session integrity key of this very exchange. (A packet without an integrity code proves nothing.) Saves a handshake whose RAKP 4 was lost and whose BMC regards it as over
    /// (ipmi_sim answers a repeated RAKP 3 inside the session, others not at all).
    /// </summary>
    public bool AcceptSealedPacket() => State == HandshakeState.Rakp3 && _suite.IsAuthenticated && Advance(HandshakeState.Established);

    /// <summary>What makes and reads the packets of the new session, once <see cref="Keys"/> are there.</summary>
    public PacketSealer CreateSealer() => new(_suite, _keys!, _password);

    /// <summary>Zeroes the keys.</summary>
    public void Dispose() => _keys?.Dispose();

    private byte Tag(HandshakeState message) => (byte)(_nonces.Tag + (int)message);

    private bool AcceptOpenSession(ReadOnlySpan<byte> payload)
    {
        if (payload[0] != Tag(HandshakeState.OpenSession))
            return false;
        if (payload[1] != (byte)RmcpStatus.Ok)
            return Refused((RmcpStatus)payload[1]);
        if (!OpenSession.TryReadResponse(payload, out var response) || response.ConsoleSessionId != _nonces.SessionId || response.BmcSessionId == 0)
            return false;
        if (response.Algorithms != _suite.Algorithms)
        {
            OtherAlgorithms = response.Algorithms;
            return Fail(HandshakeRefusal.OtherAlgorithms);
        }

        BmcSessionId = response.BmcSessionId;
        return Advance(HandshakeState.Rakp1);
    }

    private bool AcceptRakp2(ReadOnlySpan<byte> payload)
    {
        if (payload[0] != Tag(HandshakeState.Rakp1))
            return false;
        if (payload[1] != (byte)RmcpStatus.Ok)
            return Refused((RmcpStatus)payload[1]);
        if (!TryReadRakp2(payload, out var transcript, out var code))
            return false;
        if (!Verifies(transcript, code))
            return Fail(HandshakeRefusal.Rakp2Mismatch);
        Adopt(transcript);
        return Advance(HandshakeState.Rakp3);
    }

    /// <summary>
    /// A BMC that answers a repeated RAKP 1 with a new random number has forgotten the former one. If the new RAKP 2 verifies,
    /// the handshake goes on from it; anything else is ignored, for a good RAKP 2 was had already.
    /// </summary>
    private bool AcceptRenewedRakp2(ReadOnlySpan<byte> payload)
    {
        if (payload[0] != Tag(HandshakeState.Rakp1) || payload[1] != (byte)RmcpStatus.Ok ||
            !TryReadRakp2(payload, out var transcript, out var code) ||
            transcript.BmcRandom.SequenceEqual(_transcript!.BmcRandom) || !Verifies(transcript, code))
            return false;
        Adopt(transcript);
        return true;
    }

    private bool AcceptRakp4(ReadOnlySpan<byte> payload)
    {
        if (payload[0] != Tag(HandshakeState.Rakp3))
            return false;
        if (payload[1] != (byte)RmcpStatus.Ok)
            return Refused((RmcpStatus)payload[1]);
        if (!Rakp.TryReadRakp4(payload, out var consoleSessionId, out var check) || consoleSessionId != _nonces.SessionId)
            return false;
        Span<byte> expected = stackalloc byte[_suite.DigestBytes];
        _keys!.Rakp4Check(_transcript!, expected);
        // Without authentication there is no check value, and one that is sent all the same (Supermicro X8DTG, Intel S5500) means nothing.
        if (check.Length < _suite.CheckBytes ||
            !CryptographicOperations.FixedTimeEquals(check[.._suite.CheckBytes], expected[.._suite.CheckBytes]))
            return Fail(HandshakeRefusal.Rakp4Mismatch);
        return Advance(HandshakeState.Established);
    }

    private bool TryReadRakp2(ReadOnlySpan<byte> payload, out RakpTranscript transcript, out ReadOnlySpan<byte> code)
    {
        transcript = null!;
        if (!Rakp.TryReadRakp2(payload, out var consoleSessionId, out var bmcRandom, out var guid, out code) || consoleSessionId != _nonces.SessionId)
            return false;
        transcript = new RakpTranscript(_nonces.SessionId, BmcSessionId, _nonces.Random, bmcRandom, guid, _role, _userName);
        return true;
    }

    private bool Verifies(RakpTranscript transcript, ReadOnlySpan<byte> code)
    {
        if (_suite.DigestBytes == 0)
            return true;
        Span<byte> expected = stackalloc byte[_suite.DigestBytes];
        RakpKeys.Rakp2Code(_suite, _password, transcript, expected);
        var length = Math.Min(code.Length, expected.Length);
        return length >= ShortestCode && CryptographicOperations.FixedTimeEquals(code[..length], expected[..length]);
    }

    private void Adopt(RakpTranscript transcript)
    {
        _keys?.Dispose();
        _transcript = transcript;
        _keys = RakpKeys.Derive(_suite, _password, _kg, transcript);
    }

    private bool Advance(HandshakeState state)
    {
        State = Stage = state;
        return true;
    }

    private bool Refused(RmcpStatus status)
    {
        Status = status;
        return Fail(HandshakeRefusal.Status);
    }

    private bool Fail(HandshakeRefusal refusal)
    {
        Refusal = refusal;
        State = HandshakeState.Failed;
        return true;
    }
}
