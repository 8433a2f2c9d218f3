using System.Buffers;

namespace Portal.Web.Hubs;

/// <summary>
/// Makes what a server printed safe to show in a browser's terminal; the record stays as it was printed. Thirteen bytes (<c>CSI 2147483647 b</c>)
/// freeze an xterm.js for more than ten seconds, and whoever owns the host owns what it prints.
/// <para>
/// Only what draws on the screen passes; nothing that a terminal answers, and nothing that reaches beyond it.
/// It changes bytes, never their number, so that offsets stay true: large numbers become <c>0000009999</c>, whole sequences become NUL, which terminals ignore.
/// It gives out an escape sequence or a UTF-8 character only when it is complete: a viewer can be cut off and resumed behind any byte it has been given.
/// How the input is split makes no difference to the output. Not thread safe.
/// </para>
/// </summary>
internal sealed partial class TerminalOutputFilter
{
    /// <summary>Largest numeric parameter of a control sequence.</summary>
    public const int MaxParameter = 9_999;

    /// <summary>Largest count of characters or columns to repeat, insert, delete or skip.</summary>
    public const int MaxColumns = 500;

    /// <summary>Largest count of lines to insert, delete or scroll.</summary>
    public const int MaxLines = 100;

    /// <summary>Longest OSC, DCS, APC, PM or SOS string, its introducer included.</summary>
    public const int MaxString = 4_096;

    /// <summary>Longest control sequence.</summary>
    public const int MaxSequence = 256;

    /// <summary>Most marks that may stand on one character.</summary>
    public const int MaxMarks = 16;

    private const byte Enquiry = 0x05;
    private const byte Bell = 0x07;
    private const byte Cancel = 0x18;
    private const byte Substitute = 0x1A;
    private const byte Escape = 0x1B;
    private const byte Delete = 0x7F;

    /// <summary>What a terminal in its ground state takes without a second look.</summary>
    private static readonly SearchValues<byte> s_plain = SearchValues.Create([.. Enumerable.Range(0, 0x80).Where(b => b is not (Escape or Enquiry)).Select(b => (byte)b)]);

    // Room for the two bytes that end a string of the greatest length.
    private readonly byte[] _held = new byte[MaxString + 2];
    private int _heldCount;
    private State _state;
    private int _charLength;
    private int _marks;
    private bool _isOsc;

    private enum State
    {
        Ground,
        Character,
        EscapeSequence,
        ControlSequence,
        String,
        StringEscape,
        SkipControlSequence,
        SkipString,
        SkipStringEscape,
    }

    /// <summary>Bytes taken in and not given out yet: the beginning of something incomplete.</summary>
    public int Held => _heldCount;

    /// <summary>Most bytes that <see cref="Filter"/> gives out for this input.</summary>
    public int MaxOutput(int inputLength) => _heldCount + inputLength;

    /// <summary>Forgets what is held: the bytes that follow do not continue those before.</summary>
    public void Reset()
    {
        _heldCount = 0;
        _marks = 0;
        _state = State.Ground;
    }

    /// <summary>Filters the next bytes. Returns how many were written to <paramref name="output"/>.</summary>
    public int Filter(ReadOnlySpan<byte> input, Span<byte> output)
    {
        var sink = new Sink(output);
        for (var i = 0; i < input.Length; i++)
        {
            if (_state == State.Ground)
            {
                var rest = input[i..];
                var plain = rest.IndexOfAnyExcept(s_plain);
                if (plain < 0)
                    plain = rest.Length;
                if (plain > 0)
                {
                    sink.Write(rest[..plain]);
                    if (rest[..plain].ContainsAnyInRange((byte)' ', (byte)'~'))
                        _marks = 0;
                    i += plain - 1;
                    continue;
                }
            }
            Take(input[i], ref sink);
        }
        return sink.Count;
    }

    private void Take(byte b, ref Sink sink)
    {
        switch (_state)
        {
            case State.Ground:
                Begin(b, ref sink);
                break;
            case State.Character:
                TakeInCharacter(b, ref sink);
                break;
            case State.EscapeSequence:
            case State.ControlSequence:
                TakeInSequence(b, ref sink);
                break;
            case State.String:
                TakeInString(b, ref sink);
                break;
            case State.StringEscape:
                TakeInStringEscape(b, ref sink);
                break;
            default:
                TakeInSkipped(b, ref sink);
                break;
        }
    }

    private void Begin(byte b, ref Sink sink)
    {
        // The same masks as the terminal's own decoder: it skips every other byte from 80h on, so these can go as they are.
        _charLength = b switch
        {
            Escape => 0,
            _ when (b & 0xE0) == 0xC0 => 2,
            _ when (b & 0xF0) == 0xE0 => 3,
            _ when (b & 0xF8) == 0xF0 => 4,
            _ => 1,
        };
        if (_charLength == 1)
        {
            // Some terminals answer an enquiry with a text that was set before.
            sink.Write(b == Enquiry ? (byte)0 : b);
            if (b is >= (byte)' ' and <= (byte)'~')
                _marks = 0;
            return;
        }
        _state = _charLength == 0 ? State.EscapeSequence : State.Character;
        Hold(b);
    }

    private void Hold(byte b) => _held[_heldCount++] = b;

    /// <summary>Gives out what is held as it is.</summary>
    private void Release(ref Sink sink)
    {
        sink.Write(_held.AsSpan(0, _heldCount));
        _heldCount = 0;
        _state = State.Ground;
    }

    /// <summary>Gives out as many NUL as bytes are held.</summary>
    private void Blank(ref Sink sink, State next = State.Ground)
    {
        sink.Fill(_heldCount);
        _heldCount = 0;
        _state = next;
    }

    private ref struct Sink(Span<byte> output)
    {
        private readonly Span<byte> _output = output;

        public int Count { get; private set; }

        public void Write(byte b) => _output[Count++] = b;

        public void Write(ReadOnlySpan<byte> bytes)
        {
            bytes.CopyTo(_output[Count..]);
            Count += bytes.Length;
        }

        public void Fill(int length)
        {
            _output.Slice(Count, length).Clear();
            Count += length;
        }
    }
}
