namespace Portal.Fleet.Consoles.Terminal;

/// <summary>Control sequences (<c>CSI</c>, ECMA-48 §5.4).</summary>
public sealed partial class TerminalScreen
{
    /// <param name="body">Everything between ESC and the final byte, the [ included, which controls may stand before.</param>
    private void RunControlSequence(ReadOnlySpan<byte> body, byte final)
    {
        // What the filter does not let through is not seen at all, nor are the controls inside of it.
        if (!IsShown(body, (char)final, out var prefix, out var intermediate))
        {
            _joinWidth = 0;
            return;
        }

        var start = body.IndexOf((byte)'[');
        ExecuteAll(body[..start]);
        body = body[(start + 1)..];
        var parameters = new SequenceParameters(intermediate, (char)final);
        var isBehind = false;
        for (var at = 0; at < body.Length; at++)
        {
            switch (body[at])
            {
                case < 0x20:
                    Execute(body[at]);
                    break;
                case < 0x30:
                    isBehind = true;
                    break;
                case < 0x3C when isBehind:
                    // Numbers behind an intermediate: a terminal reads on to the end and does nothing but what it executes.
                    ExecuteAll(body[at..]);
                    return;
                case < 0x3C:
                    parameters.Take(body[at]);
                    break;
            }
        }

        Dispatch(prefix, intermediate, (char)final, ref parameters);
        _joinWidth = 0;
    }

    /// <summary>Whether the filter lets a sequence through, and one that a terminal can understand is only of this form.</summary>
    private static bool IsShown(ReadOnlySpan<byte> body, char final, out char prefix, out char intermediate)
    {
        prefix = intermediate = '\0';
        var hasParameters = false;
        foreach (var b in body[(body.IndexOf((byte)'[') + 1)..])
        {
            switch (b)
            {
                case >= 0x20 and < 0x30:
                    if (intermediate != '\0')
                        return false;
                    intermediate = (char)b;
                    break;
                case >= 0x3C and < 0x40:
                    if (prefix != '\0' || hasParameters || intermediate != '\0')
                        return false;
                    prefix = (char)b;
                    break;
                case >= 0x30 and < 0x3C:
                    hasParameters = true;
                    break;
            }
        }

        return (prefix, intermediate, final) switch
        {
            // With more than one number it starts to follow the mouse.
            ('\0', '\0', 'T') => !body.Contains((byte)';'),
            ('\0', '\0', _) => "@ABCDEFGHIJKLMPSTXZ^`abdefghlmrsu".Contains(final, StringComparison.Ordinal),
            ('?', '\0', 'h' or 'l' or 'J' or 'K') => true,
            ('\0', ' ', '@' or 'A' or 'q') => true,
            ('\0', '!', 'p') => true,
            ('\0', '"', 'p' or 'q') => true,
            ('\0', '\'', '}' or '~') => true,
            _ => false,
        };
    }

    private void Dispatch(char prefix, char intermediate, char final, ref SequenceParameters parameters)
    {
        switch (prefix, intermediate)
        {
            case ('\0', '\0'):
                Dispatch(final, ref parameters);
                break;
            case ('?', '\0'):
                DispatchPrivate(final, ref parameters);
                break;
            case ('\0', ' ') when final == '@':
                ShiftColumns(0, parameters.Times, isInsert: false);
                break;
            case ('\0', ' ') when final == 'A':
                ShiftColumns(0, parameters.Times, isInsert: true);
                break;
            case ('\0', ' ') when final == 'q':
                _cursorStyle = parameters[0] <= 6 ? parameters[0] : _cursorStyle;
                break;
            case ('\0', '\'') when final == '}':
                ShiftColumns(_buffer.X, parameters.Times, isInsert: true);
                break;
            case ('\0', '\'') when final == '~':
                ShiftColumns(_buffer.X, parameters.Times, isInsert: false);
                break;
            case ('\0', '"') when final == 'q':
                Protect(parameters[0]);
                break;
            case ('\0', '!') when final == 'p':
                SoftReset();
                break;
        }
    }

