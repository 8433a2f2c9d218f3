using System.Globalization;
using System.Text;
using Portal.Fleet.Consoles.Text;

namespace Portal.Fleet.Consoles.Terminal;

/// <summary>From bytes to characters, controls and sequences. A sequence counts when it is complete, as behind the filter.</summary>
public sealed partial class TerminalScreen
{
    // The filter's limits.
    private const int MaxSequence = 256;
    private const int MaxMarks = 16;

    /// <summary>Beyond this an unfinished string no longer counts as something that a reader should begin again with.</summary>
    private const int MaxPending = 64 * 1024;

    private const byte Bell = 0x07;
    private const byte Cancel = 0x18;
    private const byte Substitute = 0x1A;
    private const byte Escape = 0x1B;
    private const byte Delete = 0x7F;

    private readonly byte[] _held = new byte[MaxSequence];
    private int _heldCount;
    private int _pending;
    private int _charLength;
    private int _markRun;
    private bool _isOsc;
    private ParserState _state;

    private enum ParserState
    {
        Ground,
        Character,
        EscapeSequence,
        ControlSequence,
        SkipControlSequence,
        String,
        StringEscape,
    }

    /// <summary>How many of the bytes fed last are the beginning of something incomplete; whoever goes on elsewhere has to be given them again.</summary>
    public int Pending => _state == ParserState.Ground || _pending > MaxPending ? 0 : _pending;

