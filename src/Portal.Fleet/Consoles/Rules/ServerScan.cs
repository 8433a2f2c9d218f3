using Portal.Fleet.Alerts;
using Portal.Fleet.Consoles.Text;

namespace Portal.Fleet.Consoles.Rules;

/// <summary>Where the rules are in one console: each line is judged once, when it is finished, or when nothing was added to it for a while.</summary>
internal sealed class ServerScan(IConsoleRecord record, ConsoleCharset charset, long from)
{
    private const int Piece = 64 * 1024;

    private readonly LineCollector _lines = new(charset);
    private readonly List<(ConsoleRule Rule, CleanLine Line)> _fitting = [];
    private long _offset = -1;
    private long _quietSince;
    private long _judgedUnfinished = -1;

    public ConsoleCharset Charset => charset;

    /// <summary>Whether the line at an offset is in the record, and not only in memory.</summary>
    public bool Keeps(long offset) =>
        record.State is not (RecordState.MemoryOnly or RecordState.Off) && offset >= Math.Min(record.First ?? long.MaxValue, record.Buffer?.First ?? long.MaxValue);

    /// <summary>Where reading would have to begin again: nothing before it is needed any more.</summary>
    public long Restart => _offset < 0 ? from : _lines.Begin;

    /// <summary>How far it was written to the database that it was read.</summary>
    public long Persisted { get; set; }

    /// <summary>Reads what is new, at most so many bytes, and answers whether there is more.</summary>
    /// <param name="into">Gets each line that fits a rule.</param>
    public bool Read(RuleSet rules, int atMost, byte[] buffer, DateTimeOffset now, TimeSpan quiet, Action<ConsoleRule, AlertLine> into)
    {
        if (_offset < 0)
        {
            _offset = from;
            _lines.Break(from);
        }

        var end = ConsoleReader.EndOf(record);
        if (_offset >= end)
        {
            JudgeUnfinished(rules, now, quiet, into);
            return false;
        }

        using var reader = new ConsoleReader(record);
        while (atMost > 0 && reader.Read(_offset, end, buffer.AsSpan(0, Math.Min(atMost, Piece)), now.ToUnixTimeMilliseconds()) is { } piece)
        {
            if (piece.Gap is not null)
                _lines.Break(piece.Offset);
            _lines.Add(buffer.AsSpan(0, piece.Count), piece.Offset);
            _offset = piece.Offset + piece.Count;
            atMost -= piece.Count;
            Judge(rules, DateTimeOffset.FromUnixTimeMilliseconds(piece.Time), into);
        }

        // What is not kept any more is behind us.
        if (atMost > 0)
            _offset = Math.Max(_offset, end);
        _quietSince = now.UtcTicks;
        return _offset < end;
    }

    private void Judge(RuleSet rules, DateTimeOffset at, Action<ConsoleRule, AlertLine> into)
    {
        rules.Judge(_lines, (rule, line) => _fitting.Add((rule, line)));
        foreach (var (rule, line) in _fitting)
            into(rule, new AlertLine(line.Offset, TimeOf(line.Offset, at), _lines.TextOf(line).ToString()));
        _fitting.Clear();
        _lines.Clear();
    }

    /// <summary>Memory does not know any more when it was printed; the record does.</summary>
    private DateTimeOffset TimeOf(long offset, DateTimeOffset otherwise)
    {
        using var cursor = record.OpenCursor();
        return cursor.Read(offset, new byte[1], oneTime: true) is { } piece && piece.Offset == offset ? DateTimeOffset.FromUnixTimeMilliseconds(piece.Time) : otherwise;
    }

    /// <summary>A prompt or a firmware's last words have no line feed behind them.</summary>
    private void JudgeUnfinished(RuleSet rules, DateTimeOffset now, TimeSpan quiet, Action<ConsoleRule, AlertLine> into)
    {
        if (_judgedUnfinished == _offset || now.UtcTicks - _quietSince < quiet.Ticks)
            return;
        _judgedUnfinished = _offset;
        if (_lines.Unfinished is not { } rest)
            return;
        rules.Judge(rest.Text, default, (rule, line) => _fitting.Add((rule, line)));
        foreach (var (rule, _) in _fitting)
            into(rule, new AlertLine(rest.Offset, TimeOf(rest.Offset, now), rest.Text));
        _fitting.Clear();
    }
}
