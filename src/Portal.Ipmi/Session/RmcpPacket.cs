using System.Buffers.Binary;

namespace Portal.Ipmi.Session;

/// <summary>A datagram in the RMCP+ format, IPMI 2.0 §13.6: header and payload, not yet verified and not decrypted.</summary>
internal readonly ref struct RmcpPacket
{
    /// <summary>Bytes before the payload: RMCP header and RMCP+ session header.</summary>
    public const int HeaderBytes = 16;

    /// <summary>Bytes of the RMCP header, which no integrity code covers.</summary>
    public const int RmcpHeaderBytes = 4;

    /// <summary>The largest datagram that we send or take. An IPMI message has at most 255 bytes of data, SOL 259, a handshake less.</summary>
    public const int MaxDatagramBytes = 640;

    private const byte RmcpVersion = 0x06;
    private const byte NoAcknowledgement = 0xFF;
    private const byte IpmiClass = 0x07;
    private const byte RmcpPlus = 0x06;
    private const byte EncryptedBit = 0x80;
    private const byte AuthenticatedBit = 0x40;

    private RmcpPacket(byte payloadType, uint sessionId, uint sequence, ReadOnlySpan<byte> payload)
    {
        IsEncrypted = (payloadType & EncryptedBit) != 0;
        IsAuthenticated = (payloadType & AuthenticatedBit) != 0;
        Type = (PacketPayload)(payloadType & 0x3F);
        SessionId = sessionId;
        Sequence = sequence;
        Payload = payload;
    }

    /// <summary>The payload is encrypted.</summary>
    public bool IsEncrypted { get; }

    /// <summary>An integrity code follows the payload.</summary>
    public bool IsAuthenticated { get; }

    /// <summary>Kind of payload.</summary>
    public PacketPayload Type { get; }

    /// <summary>Session id of the receiver; 0 outside of a session.</summary>
    public uint SessionId { get; }

    /// <summary>Session sequence number; 0 outside of a session.</summary>
    public uint Sequence { get; }

    /// <summary>The payload as it came.</summary>
    public ReadOnlySpan<byte> Payload { get; }

    /// <summary>Reads the headers. False for anything that is not RMCP+: RMCP acknowledgements, ASF, IPMI 1.5, OEM payloads, garbage.</summary>
    public static bool TryRead(ReadOnlySpan<byte> datagram, out RmcpPacket packet)
    {
        packet = default;
        if (datagram.Length < HeaderBytes || datagram[0] != RmcpVersion || datagram[3] != IpmiClass || datagram[4] != RmcpPlus)
            return false;
        if ((datagram[5] & 0x3F) == (byte)PacketPayload.OemExplicit)
            return false;
        var length = (int)BinaryPrimitives.ReadUInt16LittleEndian(datagram[14..]);
        if (length > datagram.Length - HeaderBytes)
        {
            // Supermicro H8QME gives RAKP 2 a length that is one too large: outside of a session the datagram's own length counts.
            if (datagram[5] != (byte)PacketPayload.Rakp2 || length > datagram.Length - HeaderBytes + 1)
                return false;
            length = datagram.Length - HeaderBytes;
        }

        packet = new RmcpPacket(
            datagram[5],
            BinaryPrimitives.ReadUInt32LittleEndian(datagram[6..]),
            BinaryPrimitives.ReadUInt32LittleEndian(datagram[10..]),
            datagram.Slice(HeaderBytes, length));
        return true;
    }

    /// <summary>Writes both headers for a payload of <paramref name="payloadBytes"/> inside a session.</summary>
    public static void WriteSessionHeader(Span<byte> datagram, PacketPayload type, bool isEncrypted, bool isAuthenticated, uint sessionId, uint sequence, int payloadBytes) =>
        WriteHeader(datagram, (byte)((byte)type | (isEncrypted ? EncryptedBit : 0) | (isAuthenticated ? AuthenticatedBit : 0)), sessionId, sequence, payloadBytes);

    /// <summary>Writes both headers for a payload of <paramref name="payloadBytes"/> outside of a session.</summary>
    public static void WriteOpenHeader(Span<byte> datagram, PacketPayload type, int payloadBytes) =>
        WriteHeader(datagram, (byte)type, 0, 0, payloadBytes);

    private static void WriteHeader(Span<byte> datagram, byte payloadType, uint sessionId, uint sequence, int payloadBytes)
    {
        /*  1     RMCP version 1.0
            2     reserved
            3     RMCP sequence; FFh: no acknowledgement
            4     class of message: IPMI
            5     authentication type: RMCP+
            6     [7] encrypted, [6] authenticated, [5:0] payload type
            7-10  session id
            11-14 session sequence number
            15-16 payload length  */
        datagram[0] = RmcpVersion;
        datagram[1] = 0;
        datagram[2] = NoAcknowledgement;
        datagram[3] = IpmiClass;
        datagram[4] = RmcpPlus;
        datagram[5] = payloadType;
        BinaryPrimitives.WriteUInt32LittleEndian(datagram[6..], sessionId);
        BinaryPrimitives.WriteUInt32LittleEndian(datagram[10..], sequence);
        BinaryPrimitives.WriteUInt16LittleEndian(datagram[14..], (ushort)payloadBytes);
    }
}
