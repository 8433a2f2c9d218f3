using System.Text;
using Portal.Fleet.Consoles;
using Portal.Fleet.Consoles.Text;

namespace Portal.Fleet.Tests.Consoles.Text;

/// <summary>Console bytes as lines that people and programs can read.</summary>
public class TranscriptTextTests
{
    private static readonly string[] s_pieces =
    [
        "\e", "\e[", "\e]0;", "\eP", "\e\\", "\a", "\u0018", "\r", "\n", "\r\n", "\b", "\t", "\e[K", "\e[2K", "\e[1K", "\e[2J", "\e[H", "\e[5;70H", "\e[9999G", "\e[99C", "\e[D", "\e[3P", "\e[4@", "\e[500b",
        "\e[A", "\e[B", "\e[?1049h", "\e7", "\e8", "\e(0", "\e(B", "\u000e", "\u000f", "\ec", "\e[31;1m", "text ", "lqqk", "中文", "e\u0301\u0302", "\U0001F600", "\u202e", "\u2066", "\u009b31m", "\u2028",
    ];

    [Fact]
    public void Append_StringWithoutEnd_DoesNotHideWhatFollows()
    {
        var endless = "\e]0;" + new string('x', 10_000) + "\r\nKernel panic\r\n";

        Assert.Contains("Kernel panic", Show(new TranscriptText(), Encoding.ASCII.GetBytes(endless)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("plain\r\ntext\n", "plain|text|")]
    [InlineData("\e[31;1mred\e[m and \e[2J\e[Hhome", "red and|home")]
    [InlineData("\e]0;title\acontent\e]8;;http://x\e\\link", "contentlink")]
    [InlineData("\ePq#0;sixel\e\\after\e(Bset\e=key\e7", "aftersetkey")]
    [InlineData("50%\r75%\r100%\r\n", "100%|")]
    [InlineData("Loading kernel... \b\b\b\b done\r\n", "Loading kernel done|")]
    [InlineData("a\r\r\nb\tc\bd\0\a", "a|b       d")]
    [InlineData("$ ls -l\b\b\e[Kx\r\n", "$ ls x|")]
    [InlineData("abcdef\r\e[2C\e[2P\e[@-\r\n", "ab-ef|")]
    [InlineData("\u009b31mred\u009dtitle\u009cend", "redend")]
    [InlineData("cut \e[3", "cut")]
    [InlineData("\e[5\nn", "|")]
    [InlineData("é漢字🙂", "é漢字🙂")]
    [InlineData("\e[2;3HTitle\e[4;3H> one\e[5;3H  two\e[5;10H!", "  Title|  > one|    two  !")]
    [InlineData("x\e[20b\r\n", "xxxxxxxxxxxxxxxxxxxxx|")]
    [InlineData("\e(0lqqk\e(B\r\n\e)0\u000ex\u000fx", "┌──┐|│x")]
    [InlineData("ev\u202eil\u2066 \ufeffspot\u00ad\u200bs\u2028.", "evil spots .")]
    [InlineData("before\e[?1049hvi\e[?1049lafter", "before|vi|after")]
    [InlineData("\e]0;never ended\nhidden\e[mshown", "shown")]
    public void Append_AnyCut_SameLines(string input, string expected)
    {
        var bytes = Encoding.UTF8.GetBytes(input);
        for (var cut = 0; cut <= bytes.Length; cut++)
            Assert.Equal(expected, Show(new TranscriptText(), bytes[..cut], bytes[cut..]));
    }

    [Fact]
    public void Append_FirmwareScreen_IsDrawnWithItsOwnPage()
    {
        byte[] screen = [.. "\e[1;1H"u8, 0xC9, 0xCD, 0xCD, 0xBB, .. "\e[2;1H"u8, 0xBA, .. "OK"u8, 0xBA, .. "\e[3;1H"u8, 0xC8, 0xCD, 0xCD, 0xBC];
        Assert.Equal("╔══╗|║OK║|╚══╝", Show(new TranscriptText(), screen));
    }

    [Fact]
    public void Append_Lines_KnowTheirBytes()
    {
        var transcript = new TranscriptText();
        var lines = transcript.Read("one\r\n\e[1mtwo\r\n\nthr"u8, 1_000);
        Assert.Equal([new(1_000, 1_005, "one"), new(1_005, 1_014, "two"), new(1_014, 1_015, "")], lines);
        Assert.Equal(new TranscriptLine(1_015, 1_018, "thr"), transcript.Unfinished);
        Assert.Equal([new(1_015, 1_020, "three")], transcript.Read("ee"u8, 1_018).Concat(Finish(transcript)));
        Assert.Null(transcript.Unfinished);
        // Bytes are missing: the next line begins where they go on.
        Assert.Equal([new(5_000, 5_002, "x")], transcript.Read("x\n"u8, 5_000));
    }

    [Fact]
    public void Append_LongLine_GoesOnInTheNext()
    {
        var lines = new TranscriptText().Read(Encoding.ASCII.GetBytes(new string('x', 10_000) + "\n"), 0);
        Assert.Equal([4_096, 4_096, 1_808], lines.Select(line => line.Text.Length));
        Assert.Equal([0, 4_096, 8_192, 10_001], lines.Select(line => line.Offset).Append(lines[^1].End));
    }

    [Fact]
    public void Append_AnyOutput_IsCleanWholeAndBounded()
    {
        var random = new Random(7);
        for (var round = 0; round < 1_500; round++)
        {
            var bytes = Enumerable.Range(0, random.Next(40)).SelectMany(_ => random.Next(4) == 0 ? [(byte)random.Next(256)] : Encoding.UTF8.GetBytes(s_pieces[random.Next(s_pieces.Length)])).ToArray();
            var charset = (ConsoleCharset)random.Next(4);
            var whole = new TranscriptText(charset);
            var lines = whole.Read(bytes, 50).Concat(Finish(whole)).ToList();
            var cut = random.Next(bytes.Length + 1);
            var pieces = new TranscriptText(charset);
            Assert.Equal(lines, [.. pieces.Read(bytes.AsSpan(0, cut), 50), .. pieces.Read(bytes.AsSpan(cut), 50 + cut), .. Finish(pieces)]);
            var at = 50L;
            foreach (var line in lines)
            {
                Assert.DoesNotContain(line.Text, c => char.IsControl(c) || c is '\u202e' or '\u2066' or '\u2028');
                Assert.Equal(line.Text, Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(line.Text)));
                Assert.InRange(line.Text.Length, 0, 4_096);
                Assert.True(line.Offset >= at && line.End >= line.Offset && line.End <= 50 + bytes.Length, $"{line} behind {at}");
                at = line.End;
            }
        }
    }

    private static List<TranscriptLine> Finish(TranscriptText transcript)
    {
        var lines = new List<TranscriptLine>();
        transcript.Finish((offset, end, text) => lines.Add(new TranscriptLine(offset, end, text.ToString())));
        return lines;
    }

    /// <summary>The lines, each that has ended with a bar.</summary>
    private static string Show(TranscriptText transcript, params byte[][] pieces)
    {
        var text = new StringBuilder();
        var offset = 0L;
        foreach (var piece in pieces)
        {
            foreach (var line in transcript.Read(piece, offset))
                text.Append(line.Text).Append('|');
            offset += piece.Length;
        }
        return text.Append(transcript.Unfinished?.Text).ToString();
    }
}
