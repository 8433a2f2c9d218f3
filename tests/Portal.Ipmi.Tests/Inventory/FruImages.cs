namespace Portal.Ipmi.Tests.Inventory;

/// <summary>FRU images laid out by hand, after the Platform Management FRU Information Storage Definition 1.0 revision 1.3.</summary>
internal static class FruImages
{
    /// <summary>The FRU device of the ipmi_sim configuration that the parity tests use, as its Python script wrote it: chassis, board, product, one short power supply record.</summary>
    public static byte[] IpmiSim { get; } = Convert.FromHexString(
        "010001050c1300da010417c943482d504152542d31ca43482d5345522d303031"
        + "c1000000000000e301071915aedfc553696d636fcd53696d426f617264203930"
        + "3030c742534e30303031c642504e2d3737c766727566696c65c1000000000095"
        + "010719c553696d636fc953696d536572766572c550504e2d31c27631c650534e"
        + "2d3432c761737365742d37c766727566696c65c100000032008218de882003e8"
        + "0314000000000000000000000000000000000000000000000000000000000000"
        + new string('0', 640));

    /// <summary>An image of one area at offset 8. The header names it; checksums are right.</summary>
    public static byte[] Of(int headerField, params byte[] area)
    {
        var image = new byte[8 + area.Length];
        image[0] = 1;
        image[headerField] = 1;
        image[7] = Zero(image.AsSpan(0, 7));
        area.CopyTo(image, 8);
        return image;
    }

    /// <summary>An info area: version, length, the given bytes, C1h, padding, checksum.</summary>
    public static byte[] InfoArea(params byte[] content)
    {
        var length = (content.Length + 4 + 7) / 8 * 8;
        var area = new byte[length];
        area[0] = 1;
        area[1] = (byte)(length / 8);
        content.CopyTo(area, 2);
        area[2 + content.Length] = 0xC1;
        area[^1] = Zero(area);
        return area;
    }

    /// <summary>A record with its header.</summary>
    public static byte[] Record(byte type, bool last, params byte[] data)
    {
        byte[] header = [type, (byte)(last ? 0x82 : 0x02), (byte)data.Length, Zero(data)];
        return [.. header, Zero(header), .. data];
    }

    public static byte Zero(ReadOnlySpan<byte> bytes)
    {
        byte sum = 0;
        foreach (var value in bytes)
            sum += value;
        return (byte)-sum;
    }
}
