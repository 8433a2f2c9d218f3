using System.Text;

namespace Portal.Fleet.Consoles.Terminal;

/// <summary>Characters onto the screen.</summary>
public sealed partial class TerminalScreen
{
    // Width of the character that a mark printed next stands on; 0 when it would stand alone.
    private int _joinWidth;

    private void PrintAscii(ReadOnlySpan<byte> text)
    {
        _markRun = 0;
        if (_charsets.Current != Charsets.Ascii || _modes.HasFlag(TerminalModes.Insert))
        {
            foreach (var b in text)
                Print(b);
            return;
        }

        while (!text.IsEmpty)
        {
            var x = _buffer.X;
            if (x >= Columns)
            {
                // To the next line, or over the last column.
                Print(text[0]);
                text = text[1..];
                continue;
            }

            var count = Math.Min(text.Length, Columns - x);
            var row = _buffer[_buffer.Y];
            MendLeft(row, x);
            var cells = row.Writable.Slice(x, count);
            for (var index = 0; index < cells.Length; index++)
                cells[index] = new Cell(text[index], 1, _pen);
            _buffer.X = x + count;
            _joinWidth = 1;
            MendRight(row);
            text = text[count..];
        }
    }

    private void Print(int code)
    {
        var row = _buffer[_buffer.Y];
        MendLeft(row, _buffer.X);
        if (code < Delete && _charsets.Current != Charsets.Ascii)
            code = Charsets.Map(_charsets.Current, code);
        var width = CharacterWidth.Of(code);
        var isMark = width == 0 && _joinWidth != 0;
        if (isMark)
            width = _joinWidth;
        else
            _joinWidth = width;
        if (_buffer.X + (isMark ? 0 : width) > Columns && !Wrap(ref row, width))
            return;
        if (isMark && _buffer.X > 0)
        {
            AddMark(row, _buffer.X - (row.WidthAt(_buffer.X - 1) != 0 ? 1 : 2), code, width);
            MendRight(row);
            return;
        }

        if (_modes.HasFlag(TerminalModes.Insert))
        {
            row.Insert(_buffer.X, isMark ? 0 : width, _pen);
            if (row.WidthAt(Columns - 1) == 2)
                row.Clear(Columns - 1, _pen);
        }

        row.Set(_buffer.X++, code, width, _pen);
        if (width == 2)
            row.Set(_buffer.X++, 0, 0, _pen);
        MendRight(row);
    }

    /// <summary>To the next line, or back to the last column. False when the character has no room there.</summary>
    private bool Wrap(ref TerminalRow row, int width)
    {
        if (_modes.HasFlag(TerminalModes.NoWrap))
        {
            _buffer.X = Columns - 1;
            if (width < 2)
                return true;
            MendRight(row);
            return false;
        }

        var old = row;
        var rest = _buffer.X;
        _buffer.X = 0;
        if (_buffer.Y == _buffer.Bottom)
            _buffer.ScrollUp(_pen.Erased, isWrapped: true);
        else
        {
            _buffer.Y = Math.Min(_buffer.Y + 1, Rows - 1);
            _buffer[_buffer.Y].IsWrapped = true;
        }

        row = _buffer[_buffer.Y];

        // A wide character leaves the last column empty.
        for (; rest < Columns; rest++)
            old.Clear(rest, _pen);
        return true;
    }

    private void AddMark(TerminalRow row, int x, int code, int width)
    {
        if ((uint)x >= (uint)Columns)
            return;
        ref var cell = ref row.Writable[x];
        if (!cell.HasContent)
        {
            row.Set(x, code, width, cell.Pen);
            return;
        }

        if (_marks.IsFull)
            CompactMarks();
        var text = _marks.TextOf(cell);

        // The filter counts the marks of one run; a program that goes back to a cell could go on for ever.
        if (text.Length <= 4 * MaxMarks)
            cell.SetText(_marks.Add(text + new Rune(code)));
        cell.SetWidth(width);
    }

    /// <summary>Half a wide character is none: its left half goes when its right half is written over.</summary>
    private void MendLeft(TerminalRow row, int x)
    {
        if (x > 0 && row.WidthAt(x - 1) == 2)
            row.Clear(x - 1, _pen);
    }

    private void MendRight(TerminalRow row)
    {
        var x = _buffer.X;
        if (x < Columns && row.WidthAt(x) == 0 && !row[x].HasContent)
            row.Clear(x, _pen);
    }

    /// <summary><c>CSI n b</c>: the character before, again.</summary>
    private void Repeat(int count)
    {
        if (_joinWidth == 0)
            return;
        var x = _buffer.X - _joinWidth;
        var text = (uint)x < (uint)Columns ? TextAt(x, _buffer.Y) : "";
        for (; count > 0 && text.Length > 0; count--)
        {
            foreach (var rune in text.EnumerateRunes())
                Print(rune.Value);
        }
    }
}
