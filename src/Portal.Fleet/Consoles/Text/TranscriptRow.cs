namespace Portal.Fleet.Consoles.Text;

/// <summary>The line that the cursor is in, as a terminal without a right margin would have it.</summary>
internal sealed class TranscriptRow
{
    /// <summary>Most characters of a line; a longer one goes on in the next.</summary>
    public const int Longest = 4_096;

    /// <summary>How far orders may move the cursor beyond the text: a host must not buy a screenful of spaces for a few bytes.</summary>
    public const int Farthest = 255;

    private char[] _cells = new char[256];
    private int _length;
    private int _cursor;
    private bool _hasSurrogates;

    public int Cursor => _cursor;

    public bool IsFull => _cursor >= Longest;

    /// <summary>Whether anything but spaces stands in it.</summary>
    public bool IsBlank => _cells.AsSpan(0, _length).TrimEnd(' ').IsEmpty;

    /// <summary>How many more characters it takes at the cursor before it is full.</summary>
    public int Room => Longest - _cursor;

    public void Write(char c)
    {
        _hasSurrogates |= char.IsSurrogate(c);
        Reserve(_cursor + 1);
        _cells[_cursor++] = c;
        _length = Math.Max(_length, _cursor);
    }

    /// <summary>Writes visible ASCII, not more than there is room.</summary>
    public void Write(ReadOnlySpan<byte> ascii)
    {
        Reserve(_cursor + ascii.Length);
        System.Text.Ascii.ToUtf16(ascii, _cells.AsSpan(_cursor), out _);
        _cursor += ascii.Length;
        _length = Math.Max(_length, _cursor);
    }

    public void MoveTo(int column) => _cursor = Math.Clamp(column, 0, Math.Max(Math.Min(_length, Longest - 1), Farthest));

    public void NextTab() => MoveTo((_cursor / 8 * 8) + 8);

    /// <summary>Erases from the cursor on, or up to it, or all of the line; the cursor stays.</summary>
    public void Erase(int mode)
    {
        switch (mode)
        {
            case 0:
                _length = Math.Min(_length, _cursor);
                break;
            case 1:
                _cells.AsSpan(0, Math.Min(_length, _cursor + 1)).Fill(' ');
                break;
            case 2:
                _length = 0;
                break;
        }
    }

    public void EraseCharacters(int count)
    {
        if (_cursor < _length)
            _cells.AsSpan(_cursor, Math.Min(count, _length - _cursor)).Fill(' ');
    }

    public void DeleteCharacters(int count)
    {
        if (_cursor >= _length)
            return;
        count = Math.Min(count, _length - _cursor);
        _cells.AsSpan(_cursor + count, _length - _cursor - count).CopyTo(_cells.AsSpan(_cursor));
        _length -= count;
    }

    public void InsertCharacters(int count)
    {
        count = Math.Min(count, Farthest);
        if (_cursor >= _length || _length + count > Longest)
            return;
        Reserve(_length + count);
        _cells.AsSpan(_cursor, _length - _cursor).CopyTo(_cells.AsSpan(_cursor + count));
        _cells.AsSpan(_cursor, count).Fill(' ');
        _length += count;
    }

    /// <summary>What stands before the cursor; a space at the beginning of the line.</summary>
    public char Before => _cursor > 0 && _cursor <= _length ? _cells[_cursor - 1] : ' ';

    /// <summary>The text without spaces at its end, and without halves of characters that were written over.</summary>
    public ReadOnlySpan<char> Text()
    {
        var text = _cells.AsSpan(0, _length).TrimEnd(' ');
        if (_hasSurrogates)
            Mend(text);
        return text;
    }

    /// <summary>An empty line, with the cursor at its beginning.</summary>
    public void Clear()
    {
        _length = 0;
        _cursor = 0;
        _hasSurrogates = false;
    }

    private static void Mend(Span<char> text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
                i++;
            else if (char.IsSurrogate(text[i]))
                text[i] = '\uFFFD';
        }
    }

    /// <summary>Makes room, and fills what lies between the text and the cursor.</summary>
    private void Reserve(int length)
    {
        if (length > _cells.Length)
            Array.Resize(ref _cells, Math.Max(length, _cells.Length * 2));
        if (_cursor > _length)
        {
            _cells.AsSpan(_length, _cursor - _length).Fill(' ');
            _length = _cursor;
        }
    }
}
