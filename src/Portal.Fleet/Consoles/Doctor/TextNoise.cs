using System.Buffers;
using System.Text;

namespace Portal.Fleet.Consoles.Doctor;

/// <summary>Tells text from what a serial line gives at the wrong speed. Text is ASCII, UTF-8, or the frames and blocks that firmware draws in code page 437.</summary>
internal static class TextNoise
{
    /// <summary>With fewer bytes nothing is said.</summary>
    public const int Smallest = 32;

    /// <summary>Share of bytes that are no text, in percent; null when there are too few.</summary>
    public static int? PercentOf(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < Smallest)
            return null;
        var noise = 0;
        var rest = bytes;
        while (!rest.IsEmpty)
        {
            var first = rest[0];
            if (first < 0x80)
            {
                noise += IsText(first) ? 0 : 1;
                rest = rest[1..];
            }
            else if (Rune.DecodeFromUtf8(rest, out _, out var length) == OperationStatus.Done)
            {
                rest = rest[length..];
            }
            else
            {
                noise += first is >= 0xB0 and <= 0xDF ? 0 : 1;
                rest = rest[1..];
            }
        }

        return 100 * noise / bytes.Length;
    }

    // Bell to carriage return, the two shifts between character sets, escape.
    private static bool IsText(byte ascii) => ascii is (>= 0x20 and < 0x7F) or (>= 0x07 and <= 0x0F) or 0x1B;
}
