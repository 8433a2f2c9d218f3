namespace Portal.BmcSim.Rmcp;

/// <summary>One IPMI LAN message, IPMI 2.0 §13.8: rsAddr, netFn/rsLUN, check, rqAddr, rqSeq/rqLUN, command, data, check.</summary>
internal readonly ref struct IpmiMessage
{
    private const byte BmcAddress = 0x20;
    private const int Overhead = 7;

    private IpmiMessage(ReadOnlySpan<byte> bytes) => Bytes = bytes;

    public ReadOnlySpan<byte> Bytes { get; }

    public byte NetFn => (byte)(Bytes[1] >> 2);

    public byte Lun => (byte)(Bytes[1] & 0x03);

    public byte Command => Bytes[5];

    public ReadOnlySpan<byte> Data => Bytes[6..^1];

    /// <summary>False for anything that is not a whole, checksummed request to the BMC: such a message is ignored, §13.8.</summary>
    public static bool TryRead(ReadOnlySpan<byte> bytes, out IpmiMessage message)
    {
        message = default;
        if (bytes.Length < Overhead || bytes[0] != BmcAddress || Sum(bytes[..3]) != 0 || Sum(bytes[3..]) != 0 || (bytes[1] & 0x04) != 0)
            return false;
        message = new IpmiMessage(bytes);
        return true;
    }

    /// <summary>Writes the answer: addresses and LUNs change places, netFn is one more, the completion code precedes the data.</summary>
    public int WriteAnswer(byte completionCode, ReadOnlySpan<byte> data, Span<byte> destination)
    {
        destination[0] = Bytes[3];
        destination[1] = (byte)(((NetFn | 1) << 2) | (Bytes[4] & 0x03));
        destination[2] = (byte)-Sum(destination[..2]);
        destination[3] = BmcAddress;
        destination[4] = (byte)((Bytes[4] & 0xFC) | (Bytes[1] & 0x03));
        destination[5] = Command;
        destination[6] = completionCode;
        data.CopyTo(destination[7..]);
        var end = 7 + data.Length;
        destination[end] = (byte)-Sum(destination[3..end]);
        return end + 1;
    }

    private static byte Sum(ReadOnlySpan<byte> bytes)
    {
        byte sum = 0;
        foreach (var value in bytes)
            sum += value;
        return sum;
    }
}
