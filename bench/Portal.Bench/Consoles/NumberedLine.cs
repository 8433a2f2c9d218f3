using System.Globalization;

namespace Portal.Bench.Consoles;

/// <summary>
/// What a simulated line prints: numbered lines, each a function of its console and its number. Small letters from n on are in none of them:
/// those are keys that came back.
/// </summary>
internal static class NumberedLine
{
    public const int Length = 60;
    public const byte FirstKey = (byte)'n';
    public const byte LastKey = (byte)'z';

    private const int TextAt = 16;
    private const int SequencesEnd = 28;

    // A service manager's colours, so that the output filter has sequences to look at.
    private static readonly byte[][] s_texts =
    [
        "\e[32mOK\e[0m STARTED A SESSION OF USER R"u8.ToArray(),
        "PCI 0000:3A:00.0 BAR 0 MEM 0XD0000000 64BI"u8.ToArray(),
        "EXT4-FS (SDA2) MOUNTED FILESYSTEM R/W ORDE"u8.ToArray(),
        "MLX5_CORE 0000:5E:00.1 LINK UP AT 25000 MB"u8.ToArray(),
    ];

    /// <summary>
    /// Bytes that are still to be printed at a place in a line so that nothing comes between those of a control sequence: an echo there would be
    /// part of it, to a terminal as to the portal's filter.
    /// </summary>
    public static int RestOfSequence(int at) => at is > TextAt and < SequencesEnd ? SequencesEnd - at : 0;

    /// <summary>Writes a line of <see cref="Length"/> bytes.</summary>
    public static void Write(Span<byte> line, int console, long number)
    {
        console.TryFormat(line, out _, "D4", CultureInfo.InvariantCulture);
        line[4] = (byte)' ';
        number.TryFormat(line[5..], out _, "D10", CultureInfo.InvariantCulture);
        line[15] = (byte)' ';
        var text = s_texts[number & 3];
        var body = line[TextAt..(Length - 2)];
        body.Fill((byte)'.');
        text.AsSpan(0, Math.Min(text.Length, body.Length)).CopyTo(body);
        "\r\n"u8.CopyTo(line[(Length - 2)..]);
    }
}
