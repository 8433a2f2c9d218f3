using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Portal.Fleet.Inventory;

/// <summary>
/// A memory module by its SPD data (JEDEC 21-C annex K for DDR3, annex L for DDR4, JESD400-5 for DDR5): who made it, its numbers and, where one byte tells it, its size. Pure.
/// </summary>
internal static class SpdFields
{
    private const int TypeOffset = 2;
    private const int LeastBytes = 128;

    /// <summary>Adds what the bytes say. False when they are no SPD data: then only their length and a fingerprint is there, so that an exchange shows.</summary>
    public static bool TryAdd(PartFields fields, ReadOnlySpan<byte> spd)
    {
        var type = spd.Length > TypeOffset ? NameOf(spd[TypeOffset]) : null;
        var isMemory = type is not null && spd.Length >= LeastBytes;
        if (isMemory)
        {
            fields.Add("memoryType", type);
            switch (spd[TypeOffset])
            {
                case 0x0B when spd.Length >= 146:
                    AddSize(fields, spd[4], spd[7], spd[8]);
                    AddNumbers(fields, spd.Slice(117, 2), spd.Slice(122, 4), spd.Slice(128, 18));
                    break;
                case 0x0C when spd.Length >= 349:
                    AddSize(fields, spd[4], spd[12], spd[13]);
                    AddNumbers(fields, spd.Slice(320, 2), spd.Slice(325, 4), spd.Slice(329, 20));
                    break;
                case 0x12 when spd.Length >= 551:
                    AddNumbers(fields, spd.Slice(512, 2), spd.Slice(517, 4), spd.Slice(521, 30));
                    break;
            }
        }

        fields.Add("rawLength", $"{spd.Length}");
        fields.Add("rawFingerprint", Convert.ToHexStringLower(SHA256.HashData(spd).AsSpan(0, 8)), isCode: true);
        return isMemory;
    }

    private static string? NameOf(byte type) => type switch
    {
        0x04 => "SDR SDRAM",
        0x07 => "DDR SDRAM",
        0x08 => "DDR2 SDRAM",
        0x0B => "DDR3 SDRAM",
        0x0C => "DDR4 SDRAM",
        0x0E => "DDR4E SDRAM",
        0x10 => "LPDDR4 SDRAM",
        0x12 => "DDR5 SDRAM",
        _ => null,
    };

    /*  density        [3:0] megabits of one chip: 256 << n
        organisation   [5:3] ranks - 1, [2:0] width of a chip: 4 << n
        bus            [2:0] width of the bus: 8 << n  */
    private static void AddSize(PartFields fields, byte density, byte organisation, byte bus)
    {
        var (megabits, ranks, width, lines) = (256L << (density & 0x0F), ((organisation >> 3) & 7) + 1, 4 << (organisation & 7), 8 << (bus & 7));
        fields.Add("memorySize", $"{megabits / 8 * lines / width * ranks} MiB");
    }

    private static void AddNumbers(PartFields fields, ReadOnlySpan<byte> maker, ReadOnlySpan<byte> serial, ReadOnlySpan<byte> part)
    {
        // The bank byte has a parity bit; both names of a maker are in use.
        var id = string.Create(CultureInfo.InvariantCulture, $"{maker[0]:X2}{maker[1]:X2}h");
        fields.Add("memoryManufacturer", (maker[0] & 0x7F, maker[1]) switch
        {
            (0, 0xCE) => $"Samsung ({id})",
            (0, 0xAD) => $"SK Hynix ({id})",
            (0, 0x2C) => $"Micron ({id})",
            (1, 0x98) => $"Kingston ({id})",
            (5, 0x9B) => $"Crucial ({id})",
            (3, 0x0B) => $"Nanya ({id})",
            _ => id,
        });
        fields.Add("memoryPart", Encoding.Latin1.GetString(part).TrimEnd('\0', ' '), isCode: true).Add("memorySerial", Convert.ToHexString(serial), isCode: true);
    }
}
