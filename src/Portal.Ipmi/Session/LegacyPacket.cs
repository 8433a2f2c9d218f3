using System.Buffers.Binary;
using Portal.Ipmi.Crypto;

namespace Portal.Ipmi.Session;

/// <summary>A datagram in the format of IPMI 1.5, table 12-8: session header and message, not yet verified.</summary>
internal readonly ref struct LegacyPacket
{
    /// <summary>Bytes before the message when there is an authentication code.</summary>
    public const int LongestHeaderBytes = PlainHeaderBytes + LegacyDigest.CodeBytes;

    /// <summary>Bytes that may follow the message.</summary>
    public const int PadBytes = 1;

    private const int PlainHeaderBytes = 14;
    private const byte RmcpVersion = 0x06;
    private const byte NoAcknowledgement = 0xFF;
    private const byte IpmiClass = 0x07;

    private LegacyPacket(AuthenticationType type, uint sequence, uint sessionId, ReadOnlySpan<byte> code, ReadOnlySpan<byte> message, int messageOffset)
    {
        Type = type;
        Sequence = sequence;
        SessionId = sessionId;
        Code = code;
        Message = message;
        MessageOffset = messageOffset;
    }

    /// <summary>How it is signed.</summary>
    public AuthenticationType Type { get; }

    /// <summary>Session sequence number; 0 outside of a session.</summary>
    public uint Sequence { get; }

    /// <summary>Session id, the same in both directions; 0 outside of a session.</summary>
    public uint SessionId { get; }

    /// <summary>Authentication code; empty when it is not signed.</summary>
    public ReadOnlySpan<byte> Code { get; }

    /// <summary>The IPMI message.</summary>
    public ReadOnlySpan<byte> Message { get; }

    /// <summary>Where the message begins.</summary>
    public int MessageOffset { get; }

    /// <summary>Reads a datagram. False for anything else: RMCP+, ASF, acknowledgements, authentication types unknown, garbage.</summary>
    public static bool TryRead(ReadOnlySpan<byte> datagram, out LegacyPacket packet)
    {
        packet = default;
        if (datagram.Length < PlainHeaderBytes || datagram[0] != RmcpVersion || datagram[3] != IpmiClass)
            return false;
        var type = (AuthenticationType)datagram[4];
        if (type is not (AuthenticationType.None or AuthenticationType.Md2 or AuthenticationType.Md5 or AuthenticationType.StraightPassword))
            return false;
        var header = type == AuthenticationType.None ? PlainHeaderBytes : LongestHeaderBytes;
        if (datagram.Length < header || datagram.Length - header < datagram[header - 1])
            return false;
        packet = new LegacyPacket(
            type,
            BinaryPrimitives.ReadUInt32LittleEndian(datagram[5..]),
            BinaryPrimitives.ReadUInt32LittleEndian(datagram[9..]),
            datagram[(PlainHeaderBytes - 1)..(header - 1)],
            datagram.Slice(header, datagram[header - 1]),
            header);
        return true;
    }

    /// <summary>Writes a whole datagram, signed by <paramref name="digest"/>, and returns its length.</summary>
    public static int Write(Span<byte> datagram, LegacyDigest digest, uint sessionId, uint sequence, ReadOnlySpan<byte> message)
    {
        /*  1-4   RMCP: version 1.0, reserved, no acknowledgement, class IPMI
            5     authentication type
            6-9   session sequence number
            10-13 session id
            14-29 authentication code, unless the type is none
            30    message length
            31-   message
                  legacy pad  */
        datagram[0] = RmcpVersion;
        datagram[1] = 0;
        datagram[2] = NoAcknowledgement;
        datagram[3] = IpmiClass;
        datagram[4] = (byte)digest.Type;
        BinaryPrimitives.WriteUInt32LittleEndian(datagram[5..], sequence);
        BinaryPrimitives.WriteUInt32LittleEndian(datagram[9..], sessionId);
        var header = digest.Type == AuthenticationType.None ? PlainHeaderBytes : LongestHeaderBytes;
        digest.Compute(sessionId, sequence, message, datagram[(PlainHeaderBytes - 1)..]);
        datagram[header - 1] = (byte)message.Length;
        message.CopyTo(datagram[header..]);
        var length = header + message.Length;
        if (!NeedsPad(length))
            return length;
        datagram[length] = 0;
        return length + PadBytes;
    }

    /// <summary>Some network controllers of BMCs lose packets of these lengths (IPMI 1.5 table 12-8, note 1).</summary>
    private static bool NeedsPad(int length) => length is 56 or 84 or 112 or 128 or 156;
}
