using System.Text;
using Portal.Fleet.Consoles;
using Portal.Fleet.Consoles.Text;

namespace Portal.Fleet.Tests.Consoles.Text;

/// <summary>The character sets of consoles. <c>charset.test.ts</c> has the same cases for the browser.</summary>
public class ConsoleDecoderTests
{
    [Theory]
    [InlineData(ConsoleCharset.Auto, "DAC4C4C4BF0D0AB3204CB30D0AC0C4C4C4D9", "┌───┐\r\n│ L│\r\n└───┘")]
    [InlineData(ConsoleCharset.Auto, "C9CDCDBB0D0ABA20BA0D0AC8CDCDBC", "╔══╗\r\n║ ║\r\n╚══╝")]
    [InlineData(ConsoleCharset.Auto, "E2948CE29480E29490", "┌─┐")]
    [InlineData(ConsoleCharset.Auto, "D09FD180D0B820C3A9F09F9880", "При é😀")]
    [InlineData(ConsoleCharset.Auto, "B0B1B220E29480C3A9", "░▒▓ ─é")]
    [InlineData(ConsoleCharset.Auto, "FF78C3A978C3A978C3A9", "\u00a0x├⌐x├⌐xé")]
    [InlineData(ConsoleCharset.Auto, "E294", "Γö")]
    [InlineData(ConsoleCharset.Auto, "E2941B5B6D", "Γö\u001b[m")]
    [InlineData(ConsoleCharset.Auto, "EDA080C080F4908080", "φáÇ└Ç⌠ÉÇÇ")]
    [InlineData(ConsoleCharset.Cp437, "C4BFE2948C9B80FF", "─┐Γöî¢Ç\u00a0")]
    [InlineData(ConsoleCharset.Latin1, "E9809B81FF", "é€›\ufffdÿ")]
    [InlineData(ConsoleCharset.Utf8, "C3A9E978E282C4C4BF", "é\ufffdx\ufffd\ufffd\ufffdĿ")]
    public void Decode_AnyCut_SameCharacters(ConsoleCharset charset, string hex, string expected)
    {
        var bytes = Convert.FromHexString(hex);
        for (var cut = 0; cut <= bytes.Length; cut++)
            Assert.Equal(expected, Decode(new ConsoleDecoder(charset), bytes[..cut], bytes[cut..]));
    }

    [Fact]
    public void Decode_WholePage_IsTheFrameworksPage()
    {
        var page = CodePagesEncodingProvider.Instance.GetEncoding(437)!;
        var bytes = Enumerable.Range(0x80, 0x80).Select(b => (byte)b).ToArray();
        Assert.Equal(page.GetString(bytes), Decode(new ConsoleDecoder(ConsoleCharset.Cp437), bytes));
    }

    [Fact]
    public void Decode_Utf8Text_IsUnchangedWhateverTheRest()
    {
        var text = string.Concat(Enumerable.Range(0x20, 0x3000).Where(c => c is < 0x7f or > 0x9f).Select(c => (char)c)) + "中文😀";
        Assert.Equal(text, Decode(new ConsoleDecoder(), Encoding.UTF8.GetBytes(text)));
    }

    private static string Decode(ConsoleDecoder decoder, params byte[][] pieces)
    {
        var text = new StringBuilder();
        var chars = new char[ConsoleDecoder.MaxChars(pieces.Max(piece => piece.Length))];
        foreach (var piece in pieces)
            text.Append(chars, 0, decoder.Decode(piece, chars));
        return text.Append(chars, 0, decoder.Flush(chars)).ToString();
    }
}
