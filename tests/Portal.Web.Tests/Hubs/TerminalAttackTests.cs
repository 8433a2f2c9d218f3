using Portal.Fleet.Consoles.Text;
using Portal.Testing;
using Portal.Web.Hubs;

namespace Portal.Web.Tests.Hubs;

/// <summary>The attack corpus against what stands between it and people: the filter of terminals, and clean text.</summary>
public class TerminalAttackTests
{
    public static TheoryData<string> Groups => [.. All().Select(attack => attack.Name.Split(' ')[0]).Distinct()];

    /// <summary>Nothing dangerous comes out, not a byte more or less than went in, and not by any cut.</summary>
    [Theory]
    [MemberData(nameof(Groups))]
    public void Filter_Attack_IsHarmlessHoweverItIsCut(string group)
    {
        foreach (var attack in All().Where(attack => attack.Name.Split(' ')[0] == group))
        {
            // CAN ends whatever has begun, so that nothing is held back.
            byte[] printed = [.. attack.Bytes, 0x18];
            var expected = Filter(printed, printed.Length);
            Assert.Equal(printed.Length, expected.Length);
            Assert.True(TerminalProbe.Find(expected) is [], $"{attack}: {string.Join(", ", TerminalProbe.Find(expected).Take(5))}");
            foreach (var size in printed.Length > 100_000 ? [16 * 1024] : new[] { 1, 2, 3, 7 })
                Assert.True(expected.AsSpan().SequenceEqual(Filter(printed, size)), $"{attack} in pieces of {size}");
            if (printed.Length > 300)
                continue;
            for (var cut = 1; cut < printed.Length; cut++)
            {
                Assert.True(expected.AsSpan().SequenceEqual(Filter(printed, cut)), $"{attack} in pieces of {cut}");
                // A link to a moment may begin anywhere, in the middle of a sequence too.
                var late = Filter(printed[cut..], printed.Length);
                Assert.True(TerminalProbe.Find(late) is [], $"{attack} from {cut}: {string.Join(", ", TerminalProbe.Find(late))}");
            }
        }
    }

    [Fact]
    public void Transcript_Attacks_LeaveOnlyCleanBoundedLines()
    {
        foreach (var attack in All())
        {
            var transcript = new TranscriptText();
            long characters = 0, at = 0;
            TranscriptSink sink = (offset, end, text) =>
            {
                Assert.True(offset >= at && end >= offset, attack.Name);
                Assert.True(text.Length <= 4_096 && IsClean(text), attack.Name);
                (at, characters) = (end, characters + text.Length);
            };
            for (var from = 0; from < attack.Bytes.Length; from += 16 * 1024)
                transcript.Append(attack.Bytes.AsSpan(from, Math.Min(16 * 1024, attack.Bytes.Length - from)), from, sink);
            transcript.Finish(sink);
            Assert.True(characters <= (attack.Bytes.Length * 40L) + 4_096, $"{attack}: {characters} characters of {attack.Bytes.Length} bytes");
        }
    }

    private static IEnumerable<TerminalAttack> All() => [.. TerminalAttacks.Small, .. TerminalAttacks.Floods(64 * 1024), .. TerminalAttacks.Long(1024 * 1024)];

    private static bool IsClean(ReadOnlySpan<char> text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsControl(text[i]) || text[i] is (>= '\u202a' and <= '\u202e') or (>= '\u2066' and <= '\u2069') or '\u2028' or '\u2029')
                return false;
            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
                i++;
            else if (char.IsSurrogate(text[i]))
                return false;
        }
        return true;
    }

    private static byte[] Filter(byte[] printed, int size)
    {
        var filter = new TerminalOutputFilter();
        var shown = new byte[printed.Length];
        var buffer = Array.Empty<byte>();
        var count = 0;
        for (var at = 0; at < printed.Length; at += size)
        {
            var piece = printed.AsSpan(at, Math.Min(size, printed.Length - at));
            if (buffer.Length < filter.MaxOutput(piece.Length))
                buffer = new byte[filter.MaxOutput(piece.Length)];
            var length = filter.Filter(piece, buffer.AsSpan(0, filter.MaxOutput(piece.Length)));
            buffer.AsSpan(0, length).CopyTo(shown.AsSpan(count));
            count += length;
        }
        return shown[..count];
    }
}
