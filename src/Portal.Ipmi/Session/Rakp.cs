using System.Buffers.Binary;
using Portal.Ipmi.Crypto;
using Portal.Ipmi.Wire;

namespace Portal.Ipmi.Session;

/// <summary>RAKP messages 1 to 4, IPMI 2.0 §13.20 to §13.23. An answer's code is what follows its fixed part.</summary>
internal static class Rakp
{
    /// <summary>Bytes of RAKP 2 before its key exchange code.</summary>
    private const int Rakp2FixedBytes = 8 + RakpTranscript.NonceBytes + RakpTranscript.NonceBytes;

    /// <summary>Bytes of RAKP 4 before its integrity check value.</summary>
    private const int Rakp4FixedBytes = 8;

    /// <summary>Writes RAKP 1.</summary>
    public static void WriteRakp1(ref IpmiWriter writer, byte tag, uint bmcSessionId, ReadOnlySpan<byte> consoleRandom, byte role, ReadOnlySpan<byte> userName)
    {
        /*  1     message tag
            2-4   reserved
            5-8   managed system session id
            9-24  remote console random number
            25    [4] name-only look-up, [3:0] requested maximum privilege level
            26-27 reserved
            28    user name length
            29-   user name  */
        writer.WriteByte(tag);
        writer.WriteByte(0);
        writer.WriteUInt16(0);
        writer.WriteUInt32(bmcSessionId);
        writer.WriteBytes(consoleRandom);
        writer.WriteByte(role);
        writer.WriteUInt16(0);
        writer.WriteByte((byte)userName.Length);
        writer.WriteBytes(userName);
    }

    /// <summary>Reads a RAKP 2 without errors.</summary>
    public static bool TryReadRakp2(
        ReadOnlySpan<byte> payload, out uint consoleSessionId, out ReadOnlySpan<byte> bmcRandom, out ReadOnlySpan<byte> guid, out ReadOnlySpan<byte> code)
    {
        /*  1     message tag
            2     status
            3-4   reserved
            5-8   remote console session id
            9-24  managed system random number
            25-40 managed system GUID
            41-   key exchange authentication code  */
        consoleSessionId = 0;
        bmcRandom = guid = code = default;
        if (payload.Length < Rakp2FixedBytes)
            return false;
        consoleSessionId = BinaryPrimitives.ReadUInt32LittleEndian(payload[4..]);
        bmcRandom = payload.Slice(8, RakpTranscript.NonceBytes);
        guid = payload.Slice(8 + RakpTranscript.NonceBytes, RakpTranscript.NonceBytes);
        code = payload[Rakp2FixedBytes..];
        return true;
    }

    /// <summary>Writes RAKP 3.</summary>
    public static void WriteRakp3(ref IpmiWriter writer, byte tag, uint bmcSessionId, scoped ReadOnlySpan<byte> code)
    {
        /*  1     message tag
            2     status
            3-4   reserved
            5-8   managed system session id
            9-    key exchange authentication code  */
        writer.WriteByte(tag);
        writer.WriteByte((byte)RmcpStatus.Ok);
        writer.WriteUInt16(0);
        writer.WriteUInt32(bmcSessionId);
        writer.WriteBytes(code);
    }

    /// <summary>Reads a RAKP 4 without errors.</summary>
    public static bool TryReadRakp4(ReadOnlySpan<byte> payload, out uint consoleSessionId, out ReadOnlySpan<byte> check)
    {
        /*  1     message tag
            2     status
            3-4   reserved
            5-8   remote console session id
            9-    integrity check value  */
        consoleSessionId = 0;
        check = default;
        if (payload.Length < Rakp4FixedBytes)
            return false;
        consoleSessionId = BinaryPrimitives.ReadUInt32LittleEndian(payload[4..]);
        check = payload[Rakp4FixedBytes..];
        return true;
    }
}
