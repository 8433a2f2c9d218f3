using System.Buffers;
using System.Runtime.CompilerServices;
using Portal.Fleet.Access;
using Portal.Fleet.Consoles.History;

namespace Portal.Web.Hubs;

/// <summary>From the record's bytes to the messages of a replay: what was printed within a frame of the screen goes together.</summary>
internal static class ReplayPieces
{
    /// <summary>How much of what came before a moment draws its screen.</summary>
    private const int ScreenBytes = 64 * 1024;

    private const int LargestPiece = 4 * 1024;

    private static readonly TimeSpan s_frame = TimeSpan.FromMilliseconds(20);

    public static async Task<ReplayMessage> ScreenAsync(BmcHandle handle, ConsoleMoment moment, CancellationToken ct)
    {
        var filter = new TerminalOutputFilter();
        var screen = new ArrayBufferWriter<byte>();
        await foreach (var chunk in handle.ReplayConsoleAsync(Math.Max(0, moment.Offset - ScreenBytes), moment.Offset, ct))
        {
            if (chunk.GapBefore is not null)
                filter.Reset();
            screen.Advance(filter.Filter(chunk.Data.Span, screen.GetSpan(filter.MaxOutput(chunk.Data.Length))));
        }

        return new ReplayMessage(moment.Offset, moment.Time?.ToUnixTimeMilliseconds() ?? 0, screen.WrittenSpan.ToArray(), null, Screen: true);
    }

    public static async IAsyncEnumerable<ReplayMessage> ReadAsync(BmcHandle handle, long from, [EnumeratorCancellation] CancellationToken ct)
    {
        var filter = new TerminalOutputFilter();
        var held = new ArrayBufferWriter<byte>(LargestPiece);
        TimedChunk? first = null;
        await foreach (var chunk in handle.ReplayConsoleAsync(from, null, ct))
        {
            if (first is not null && (chunk.GapBefore is not null || chunk.Time - first.Time > s_frame || chunk.Time < first.Time || held.WrittenCount + chunk.Data.Length > LargestPiece))
            {
                if (Message(filter, first, held) is { } message)
                    yield return message;
                first = null;
            }

            first ??= chunk;
            held.Write(chunk.Data.Span);
        }

        if (first is not null && Message(filter, first, held) is { } last)
            yield return last;
    }

    private static ReplayMessage? Message(TerminalOutputFilter filter, TimedChunk first, ArrayBufferWriter<byte> held)
    {
        if (first.GapBefore is not null)
            filter.Reset();
        var offset = first.Offset - filter.Held;
        var output = new byte[filter.MaxOutput(held.WrittenCount)];
        var length = filter.Filter(held.WrittenSpan, output);
        held.ResetWrittenCount();
        return length == 0 && first.GapBefore is null ? null : new ReplayMessage(offset, first.Time.ToUnixTimeMilliseconds(), output[..length], first.GapBefore, Screen: false);
    }
}
