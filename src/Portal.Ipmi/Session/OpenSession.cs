using System.Buffers.Binary;
using Portal.Ipmi.Crypto;
using Portal.Ipmi.Wire;

namespace Portal.Ipmi.Session;

/// <summary>RMCP+ Open Session Request and Response, IPMI 2.0 §13.17 and §13.18.</summary>
internal readonly struct OpenSession
{
    private const int ResponseBytes = 36;

    private OpenSession(uint consoleSessionId, uint bmcSessionId, Algorithms algorithms)
    {
        ConsoleSessionId = consoleSessionId;
        BmcSessionId = bmcSessionId;
        Algorithms = algorithms;
    }

    /// <summary>Our session id, echoed.</summary>
    public uint ConsoleSessionId { get; }

    /// <summary>The session id the BMC chose.</summary>
    public uint BmcSessionId { get; }

    /// <summary>The algorithms the BMC chose.</summary>
    public Algorithms Algorithms { get; }

    /// <summary>Writes the request.</summary>
    public static void WriteRequest(ref IpmiWriter writer, byte tag, PrivilegeLevel privilege, uint consoleSessionId, Algorithms algorithms)
    {
        /*  1     message tag
            2     [3:0] requested maximum privilege level; 0: the highest that suits the algorithms
            3-4   reserved
            5-8   remote console session id
            9-16  authentication payload: type 00h, reserved, length 08h, algorithm, reserved
            17-24 integrity payload: the same with type 01h
            25-32 confidentiality payload: the same with type 02h  */
        writer.WriteByte(tag);
        writer.WriteByte((byte)privilege);
        writer.WriteUInt16(0);
        writer.WriteUInt32(consoleSessionId);
        WriteAlgorithm(ref writer, 0x00, (byte)algorithms.Authentication);
        WriteAlgorithm(ref writer, 0x01, (byte)algorithms.Integrity);
        WriteAlgorithm(ref writer, 0x02, (byte)algorithms.Confidentiality);
    }

    /// <summary>Reads a response without errors. The granted privilege is not looked at: ipmi_sim and OpenBMC echo 0.</summary>
    public static bool TryReadResponse(ReadOnlySpan<byte> payload, out OpenSession response)
    {
        /*  1     message tag
            2     status
            3     maximum privilege level granted
            4     reserved
            5-8   remote console session id
            9-12  managed system session id
            13-20 authentication payload, 21-28 integrity payload, 29-36 confidentiality payload  */
        response = default;
        if (payload.Length < ResponseBytes)
            return false;
        response = new OpenSession(
            BinaryPrimitives.ReadUInt32LittleEndian(payload[4..]),
            BinaryPrimitives.ReadUInt32LittleEndian(payload[8..]),
            new Algorithms(
                (AuthenticationAlgorithm)(payload[16] & 0x3F),
                (IntegrityAlgorithm)(payload[24] & 0x3F),
                (ConfidentialityAlgorithm)(payload[32] & 0x3F)));
        return true;
    }

    private static void WriteAlgorithm(ref IpmiWriter writer, byte type, byte algorithm)
    {
        writer.WriteByte(type);
        writer.WriteUInt16(0);
        writer.WriteByte(0x08);
        writer.WriteByte(algorithm);
        writer.WriteUInt16(0);
        writer.WriteByte(0);
    }
}
