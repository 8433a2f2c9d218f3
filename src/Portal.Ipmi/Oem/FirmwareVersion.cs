using System.Globalization;
using Portal.Ipmi.Commands.App;

namespace Portal.Ipmi.Oem;

/// <summary>
/// A BMC's firmware version the way its own pages write it. Get Device ID has a major and a minor revision; what the four bytes
/// of the auxiliary revision add is each manufacturer's own (IPMI 2.0 §20.1).
/// </summary>
public static class FirmwareVersion
{
    /// <summary>The version in the manufacturer's form; <c>major.minor</c> where the auxiliary revision has no known meaning.</summary>
    public static string Of(DeviceId id)
    {
        ArgumentNullException.ThrowIfNull(id);
        // Bytes 12 to 15 of the answer, in the order of the wire.
        var aux = id.AuxiliaryFirmware;
        var (a, b, c, d) = ((byte)(aux >> 24), (byte)(aux >> 16), (byte)(aux >> 8), (byte)aux);
        return id.ManufacturerId switch
        {
            // iDRAC: 00h, build, third and fourth part of the version. As the library gebn/bmc reads it.
            ManufacturerIds.Dell when aux != 0 => Text($"{id.FirmwareMajor}.{id.FirmwareMinor}.{c}.{d} (build {b})"),
            // Boot block in BCD, then the build of the operational code, least significant byte first. As gebn/bmc and FreeIPMI's bmc-info read it.
            ManufacturerIds.Intel when aux != 0 => Text($"{id.FirmwareMajor:D2}.{id.FirmwareMinor:D2}.{c | (d << 8)} (boot {a:X2}.{b:X2})"),
            // Third part in the first byte.
            ManufacturerIds.Quanta => Text($"{id.FirmwareMajor}.{id.FirmwareMinor}.{a:D2}"),
            _ => Text($"{id.FirmwareMajor}.{id.FirmwareMinor:D2}"),
        };
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
