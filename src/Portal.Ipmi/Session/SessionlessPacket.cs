using System.Buffers.Binary;
using Portal.Ipmi.Wire;

namespace Portal.Ipmi.Session;

/// <summary>An IPMI message outside of a session in the IPMI 1.5 format without authentication (IPMI 2.0 §13.6): what every BMC understands.</summary>
internal static class SessionlessPacket
{
    private const int HeaderBytes = 14;

    /// <summary>Writes a whole datagram and returns its length.</summary>
    public static int Write(Span<byte> datagram, CommandCode code, byte requestSequence, ReadOnlySpan<byte> data)
    {
        /*  1-4   RMCP: version 1.0, reserved, no acknowledgement, class IPMI
            5     authentication type: none
            6-9   session sequence number 0
            10-13 session id 0
            14    message length  */
        var writer = new IpmiWriter(datagram[HeaderBytes..]);
        LanMessage.BeginRequest(ref writer, code, Lun.Bmc, requestSequence);
        writer.WriteBytes(data);
        LanMessage.EndRequest(ref writer, datagram[HeaderBytes..]);
        datagram[0] = 0x06;
        datagram[1] = 0x00;
        datagram[2] = 0xFF;
        datagram[3] = 0x07;
        datagram[4..(HeaderBytes - 1)].Clear();
        datagram[HeaderBytes - 1] = (byte)writer.Written;
        return HeaderBytes + writer.Written;
    }

    /// <summary>Reads a response outside of a session, in the format of IPMI 1.5 or, as some BMCs answer, of RMCP+. Nothing authenticates it.</summary>
    public static bool TryRead(ReadOnlySpan<byte> datagram, out LanMessage message)
    {
        message = default;
        ReadOnlySpan<byte> bytes;
        if (RmcpPacket.TryRead(datagram, out var packet))
        {
            if (packet.IsEncrypted || packet.IsAuthenticated || packet.SessionId != 0 || packet.Type != PacketPayload.Ipmi)
                return false;
            bytes = packet.Payload;
        }
        else
        {
            if (datagram.Length < HeaderBytes || datagram[0] != 0x06 || datagram[3] != 0x07 || datagram[4] != 0x00 ||
                BinaryPrimitives.ReadUInt32LittleEndian(datagram[9..]) != 0 || datagram[HeaderBytes - 1] > datagram.Length - HeaderBytes)
                return false;
            bytes = datagram.Slice(HeaderBytes, datagram[HeaderBytes - 1]);
        }

        return LanMessage.HasGoodChecksums(bytes) && LanMessage.TryReadResponse(bytes, out message);
    }
}
