namespace Portal.Fleet.Consoles.Text;

/// <summary>What escape and control sequences do to the line.</summary>
public sealed partial class TranscriptText
{
    /// <summary>VT100's line drawing, from 5Fh on.</summary>
    private const string LineDrawing = " ◆▒␉␌␍␊°±␤␋┘┐┌└┼⎺⎻─⎼⎽├┤┴┬│≤≥π≠£·";

    private const int MostParameters = 16;
    private const int LargestParameter = 9_999;
    private const int Unknown = -1;

    /// <summary>A column beyond this is not kept when the cursor goes up or down: four bytes must not buy a line of spaces.</summary>
    private const int FarthestKept = 100;

    private readonly int[] _parameters = new int[MostParameters];
    private int _parameterCount;
    private bool _hasPrefix;
    private bool _isPlain;
    private char _designates;
    private bool _drawsG0;
    private bool _drawsG1;
    private bool _usesG1;

    /// <summary>Row of the cursor, known since it was last addressed.</summary>
    private int _screenRow = Unknown;
    private (int Row, int Column) _saved = (Unknown, 0);

    private bool IsDrawing => _usesG1 ? _drawsG1 : _drawsG0;

    private void AfterEscape(char character, TranscriptSink sink)
    {
        _state = State.Text;
        switch (character)
        {
            case '\x1b':
                _state = State.Escape;
                break;
            case '[':
                BeginControl();
                break;
            case ']' or 'P' or 'X' or '^' or '_':
                BeginString(isOsc: character == ']');
                break;
            case >= '\x20' and <= '\x2f':
                _state = State.EscapeIntermediate;
                _designates = character;
                break;
            case 'c':
                Leave(sink, Unknown);
                _drawsG0 = _drawsG1 = _usesG1 = false;
                break;
            case 'D' or 'E':
                StepText('\n', sink);
                break;
            case 'M':
                Leave(sink, _screenRow == Unknown ? Unknown : Math.Max(0, _screenRow - 1));
                break;
            case '7':
                _saved = (_screenRow, _row.Cursor);
                break;
            case '8':
                Restore(sink);
                break;
            case < '\x20':
                _state = State.Escape;
                StepText(character, sink);
                break;
        }
    }

    private void EndDesignation(char final)
    {
        _state = State.Text;
        if (_designates == '(')
            _drawsG0 = final == '0';
        else if (_designates == ')')
            _drawsG1 = final == '0';
    }

    private void BeginString(bool isOsc)
    {
        _state = State.String;
        _isOsc = isOsc;
        _stringLength = 0;
    }

    private void BeginControl()
    {
        _state = State.Control;
        _parameterCount = 0;
        _parameters[0] = 0;
        _hasPrefix = false;
        _isPlain = true;
    }

    private void StepControl(char character, TranscriptSink sink)
    {
        switch (character)
        {
            case >= '0' and <= '9':
                ref var parameter = ref _parameters[_parameterCount];
                parameter = Math.Min((parameter * 10) + (character - '0'), LargestParameter);
                break;
            case ';' or ':':
                if (_parameterCount < MostParameters - 1)
                    _parameters[++_parameterCount] = 0;
                break;
            case '?' or '<' or '=' or '>':
                _hasPrefix = true;
                _isPlain &= character == '?';
                break;
            case >= '\x20' and <= '\x2f':
                _isPlain = false;
                break;
            case >= '\x40' and <= '\x7e':
                _state = State.Text;
                if (_isPlain)
                    Execute(character, sink);
                break;
            case < '\x20':
                Restart(character, sink);
                break;
            case '\x7f':
                break;
            default:
                _state = State.Text;
                StepText(character, sink);
                break;
        }
    }

    /// <summary>A control character inside a sequence: it takes effect, and the sequence goes on, unless another one begins.</summary>
    private void Restart(char character, TranscriptSink sink)
    {
        if (character == '\x1b')
        {
            _state = State.Escape;
            return;
        }
        var state = _state;
        StepText(character, sink);
        _state = state;
    }

    private void Execute(char final, TranscriptSink sink)
    {
        var first = _parameters[0];
        var count = Math.Max(1, first);
        if (_hasPrefix)
        {
            // The other screen: what was drawn on this one is not continued there.
            if (final is 'h' or 'l' && first is 47 or 1047 or 1049)
                Leave(sink, Unknown);
            else if (final is 'K')
                _row.Erase(first);
            return;
        }
        switch (final)
        {
            case 'A' or 'F':
                Leave(sink, _screenRow == Unknown ? Unknown : Math.Max(0, _screenRow - count), keepColumn: final == 'A');
                break;
            case 'B' or 'E' or 'e':
                Leave(sink, _screenRow == Unknown ? Unknown : _screenRow + count, keepColumn: final != 'E');
                break;
            case 'C' or 'a':
                _row.MoveTo(_row.Cursor + count);
                break;
            case 'D':
                _row.MoveTo(_row.Cursor - count);
                break;
            case 'G' or '`':
                _row.MoveTo(count - 1);
                break;
            case 'd':
                Address(sink, count - 1, Math.Min(_row.Cursor, FarthestKept));
                break;
            case 'H' or 'f':
                Address(sink, count - 1, Math.Max(1, _parameterCount > 0 ? _parameters[1] : 1) - 1);
                break;
            case 'J':
                if (first == 0)
                    _row.Erase(0);
                else if (first is 2 or 3)
                    Leave(sink, _screenRow);
                break;
            case 'K':
                _row.Erase(first);
                break;
            case 'P':
                _row.DeleteCharacters(count);
                break;
            case '@':
                _row.InsertCharacters(count);
                break;
            case 'X':
                _row.EraseCharacters(count);
                break;
            case 'b':
                var repeated = _row.Before;
                for (var left = Math.Min(count, TranscriptRow.Farthest); left > 0; left--)
                    Write(repeated, sink);
                break;
            case 's' when _parameterCount == 0:
                _saved = (_screenRow, _row.Cursor);
                break;
            case 'u':
                Restore(sink);
                break;
        }
    }

    private void Address(TranscriptSink sink, int row, int column)
    {
        if (row != _screenRow)
            Leave(sink, row);
        _row.MoveTo(column);
    }

    private void Restore(TranscriptSink sink)
    {
        if (_saved.Row != _screenRow)
            Leave(sink, _saved.Row);
        _row.MoveTo(_saved.Column);
    }

    private void Leave(TranscriptSink sink, int row, bool keepColumn = false)
    {
        var column = keepColumn ? Math.Min(_row.Cursor, FarthestKept) : 0;
        EndIfWritten(sink);
        _screenRow = row;
        _row.MoveTo(column);
    }
}
