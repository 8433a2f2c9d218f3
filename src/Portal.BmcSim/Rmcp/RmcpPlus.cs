using System.Buffers.Binary;

namespace Portal.BmcSim.Rmcp;

/// <summary>RMCP and RMCP+ framing, IPMI 2.0 §13.1.3 and §13.6.</summary>
internal static class RmcpPlus
{
    // RMCP: 06h version, 00h, sequence FFh (no acknowledge), class.
    // RMCP+: 06h format, payload type, session id (4), session sequence (4), payload length (2), payload, trailer.
    public const int HeaderLength = 16;
    public const byte ClassAsf = 0x06;
    public const byte ClassIpmi = 0x07;
    public const byte FormatRmcpPlus = 0x06;

    public const byte PayloadIpmi = 0x00;
    public const byte PayloadSol = 0x01;
    public const byte PayloadOpenSessionRequest = 0x10;
    public const byte PayloadOpenSessionResponse = 0x11;
    public const byte PayloadRakp1 = 0x12;
    public const byte PayloadRakp2 = 0x13;
    public const byte PayloadRakp3 = 0x14;
    public const byte PayloadRakp4 = 0x15;

    public static void WriteHeader(Span<byte> packet, byte typeAndFlags, uint sessionId, uint sequence, int payloadLength)
    {
        packet[0] = 0x06;
        packet[1] = 0x00;
        packet[2] = 0xFF;
        packet[3] = ClassIpmi;
        packet[4] = FormatRmcpPlus;
        packet[5] = typeAndFlags;
        BinaryPrimitives.WriteUInt32LittleEndian(packet[6..], sessionId);
        BinaryPrimitives.WriteUInt32LittleEndian(packet[10..], sequence);
        BinaryPrimitives.WriteUInt16LittleEndian(packet[14..], (ushort)payloadLength);
    }
}
