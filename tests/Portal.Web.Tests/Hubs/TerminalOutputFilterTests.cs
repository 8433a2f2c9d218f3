using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Portal.Web.Hubs;

namespace Portal.Web.Tests.Hubs;

/// <summary>The filter between a console's record and browsers.</summary>
public class TerminalOutputFilterTests
{
    /// <summary>Pieces that hostile output is made of, and plain ones between them.</summary>
    private static readonly string[] s_pieces =
    [
        "\e", "\e[", "\e]", "\eP", "\e_", "\e^", "\eX", "\e\\", "\a", "\u0018", "\u001a", "[", "]", "\\", "52;c;", "0;title", "2147483647", "10000", "9999", "501", ";", ":", "?", ">", " ", "'",
        "b", "L", "M", "S", "T", "I", "Z", "@", "P", "X", "m", "H", "}", "~", "\r\n", "\n", "\0", "\u007f", "plain text", "\u009b", "\u009d", "\u009c", "e\u0301", "\u0301\u0302\u0303", "\u4e2d\u6587", "\U0001F600",
    ];

    [Theory]
    [InlineData("\e[2147483647b", "\e[0000000500b")]
    [InlineData("\e[501L", "\e[100L")]
    [InlineData("\e[99999 @", "\e[00500 @")]
    [InlineData("\e[12345'}", "\e[00500'}")]
    [InlineData("\e[20000;1H", "\e[09999;1H")]
    [InlineData("\e[38:2:99999:0:0m", "\e[38:2:09999:0:0m")]
    [InlineData("\e[21\n47483647b", "\e[00\n00000500b")]
    [InlineData("\e[?99999h", "\e[?00000h")]
    [InlineData("a\e]52;c;cm0gLXJm\ab", "a\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0b")]
    [InlineData("\e]052;c;?\e\\", "\0\0\0\0\0\0\0\0\0\0\0")]
    [InlineData("\e\n]52;;\a", "\0\0\0\0\0\0\0\0")]
    [InlineData("\u009b5b", "\0\05b")]
    [InlineData("\e]0;a\u009c\e[5b\a", "\0\0\0\0\0\0\0\e[5b\a")]
    [InlineData("\e]0;title\a.", "\0\0\0\0\0\0\0\0\0\0.")]
    [InlineData("\e]8;;javascript:x\a.", "\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0.")]
    [InlineData("\e[c\e[6n\e[?1$p\e[>q\e[21t\u0005.", "\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0.")]
    [InlineData("\e[?1;1003;25h\e[4;2h\e[?1004l", "\e[?1;0000;25h\e[4;0h\e[?0000l")]
    [InlineData("\e[1;2;3;4;5T\e[3T", "\0\0\0\0\0\0\0\0\0\0\0\0\e[3T")]
    [InlineData("\eP$qm\e\\\eZ.", "\0\0\0\0\0\0\0\0\0.")]
    [InlineData("a\u202eb\u2069c", "a\0\0\0b\0\0\0c")]
    [InlineData("\e[5\u00e9b", "\0\0\0\u00e9b")]
    [InlineData("\e]0;never ended\e[31mred", "\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\e[31mred")]
    public void Filter_HostileOutput_BecomesHarmlessOfTheSameLength(string printed, string shown) =>
        Assert.Equal(Show(Encoding.UTF8.GetBytes(shown)), Show(FilterWhole(Encoding.UTF8.GetBytes(printed))));

    [Theory]
    [InlineData("\e[31mred\e[0m\r\n[  OK  ] Started \e[1;39mssh.service\e[0m\r\n")]
    [InlineData("\e[2J\e[H\e[?25l\e[1;24r\e[999;999H\e[7mBIOS Setup\e[27m\e[?1049h\e[3b")]
    [InlineData("# \e]8;;https://example.org\e\\link\e]8;;\e\\")]
    [InlineData("\e(B\e)0\e#8\e7\e8\ec\e[!p\e[4:3m\e[38;5;208m")]
    [InlineData("\u250c\u2500\u2510 \u4e2d\u6587 e\u0301 \U0001F600 \u0e01\u0e33\u0e48 \r\n")]
    public void Filter_WhatHostsPrint_IsUnchanged(string printed)
    {
        var bytes = Encoding.UTF8.GetBytes(printed);
        Assert.Equal(Show(bytes), Show(FilterWhole(bytes)));
    }

    [Fact]
    public void Filter_Latin1AndBrokenUtf8_IsUnchanged()
    {
        byte[] bytes = [.. "caf\u00e9 \u00a9 "u8, 0xE9, (byte)'x', 0xFF, 0x9B, 0xC1, 0x9B, 0xE2, 0x82, (byte)'\n', 0xF8, 0x80, (byte)'.'];
        Assert.Equal(Show(bytes), Show(FilterWhole(bytes)));
    }

