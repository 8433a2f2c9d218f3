using System.Buffers;
using Portal.Fleet.Consoles;
using Portal.Fleet.Consoles.History;
using Portal.Web.Hubs;

namespace Portal.Web.Api.Consoles;

/// <summary>A recording to play in a terminal: what would freeze it, answer in it or reach beyond it is taken out, as in the browser.</summary>
internal sealed class AsciicastLogWriter : ILogWriter
{
    private readonly AsciicastWriter _cast;
    private readonly TerminalOutputFilter _filter = new();
    private byte[] _safe = [];
    private DateTimeOffset _at;

    public AsciicastLogWriter(IBufferWriter<byte> into, string title, DateTimeOffset? start, ConsoleCharset charset)
    {
        _at = start ?? DateTimeOffset.UnixEpoch;
        _cast = new AsciicastWriter(into, _at, charset);
        _cast.Header(title);
    }

    public void Write(TimedChunk chunk)
    {
        _at = chunk.Time;
        if (chunk.GapBefore is { } gap)
        {
            _filter.Reset();
            _cast.Mark(_at, $"bytes are missing: {gap}");
        }

        if (_safe.Length < _filter.MaxOutput(chunk.Data.Length))
            _safe = new byte[_filter.MaxOutput(chunk.Data.Length)];
        var safe = _safe.AsSpan(0, _filter.Filter(chunk.Data.Span, _safe));

        // In the browser NUL stands for what was taken out, so that offsets stay true; here nobody counts.
        var kept = 0;
        foreach (var b in safe)
        {
            if (b != 0)
                safe[kept++] = b;
        }

        _cast.Output(_at, safe[..kept]);
    }

    public void Finish() => _cast.Finish(_at);
}
