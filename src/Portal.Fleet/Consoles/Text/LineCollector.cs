namespace Portal.Fleet.Consoles.Text;

/// <summary>
/// The clean lines of a console one behind the other in one text, so that a machine can look through many of them at once. Empty lines are left
/// out. Bytes may come cut anywhere; memory is bounded by the lines that were not taken yet.
/// </summary>
internal sealed class LineCollector
{
    private const int SmallText = 16 * 1024;

    private readonly List<CleanLine> _lines = [];
    private readonly TranscriptSink _sink;
    private ConsoleCharset _charset;
    private TranscriptText _transcript;
    private char[] _text = new char[1024];
    private int _length;

    public LineCollector(ConsoleCharset charset = ConsoleCharset.Auto)
    {
        _charset = charset;
        _transcript = new TranscriptText(charset);
        _sink = Take;
    }

    /// <summary>The finished lines, each with a line feed behind it.</summary>
    public ReadOnlySpan<char> Text => _text.AsSpan(0, _length);

    public IReadOnlyList<CleanLine> Lines => _lines;

    /// <summary>Offset behind the last byte taken.</summary>
    public long Next { get; private set; }

    /// <summary>Where the unfinished line begins, its sequences included: reading again from here finds the same lines.</summary>
    public long Begin => _transcript.Begin < 0 ? Next : _transcript.Begin;

    /// <summary>The unfinished line; null when nothing stands in it.</summary>
    public TranscriptLine? Unfinished => _transcript.Unfinished;

    public ReadOnlySpan<char> TextOf(in CleanLine line) => _text.AsSpan(line.Start, line.Length);

    /// <summary>Takes bytes. Where some are missing before them, the unfinished line ends.</summary>
    public void Add(ReadOnlySpan<byte> bytes, long offset)
    {
        if (offset != Next)
            Break(offset);
        _transcript.Append(bytes, offset, _sink);
        Next = offset + bytes.Length;
    }

    /// <summary>Ends the unfinished line: bytes are missing before the next one.</summary>
    public void Break(long offset)
    {
        _transcript.Finish(_sink);
        Next = offset;
    }

    /// <summary>The unfinished line counts as a line of its own.</summary>
    public void TakeUnfinished()
    {
        if (Unfinished is { } line)
            Take(line.Offset, line.End, line.Text);
    }

    /// <summary>Forgets the finished lines.</summary>
    public void Clear()
    {
        _lines.Clear();
        _length = 0;
        if (_text.Length > SmallText)
            _text = new char[SmallText];
    }

    /// <summary>Forgets everything, but keeps its memory.</summary>
    public void Reset(long offset, ConsoleCharset charset)
    {
        if (_charset != charset)
        {
            _charset = charset;
            _transcript = new TranscriptText(charset);
        }
        else
            _transcript.Finish(static (_, _, _) => { });
        _lines.Clear();
        _length = 0;
        Next = offset;
    }

    private void Take(long offset, long end, ReadOnlySpan<char> text)
    {
        text = text.TrimEnd(' ');
        if (text.IsEmpty)
            return;
        if (_length + text.Length + 1 > _text.Length)
            Array.Resize(ref _text, Math.Max(2 * _text.Length, _length + text.Length + 1));
        text.CopyTo(_text.AsSpan(_length));
        _lines.Add(new CleanLine(_length, text.Length, offset, end));
        _length += text.Length;
        _text[_length++] = '\n';
    }
}