    [Fact]
    public void Filter_StringsWithoutEnd_StopHoldingBack()
    {
        var filter = new TerminalOutputFilter();
        byte[] printed = [.. "\e]0;"u8, .. Enumerable.Repeat((byte)'x', 10_000)];
        var shown = Run(filter, printed, [printed.Length]);
        Assert.Equal(0, filter.Held);
        Assert.All(shown, b => Assert.Equal(0, b));
        Assert.Equal("\0after", Encoding.UTF8.GetString(Run(filter, "\aafter"u8.ToArray(), [6])));
    }

    [Fact]
    public void Filter_PileOfMarks_IsCut()
    {
        var shown = Encoding.UTF8.GetString(FilterWhole(Encoding.UTF8.GetBytes("e" + new string('\u0301', 1_000) + "x")));
        Assert.Equal(TerminalOutputFilter.MaxMarks, shown.Count(c => c == '\u0301'));
        Assert.EndsWith("x", shown, StringComparison.Ordinal);
    }

    [Fact]
    public void Filter_AnySplit_GivesTheSameAndLosesNoByte() =>
        Prop.ForAll(Outputs().ToArbitrary(), Splits().ToArbitrary(), (printed, split) =>
        {
            var whole = new TerminalOutputFilter();
            var expected = Run(whole, printed, [printed.Length]);
            var pieces = new TerminalOutputFilter();
            var shown = Run(pieces, printed, split);
            Assert.Equal(Show(expected), Show(shown));
            Assert.Equal(printed.Length, shown.Length + pieces.Held);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Filter_AnyOutput_PassesAgainUnchanged() =>
        Prop.ForAll(Outputs().ToArbitrary(), printed =>
        {
            // CAN ends whatever has begun, so that nothing is held back.
            var once = FilterWhole([.. printed, 0x18]);
            Assert.Equal(Show(once), Show(FilterWhole(once)));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Filter_ResumedBehindAnyChunk_GivesTheSame() =>
        Prop.ForAll(Outputs().ToArbitrary(), Splits().ToArbitrary(), (printed, split) =>
        {
            var expected = FilterWhole(printed);
            // A viewer that lost its connection comes back with the offset behind what it was given, to a fresh filter.
            var first = new TerminalOutputFilter();
            var cut = Math.Min(split[0], printed.Length);
            var before = Run(first, printed[..cut], [cut]);
            var after = FilterWhole(printed[before.Length..]);
            // Only marks piled up across the cut may differ, by at most one pile.
            if (!Encoding.UTF8.GetString(printed).Any(c => c is >= '\u0300' and < '\u0370'))
                Assert.Equal(Show(expected), Show([.. before, .. after]));
        }).QuickCheckThrowOnFailure();

    private static Gen<byte[]> Outputs() =>
        Gen.OneOf(
            Gen.ListOf(Gen.Elements(s_pieces)).Select(pieces => Encoding.UTF8.GetBytes(string.Concat(pieces))),
            Gen.ListOf(Gen.Choose(0, 255)).Select(bytes => bytes.Select(b => (byte)b).ToArray()),
            Gen.ListOf(Gen.Elements<byte>(0x1B, 0x5B, 0x5D, 0x50, 0x5C, 0x07, 0x18, 0x39, 0x62, 0x3B, 0xC2, 0x9B, 0x9C, 0xE2, 0x80, 0x41)).Select(bytes => bytes.ToArray()));

    private static Gen<int[]> Splits() => Gen.NonEmptyListOf(Gen.Choose(1, 9)).Select(list => list.ToArray());

    private static byte[] FilterWhole(byte[] printed) => Run(new TerminalOutputFilter(), printed, [Math.Max(1, printed.Length)]);

    private static byte[] Run(TerminalOutputFilter filter, byte[] printed, int[] split)
    {
        var shown = new List<byte>();
        for (int at = 0, piece = 0; at < printed.Length; piece++)
        {
            var input = printed.AsSpan(at, Math.Min(split[piece % split.Length], printed.Length - at));
            var output = new byte[filter.MaxOutput(input.Length)];
            shown.AddRange(output.AsSpan(0, filter.Filter(input, output)));
            at += input.Length;
        }
        return [.. shown];
    }

    /// <summary>Readable in a failed assertion.</summary>
    private static string Show(byte[] bytes) =>
        string.Concat(bytes.Select(b => b is >= 0x20 and < 0x7F ? ((char)b).ToString() : $"<{b:X2}>"));
}
