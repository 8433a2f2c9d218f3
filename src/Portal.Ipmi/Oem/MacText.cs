using System.Net.NetworkInformation;

namespace Portal.Ipmi.Oem;

/// <summary>MAC addresses as people write them.</summary>
internal static class MacText
{
    public static string Of(PhysicalAddress address)
    {
        var bytes = address.GetAddressBytes();
        Span<char> text = stackalloc char[(bytes.Length * 3) - 1];
        const string digits = "0123456789abcdef";
        for (var i = 0; i < bytes.Length; i++)
        {
            if (i > 0)
                text[(i * 3) - 1] = ':';
            text[i * 3] = digits[bytes[i] >> 4];
            text[(i * 3) + 1] = digits[bytes[i] & 0x0F];
        }

        return new string(text);
    }
}
