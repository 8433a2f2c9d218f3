using System.Globalization;

namespace Portal.Fleet.Consoles.Text;

/// <summary>
/// Reads what a console printed as lines of clean text, for people, files and the search: escape sequences and control characters go, carriage
/// returns, backspaces and the erasing and moving of a line editor are applied, screens drawn with cursor addresses become a line for each row in the
/// order in which they were drawn. Every character is safe to show anywhere: no controls, no marks that turn the direction of text, no halves of characters.
/// How the input is split makes no difference. Not thread safe.
/// </summary>
public sealed partial class TranscriptText(ConsoleCharset charset = ConsoleCharset.Auto)
{
    /// <summary>Most marks that may stand on one character.</summary>
    private const int MaxMarks = 16;

    /// <summary>A string that never ends must not hide what is printed after it from search and rules, although a terminal would go on swallowing.</summary>
    private const int LongestString = 4_096;

    private readonly ConsoleDecoder _decoder = new(charset);
    private readonly TranscriptRow _row = new();
    private State _state;
    private long _start = -1;
    private long _position;
    private int _marks;
    private bool _isOsc;
    private int _stringLength;
    private bool _skipsLow;

    private enum State
    {
        Text,

        /// <summary>Behind ESC.</summary>
        Escape,

        /// <summary>Behind ESC and an intermediate: one more character ends it.</summary>
        EscapeIntermediate,

        /// <summary>Behind CSI, up to a final character.</summary>
        Control,

        /// <summary>Inside OSC, DCS, SOS, PM or APC, up to BEL or ST.</summary>
        String,

        /// <summary>Behind ESC inside a string: a backslash ends the string.</summary>
        StringEscape,
    }

    /// <summary>The line that has not ended yet; null when nothing stands in it.</summary>
    public TranscriptLine? Unfinished => _row.IsBlank ? null : new TranscriptLine(_start, _position, _row.Text().ToString());

    /// <summary>Offset where the line that has not ended yet begins, its sequences included: what reads on from here finds the same line. -1 before the first byte.</summary>
    public long Begin => _start;

    /// <summary>Takes the next bytes and hands out the lines that end in them.</summary>
    /// <param name="offset">Absolute offset of the first byte.</param>
    public void Append(ReadOnlySpan<byte> bytes, long offset, TranscriptSink sink)
    {
        Span<char> characters = stackalloc char[ConsoleDecoder.MaxChars(1)];
        for (var i = 0; i < bytes.Length; i++)
        {
            if (_start < 0)
                _start = offset + i;
            if (_state == State.Text && !_decoder.IsInside && !IsDrawing && bytes[i] is >= (byte)' ' and <= (byte)'~')
            {
                var rest = bytes[i..];
                var end = rest.IndexOfAnyExceptInRange((byte)' ', (byte)'~');
                var run = rest[..Math.Min(end < 0 ? rest.Length : end, Math.Max(1, _row.Room))];
                WrapWhenFull(sink, offset + i);
                _row.Write(run);
                _marks = 0;
                i += run.Length - 1;
                _position = offset + i + 1;
                continue;
            }
            _position = offset + i + 1;
            var count = _decoder.Decode(bytes.Slice(i, 1), characters);
            foreach (var character in characters[..count])
                Step(character, sink);
        }
    }

    /// <summary>The lines that end in these bytes.</summary>
    public IReadOnlyList<TranscriptLine> Read(ReadOnlySpan<byte> bytes, long offset)
    {
        var lines = new List<TranscriptLine>();
        Append(bytes, offset, (start, end, text) => lines.Add(new TranscriptLine(start, end, text.ToString())));
        return lines;
    }

    /// <summary>Ends the line here, because the output ends or bytes are missing: what follows begins anew.</summary>
    public void Finish(TranscriptSink sink)
    {
        Span<char> characters = stackalloc char[ConsoleDecoder.MaxChars(0)];
        var count = _decoder.Flush(characters);
        foreach (var character in characters[..count])
            Step(character, sink);
        EndIfWritten(sink);
        _decoder.Reset();
        _row.Clear();
        _state = State.Text;
        _screenRow = Unknown;
        _drawsG0 = _drawsG1 = _usesG1 = false;
        _start = -1;
    }

    private void Step(char character, TranscriptSink sink)
    {
        // A terminal takes these two as the end of whatever has begun.
        if (character is '\x18' or '\x1a')
        {
            _state = State.Text;
            return;
        }
        switch (_state)
        {
            case State.Text:
                StepText(character, sink);
                break;
            case State.Escape:
                AfterEscape(character, sink);
                break;
            case State.EscapeIntermediate:
                if (character < '\x20')
                    Restart(character, sink);
                else if (character >= '\x30')
                    EndDesignation(character);
                break;
            case State.Control:
                StepControl(character, sink);
                break;
            case State.String:
                if (character == '\x1b')
                    _state = State.StringEscape;
                else if ((character == '\a' && _isOsc) || character == '\x9c' || ++_stringLength > LongestString)
                    _state = State.Text;
                break;
            default:
                if (character == '\\')
                    _state = State.Text;
                else
                    AfterEscape(character, sink);
                break;
        }
    }

    private void StepText(char character, TranscriptSink sink)
    {
        switch (character)
        {
            case '\x1b':
                _state = State.Escape;
                break;
            case '\x9b':
                BeginControl();
                break;
            case '\x90' or '\x98' or '\x9d' or '\x9e' or '\x9f':
                BeginString(isOsc: character == '\x9d');
                break;
            case '\r':
                _row.MoveTo(0);
                break;
            case '\n' or '\v' or '\f' or '\x85':
                if (_screenRow != Unknown)
                    _screenRow++;
                End(sink, _position);
                break;
            case '\b':
                _row.MoveTo(_row.Cursor - 1);
                break;
            case '\t':
                _row.NextTab();
                break;
            case '\x0e' or '\x0f':
                _usesG1 = character == '\x0e';
                break;
            default:
                if (!char.IsControl(character))
                    Write(character, sink);
                break;
        }
    }

    private void Write(char character, TranscriptSink sink)
    {
        if (IsDrawing && character is >= '\x5f' and <= '\x7e')
            character = LineDrawing[character - '\x5f'];
        if (!IsShown(character))
            return;
        WrapWhenFull(sink, _position - 1);
        _row.Write(character is '\u2028' or '\u2029' ? ' ' : character);
    }

    private bool IsShown(char character)
    {
        if (character < '\u0300')
        {
            _marks = 0;
            return character != '\u00ad';
        }
        // Tags: a plane of characters that nobody sees.
        var low = _skipsLow && char.IsLowSurrogate(character);
        _skipsLow = character is '\udb40';
        if (low || _skipsLow)
            return false;
        switch (char.GetUnicodeCategory(character))
        {
            case UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark:
                return ++_marks <= MaxMarks;
            case UnicodeCategory.Format:
                // Joiners are spelling; the others turn the direction of text, or hide in it.
                return character is '\u200c' or '\u200d' && ++_marks <= MaxMarks;
            default:
                _marks = 0;
                return true;
        }
    }

    private void WrapWhenFull(TranscriptSink sink, long position)
    {
        if (_row.IsFull)
            End(sink, position);
    }

    /// <summary>The cursor goes to another row: what stands in this one is a line, unless nothing does.</summary>
    private void EndIfWritten(TranscriptSink sink)
    {
        if (!_row.IsBlank)
            End(sink, _position);
        else
            _row.Clear();
    }

    private void End(TranscriptSink sink, long position)
    {
        sink(_start, position, _row.Text());
        _row.Clear();
        _marks = 0;
        _start = position;
    }
}
