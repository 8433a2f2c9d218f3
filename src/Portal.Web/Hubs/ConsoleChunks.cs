using System.Runtime.InteropServices;
using Portal.Fleet.Consoles;

namespace Portal.Web.Hubs;

/// <summary>From the record's chunks to the hub's messages.</summary>
internal static class ConsoleChunks
{
    /// <summary>The message for a chunk; null when the filter holds all of it back for now. The chunk behind a gap, or with a screen, waits in <paramref name="first"/> for the next message.</summary>
    public static ConsoleChunkMessage? Convert(ConsoleChunk chunk, TerminalOutputFilter? filter, ref ConsoleChunk? first)
    {
        if (chunk.GapBefore is not null)
        {
            first = chunk;
            filter?.Reset();
        }
        else if (chunk.Screen is not null && filter is { Held: 0 })
        {
            first = first is null ? chunk : first with { Screen = chunk.Screen };
        }

        var offset = chunk.Offset - (filter?.Held ?? 0);
        var data = filter is null ? Own(chunk.Data) : Filter(filter, chunk.Data);
        if (data.Length == 0)
            return null;
        var message = new ConsoleChunkMessage(
            offset, data, first?.GapBefore, first?.GapFrom?.ToUnixTimeMilliseconds(), first?.GapTo?.ToUnixTimeMilliseconds(),
            filter is null ? null : first?.Screen);
        first = null;
        return message;
    }

    private static byte[] Filter(TerminalOutputFilter filter, ReadOnlyMemory<byte> data)
    {
        // A chunk is its reader's own. What nothing stands before never comes out longer than it went in up to there: it is filtered where it is.
        var output = filter.Held == 0 ? Own(data) : new byte[filter.MaxOutput(data.Length)];
        var length = filter.Filter(data.Span, output);
        return length == output.Length ? output : output[..length];
    }

    private static byte[] Own(ReadOnlyMemory<byte> data) =>
        MemoryMarshal.TryGetArray(data, out var array) && array.Array is { } own && own.Length == data.Length ? own : data.ToArray();
}
