namespace Portal.Fleet.Consoles.Terminal;

/// <summary>Control characters and the sequences that begin with ESC alone.</summary>
public sealed partial class TerminalScreen
{
    private void Execute(byte control)
    {
        _joinWidth = 0;
        switch (control)
        {
            case 0x08:
                Backspace();
                break;
            case 0x09:
                if (_buffer.X < Columns)
                    _buffer.X = _buffer.Tabs.Next(_buffer.X, Columns);
                break;
            case 0x0A or 0x0B or 0x0C:
                LineFeed();
                break;
            case 0x0D:
                _buffer.X = 0;
                break;
            case 0x0E:
                _charsets.Shift(1);
                break;
            case 0x0F:
                _charsets.Shift(0);
                break;
        }
    }

    private void RunEscapeSequence(ReadOnlySpan<byte> body, byte final)
    {
        var intermediate = '\0';
        var count = 0;
        foreach (var b in body)
        {
            if (b is >= 0x20 and < 0x30 && count++ == 0)
                intermediate = (char)b;
        }

        // What the filter does not let through is not seen at all, nor are the controls inside of it.
        if (IsShown(intermediate, (char)final))
        {
            ExecuteAll(body);
            if (count == 0)
                RunEscape(final);
            else if (count == 1)
                RunEscape(intermediate, (char)final);
        }

        _joinWidth = 0;
    }

    private static bool IsShown(char intermediate, char final) => intermediate switch
    {
        '\0' => "6789=>DEHMNO\\cno|}~".Contains(final, StringComparison.Ordinal),
        '#' => final is >= '3' and <= '8',
        '%' => final is '@' or 'G',
        _ => intermediate is '(' or ')' or '*' or '+' or '-' or '.' or '/',
    };

    private void RunEscape(byte final)
    {
        switch ((char)final)
        {
            case '7':
                SaveCursor();
                break;
            case '8':
                RestoreCursor();
                break;
            case 'D':
                Index();
                break;
            case 'E':
                _buffer.X = 0;
                Index();
                break;
            case 'H':
                _buffer.Tabs.Set(_buffer.X, Columns);
                break;
            case 'M':
                ReverseIndex();
                break;
            case '=':
                _modes |= TerminalModes.ApplicationKeypad;
                break;
            case '>':
                _modes &= ~TerminalModes.ApplicationKeypad;
                break;
            case 'c':
                FullReset();
                break;
            case 'n' or '}':
                _charsets.Shift(2);
                break;
            case 'o' or '|':
                _charsets.Shift(3);
                break;
            case '~':
                _charsets.Shift(1);
                break;
        }
    }

    private void RunEscape(char intermediate, char final)
    {
        switch (intermediate)
        {
            case '%' when final is '@' or 'G':
                _charsets.Shift(0);
                _charsets.Designate(0, Charsets.Ascii);
                break;
            case '#' when final == '8':
                Align();
                break;
            case '(' when Charsets.Find(final) is { } charset:
                _charsets.Designate(0, charset);
                break;
            case ')' or '-' when Charsets.Find(final) is { } charset:
                _charsets.Designate(1, charset);
                break;
            case '*' or '.' when Charsets.Find(final) is { } charset:
                _charsets.Designate(2, charset);
                break;
            case '+' when Charsets.Find(final) is { } charset:
                _charsets.Designate(3, charset);
                break;
        }
    }

    private void LineFeed()
    {
        if (_modes.HasFlag(TerminalModes.NewLine))
            _buffer.X = 0;
        if (_buffer.Y == _buffer.Bottom)
            _buffer.ScrollUp(_pen.Erased, isWrapped: false);
        else if (_buffer.Y < Rows - 1)
            _buffer[++_buffer.Y].IsWrapped = false;
        if (_buffer.X >= Columns)
            _buffer.X--;
    }

    private void Index()
    {
        Restrict();
        if (_buffer.Y == _buffer.Bottom)
            _buffer.ScrollUp(_pen.Erased, isWrapped: false);
        else
            _buffer.Y = Math.Min(_buffer.Y + 1, Rows - 1);
        Restrict();
    }

    private void ReverseIndex()
    {
        Restrict();
        if (_buffer.Y == _buffer.Top)
        {
            _buffer.InsertLines(_buffer.Top, 1, _pen.Erased);
            return;
        }

        _buffer.Y--;
        Restrict();
    }

    private void Backspace()
    {
        if (!_modes.HasFlag(TerminalModes.ReverseWrap))
        {
            Restrict();
            _buffer.X = Math.Max(0, _buffer.X - 1);
            return;
        }

        Restrict(Columns);
        if (_buffer.X > 0)
            _buffer.X--;
        else if (_buffer.Y > _buffer.Top && _buffer.Y <= _buffer.Bottom && _buffer[_buffer.Y].IsWrapped)
        {
            _buffer[_buffer.Y].IsWrapped = false;
            _buffer.Y--;
            _buffer.X = Columns - 1;

            // A wide character that found no room has left the last column empty.
            var last = _buffer[_buffer.Y][Columns - 1];
            if (last.Width > 0 && !last.HasContent)
                _buffer.X--;
        }

        Restrict();
    }

    private void SaveCursor() => _buffer.Saved = new SavedCursor(_buffer.X, _buffer.Y, _pen, _charsets.Current);

    private void RestoreCursor()
    {
        var saved = _buffer.Saved;
        (_buffer.X, _buffer.Y) = (saved.X, saved.Y);
        _pen = saved.Pen;
        _charsets.Current = saved.Charset;
        Restrict();
    }

    /// <summary><c>ESC # 8</c>: the screen full of E.</summary>
    private void Align()
    {
        SetCursor(0, 0);
        for (var y = 0; y < Rows; y++)
        {
            _buffer[y].Fill(new Cell('E', 1, _pen));
            _buffer[y].IsWrapped = false;
        }

        SetCursor(0, 0);
    }

    private void Restrict() => Restrict(Columns - 1);

    private void Restrict(int lastColumn)
    {
        _buffer.X = Math.Clamp(_buffer.X, 0, lastColumn);
        _buffer.Y = _modes.HasFlag(TerminalModes.Origin)
            ? Math.Clamp(_buffer.Y, _buffer.Top, _buffer.Bottom)
            : Math.Clamp(_buffer.Y, 0, Rows - 1);
    }

    private void SetCursor(int x, int y)
    {
        _buffer.X = x;
        _buffer.Y = _modes.HasFlag(TerminalModes.Origin) ? _buffer.Top + y : y;
        Restrict();
    }

    /// <summary>As the browser's terminal has it: with origin mode on, a relative move counts from the region's first line.</summary>
    private void MoveCursor(int x, int y)
    {
        Restrict();
        SetCursor(_buffer.X + x, _buffer.Y + y);
    }
}