    private void DispatchPrivate(char final, ref SequenceParameters parameters)
    {
        switch (final)
        {
            case 'h':
                SetPrivateModes(ref parameters, isOn: true);
                break;
            case 'l':
                SetPrivateModes(ref parameters, isOn: false);
                break;
            case 'J':
                EraseInDisplay(parameters[0], respectProtected: true);
                break;
            case 'K':
                EraseInLine(parameters[0], respectProtected: true);
                break;
        }
    }

    private void Dispatch(char final, ref SequenceParameters parameters)
    {
        switch (final)
        {
            case 'A' or 'B' or 'C' or 'a' or 'D' or 'E' or 'F' or 'G' or '`' or 'H' or 'f' or 'I' or 'Z' or 'd' or 'e':
                Move(final, ref parameters);
                break;
            case '@':
                Restrict();
                _buffer[_buffer.Y].Insert(_buffer.X, parameters.Times, _pen.Erased);
                break;
            case 'P':
                Restrict();
                _buffer[_buffer.Y].Delete(_buffer.X, parameters.Times, _pen.Erased);
                break;
            case 'X':
                Restrict();
                _buffer[_buffer.Y].Replace(_buffer.X, _buffer.X + parameters.Times, _pen.Erased, respectProtected: false);
                break;
            case 'J':
                EraseInDisplay(parameters[0], respectProtected: false);
                break;
            case 'K':
                EraseInLine(parameters[0], respectProtected: false);
                break;
            case 'L' or 'M':
                ShiftLines(parameters.Times, isInsert: final == 'L');
                break;
            case 'S':
                _buffer.RemoveLines(_buffer.Top, parameters.Times, _pen.Erased);
                break;
            case 'T':
                _buffer.InsertLines(_buffer.Top, parameters.Times, default);
                break;
            case 'b':
                Repeat(parameters.Times);
                break;
            case 'g':
                if (parameters[0] == 0)
                    _buffer.Tabs.Remove(_buffer.X, Columns);
                else if (parameters[0] == 3)
                    _buffer.Tabs.RemoveAll();
                break;
            case 'h' or 'l':
                SetModes(ref parameters, isOn: final == 'h');
                break;
            case 'm':
                Paint(ref parameters);
                break;
            case 'r':
                SetRegion(ref parameters);
                break;
            case 's':
                SaveCursor();
                break;
            case 'u':
                RestoreCursor();
                break;
        }
    }

    private void Move(char final, ref SequenceParameters parameters)
    {
        var times = parameters.Times;
        switch (final)
        {
            case 'A' or 'F':
                MoveCursor(0, -(_buffer.Y >= _buffer.Top ? Math.Min(_buffer.Y - _buffer.Top, times) : times));
                break;
            case 'B' or 'E':
                MoveCursor(0, _buffer.Y <= _buffer.Bottom ? Math.Min(_buffer.Bottom - _buffer.Y, times) : times);
                break;
            case 'C' or 'a':
                MoveCursor(times, 0);
                break;
            case 'D':
                MoveCursor(-times, 0);
                break;
            case 'G' or '`':
                SetCursor(times - 1, _buffer.Y);
                break;
            case 'H' or 'f':
                SetCursor(Math.Max(1, parameters[1]) - 1, times - 1);
                break;
            case 'd':
                SetCursor(_buffer.X, times - 1);
                break;
            case 'e':
                MoveCursor(0, times);
                break;
            default:
                if (_buffer.X >= Columns)
                    break;
                for (; times > 0; times--)
                    _buffer.X = final == 'I' ? _buffer.Tabs.Next(_buffer.X, Columns) : _buffer.Tabs.Previous(_buffer.X);
                break;
        }

        if (final is 'E' or 'F')
            _buffer.X = 0;
    }

    private void SetRegion(ref SequenceParameters parameters)
    {
        var bottom = parameters.Count < 2 || parameters[1] == 0 || parameters[1] > Rows ? Rows : parameters[1];
        if (bottom <= parameters.Times)
            return;
        (_buffer.Top, _buffer.Bottom) = (parameters.Times - 1, bottom - 1);
        SetCursor(0, 0);
    }

    private void Protect(int kind)
    {
        if (kind == 1)
            _pen.Back |= Pen.Protected;
        else if (kind is 0 or 2)
            _pen.Back &= ~Pen.Protected;
    }
}
