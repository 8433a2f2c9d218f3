using System.Buffers;
using System.Text;
using System.Text.RegularExpressions;
using Portal.Fleet.Consoles;
using Portal.Web.Api.Consoles;

namespace Portal.Web.Tests.Api.Consoles;

public sealed class AsciicastWriterTests
{
    private static readonly DateTimeOffset s_start = new(2026, 11, 23, 3, 14, 7, TimeSpan.Zero);

    /// <summary>However the bytes are cut, a reader gets the text that they are, with U+FFFD where they are none.</summary>
    [Fact]
    public void Output_AnyBytesCutAnywhere_ReadsBackAsTheirText()
    {
        for (var seed = 0; seed < 300; seed++)
        {
            var random = new Random(seed);
            var bytes = Bytes(random);
            var into = new ArrayBufferWriter<byte>();
            var cast = new AsciicastWriter(into, s_start, ConsoleCharset.Utf8);
            cast.Header("a \"name\"\n");
            var at = s_start;
            var rest = bytes.AsSpan();
            while (!rest.IsEmpty)
            {
                var count = random.Next(1, Math.Min(rest.Length, 9) + 1);
                cast.Output(at, rest[..count]);
                rest = rest[count..];
                // The clock of the portal's machine may be set back.
                at = at.AddMilliseconds(random.Next(-50, 900));
            }
            cast.Finish(at);

            var text = new UTF8Encoding(false, true).GetString(into.WrittenSpan);
            var read = Asciicast.Parse(text);
            // How many U+FFFD stand for one broken character is taste.
            Assert.Equal(Collapse(Encoding.UTF8.GetString(bytes)), Collapse(read.Output));
            Assert.Equal("a \"name\"\n", read.Header.GetProperty("title").GetString());
            Assert.Equal(s_start.ToUnixTimeSeconds(), read.Header.GetProperty("timestamp").GetInt64());
        }
    }

    [Fact]
    public void Mark_InTheMiddleOfACharacter_EndsIt()
    {
        var into = new ArrayBufferWriter<byte>();
        var cast = new AsciicastWriter(into, s_start, ConsoleCharset.Utf8);
        cast.Header("x");
        cast.Output(s_start, [(byte)'a', 0xC3]);
        cast.Mark(s_start.AddSeconds(1.5), "bytes are missing: line-lost");
        cast.Output(s_start.AddSeconds(2), [0xA9, (byte)'b']);
        Assert.Equal(
            [(0m, "o", "a"), (1.5m, "o", "\uFFFD"), (1.5m, "m", "bytes are missing: line-lost"), (2m, "o", "\uFFFDb")],
            Asciicast.Parse(Encoding.UTF8.GetString(into.WrittenSpan)).Events);
    }

    private static string Collapse(string text) => Regex.Replace(text, "\uFFFD+", "\uFFFD");

    private static byte[] Bytes(Random random)
    {
        string[] parts = ["\e[1;31m", "é", "漢字", "🖥", "\0", "\u0007", "\"", "\\", "\u2028", "\r\n", "plain", "\u007f", "\u0085"];
        var bytes = new List<byte>();
        while (bytes.Count < 400)
        {
            if (random.Next(4) == 0)
                bytes.Add((byte)random.Next(256));
            else
                bytes.AddRange(Encoding.UTF8.GetBytes(parts[random.Next(parts.Length)]));
        }

        return [.. bytes];
    }
}
