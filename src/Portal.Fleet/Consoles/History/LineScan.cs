using Portal.Fleet.Consoles.Text;

namespace Portal.Fleet.Consoles.History;

/// <summary>Looks for a text in the clean lines of a record, one chunk after the other.</summary>
internal sealed class LineScan
{
    private const int LongestExcerpt = 200;

    private readonly string _wanted;
    private readonly TranscriptText _lines;
    private readonly TranscriptSink _sink;
    private TimedChunk? _chunk;
    private DateTimeOffset _openTime;
    private bool _ended;

    public LineScan(string wanted, ConsoleCharset charset)
    {
        _wanted = wanted;
        _lines = new TranscriptText(charset);
        _sink = Look;
    }

    /// <summary>Lines with the text, in the order of the record.</summary>
    public List<ConsoleHit> Hits { get; } = [];

    /// <summary>Where the first line ended that was seen; null before that.</summary>
    public long? FirstEnd { get; private set; }

    /// <summary>Where the last line ended that was seen; null before that.</summary>
    public long? LastEnd { get; private set; }

    public void Take(TimedChunk chunk)
    {
        if (chunk.GapBefore is not null)
            Finish();
        if (_chunk is null)
            _openTime = chunk.Time;
        _chunk = chunk;
        _ended = false;
        _lines.Append(chunk.Data.Span, chunk.Offset, _sink);
        // The line that is open now began in this chunk.
        if (_ended)
            _openTime = chunk.Time;
    }

    public void Finish()
    {
        _lines.Finish(_sink);
        _chunk = null;
    }

    private void Look(long offset, long end, ReadOnlySpan<char> text)
    {
        _ended = true;
        FirstEnd ??= end;
        LastEnd = end;
        var found = text.IndexOf(_wanted, StringComparison.OrdinalIgnoreCase);
        if (found < 0)
            return;
        var begin = Math.Clamp(found - (LongestExcerpt / 4), 0, Math.Max(0, text.Length - LongestExcerpt));
        var excerpt = text.Slice(begin, Math.Min(LongestExcerpt, text.Length - begin));
        Hits.Add(new ConsoleHit(offset, end, _chunk is { } chunk && offset >= chunk.Offset ? chunk.Time : _openTime, excerpt.ToString()));
    }
}