    /// <summary>Takes what a server printed.</summary>
    public void Feed(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            if (_state == ParserState.Ground)
            {
                var run = bytes.IndexOfAnyExceptInRange((byte)' ', (byte)'~');
                if (run != 0)
                {
                    run = run < 0 ? bytes.Length : run;
                    PrintAscii(bytes[..run]);
                    bytes = bytes[run..];
                    continue;
                }
            }

            Take(bytes[0]);
            bytes = bytes[1..];
        }
    }

    /// <summary>Bytes are missing here: what has begun does not go on.</summary>
    public void Abort()
    {
        _state = ParserState.Ground;
        _decoder.Reset();
        _markRun = 0;
        _joinWidth = 0;
    }

    /// <summary>Takes what <see cref="Snapshot()"/> wrote, which is UTF-8 whatever the server prints.</summary>
    public void Restore(ReadOnlySpan<byte> snapshot)
    {
        var decoder = _decoder;
        _decoder = new ConsoleDecoder(ConsoleCharset.Utf8);
        Feed(snapshot);
        _decoder = decoder;
    }

    private void Take(byte b)
    {
        if (_pending <= MaxPending)
            _pending++;
        switch (_state)
        {
            case ParserState.Ground:
                Begin(b);
                break;
            case ParserState.Character:
                TakeInCharacter(b);
                break;
            case ParserState.EscapeSequence:
            case ParserState.ControlSequence:
                TakeInSequence(b);
                break;
            case ParserState.SkipControlSequence:
                TakeInSkipped(b);
                break;
            case ParserState.String:
                TakeInString(b);
                break;
            default:
                if (b == '\\')
                {
                    End();
                    break;
                }

                BeginSequence();
                Take(b);
                break;
        }
    }

    private void Begin(byte b)
    {
        switch (b)
        {
            case Escape:
                BeginSequence();
                break;
            case < 0x20:
                Execute(b);
                break;
            case >= (byte)' ' and < Delete:
                PrintAscii([b]);
                break;
            case >= 0xC0 and < 0xF8:
                _charLength = b < 0xE0 ? 2 : b < 0xF0 ? 3 : 4;
                _held[0] = b;
                _heldCount = _pending = 1;
                _state = ParserState.Character;
                break;
            case Delete:
                break;
            default:
                // Begins no UTF-8 character.
                _held[0] = b;
                _heldCount = 1;
                Decode(isBroken: true);
                break;
        }
    }

    private void TakeInCharacter(byte b)
    {
        if ((b & 0xC0) != 0x80)
        {
            _state = ParserState.Ground;
            Decode(isBroken: true);
            Take(b);
            return;
        }

        _held[_heldCount++] = b;
        if (_heldCount < _charLength)
            return;
        _state = ParserState.Ground;

        // U+0080 to U+009F are controls in one character; the filter lets none of them through, nor marks in a pile or such that turn text.
        if ((_charLength == 2 && _held[0] == 0xC2 && b < 0xA0) || TurnsText() || (IsMark() && ++_markRun > MaxMarks))
            _joinWidth = 0;
        else
            Decode(isBroken: false);
    }

    /// <summary>Prints what is held, in the character set of the server.</summary>
    private void Decode(bool isBroken)
    {
        Span<char> letters = stackalloc char[16];
        var count = _decoder.Decode(_held.AsSpan(0, _heldCount), letters);
        if (isBroken)
            count += _decoder.Flush(letters[count..]);
        foreach (var rune in letters[..count].EnumerateRunes())
        {
            // A terminal shows no byte order mark.
            if (rune.Value != 0xFEFF)
                Print(rune.Value);
        }
    }

    /// <summary>U+202A to U+202E, U+2066 to U+2069.</summary>
    private bool TurnsText() => _charLength == 3 && _held[0] == 0xE2
        && ((_held[1] == 0x80 && _held[2] is >= 0xAA and <= 0xAE) || (_held[1] == 0x81 && _held[2] is >= 0xA6 and <= 0xA9));

    private bool IsMark()
    {
        if (Rune.DecodeFromUtf8(_held.AsSpan(0, _heldCount), out var rune, out _) != System.Buffers.OperationStatus.Done)
            return false;
        var isMark = Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Format;
        if (!isMark)
            _markRun = 0;
        return isMark;
    }

    private void BeginSequence()
    {
        _state = ParserState.EscapeSequence;
        _held[0] = Escape;
        _heldCount = _pending = 1;
    }

    private void TakeInSequence(byte b)
    {
        switch (b)
        {
            case Escape:
                _joinWidth = 0;
                BeginSequence();
                return;
            case Cancel or Substitute:
                End();
                return;
            case >= 0x80:
                End();
                Take(b);
                return;
        }

        if (b is < 0x20 or Delete or (>= 0x20 and < 0x30) || (b < 0x40 && _state == ParserState.ControlSequence))
        {
            _held[_heldCount++] = b;
            if (_heldCount < MaxSequence)
                return;
            _joinWidth = 0;
            _state = _state == ParserState.ControlSequence ? ParserState.SkipControlSequence : ParserState.Ground;
        }
        else if (_state == ParserState.ControlSequence)
        {
            _state = ParserState.Ground;
            RunControlSequence(_held.AsSpan(1, _heldCount - 1), b);
        }
        else
        {
            EndEscapeSequence(b);
        }
    }

    private void EndEscapeSequence(byte final)
    {
        var body = _held.AsSpan(1, _heldCount - 1);
        _state = ParserState.Ground;
        if (!body.ContainsAnyInRange((byte)0x20, (byte)0x2F))
        {
            switch (final)
            {
                case (byte)'[':
                    _held[_heldCount++] = final;
                    _state = ParserState.ControlSequence;
                    return;
                case (byte)']' or (byte)'P' or (byte)'X' or (byte)'^' or (byte)'_':
                    _isOsc = final == ']';
                    _state = ParserState.String;
                    return;
            }
        }

        RunEscapeSequence(body, final);
    }

    private void TakeInSkipped(byte b)
    {
        if (b == Escape)
            BeginSequence();
        else if (b is Cancel or Substitute)
            End();
        else if (b >= 0x80)
        {
            End();
            Take(b);
        }
        else if (b is >= 0x40 and not Delete)
            End();
    }

    private void TakeInString(byte b)
    {
        if (b == Escape)
            _state = ParserState.StringEscape;
        else if (b is Cancel or Substitute || (b == Bell && _isOsc))
            End();
    }

    private void End()
    {
        _state = ParserState.Ground;
        _joinWidth = 0;
    }

    private void ExecuteAll(ReadOnlySpan<byte> body)
    {
        foreach (var b in body)
        {
            if (b < 0x20)
                Execute(b);
        }
    }
}
