using System.Buffers;
using System.Runtime.CompilerServices;
using Portal.Fleet.Access;
using Portal.Fleet.Consoles.History;

namespace Portal.Web.Hubs;

/// <summary>From the record's bytes to the messages of a replay: what was printed within a frame of the screen goes together.</summary>
internal static class ReplayPieces
{
    private const int LargestPiece = 4 * 1024;

    private static readonly TimeSpan s_frame = TimeSpan.FromMilliseconds(20);

    /// <summary>The screen of a moment, and the offset that the output goes on from.</summary>
    public static async Task<(ReplayMessage Message, long Next)> ScreenAsync(BmcHandle handle, ConsoleMoment moment, CancellationToken ct)
    {
        var screen = await handle.GetScreenAsync(moment.Offset, ct);
        return (new ReplayMessage(moment.Offset, moment.Time?.ToUnixTimeMilliseconds() ?? 0, screen.Data.ToArray(), null, Screen: true), screen.Offset);
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
