namespace Portal.Fleet.Consoles.Terminal;

/// <summary>Erasing, and lines and columns that are put in or taken out.</summary>
public sealed partial class TerminalScreen
{
    private bool IsInRegion => _buffer.Y >= _buffer.Top && _buffer.Y <= _buffer.Bottom;

    private void EraseInDisplay(int what, bool respectProtected)
    {
        Restrict(Columns);
        var y = _buffer.Y;
        switch (what)
        {
            case 0:
                Erase(y, _buffer.X, Columns, respectProtected, unwraps: _buffer.X == 0);
                for (y++; y < Rows; y++)
                    EraseLine(y, respectProtected);
                break;
            case 1:
                Erase(y, 0, _buffer.X + 1, respectProtected, unwraps: true);
                if (_buffer.X + 1 >= Columns && y + 1 < Rows)
                    _buffer[y + 1].IsWrapped = false;
                for (y--; y >= 0; y--)
                    EraseLine(y, respectProtected);
                break;
            case 2:
                if (!respectProtected)
                    _buffer.KeepScreen();
                for (y = 0; y < Rows; y++)
                    EraseLine(y, respectProtected);
                break;
        }
    }

    private void EraseInLine(int what, bool respectProtected)
    {
        Restrict(Columns);
        switch (what)
        {
            case 0:
                Erase(_buffer.Y, _buffer.X, Columns, respectProtected, unwraps: _buffer.X == 0);
                break;
            case 1:
                Erase(_buffer.Y, 0, _buffer.X + 1, respectProtected, unwraps: false);
                break;
            case 2:
                Erase(_buffer.Y, 0, Columns, respectProtected, unwraps: true);
                break;
        }
    }

    private void Erase(int y, int start, int end, bool respectProtected, bool unwraps)
    {
        var row = _buffer[y];
        row.Replace(start, end, _pen.Erased, respectProtected);
        if (unwraps)
            row.IsWrapped = false;
    }

    private void EraseLine(int y, bool respectProtected)
    {
        var row = _buffer[y];
        if (respectProtected)
            row.FillUnprotected(_pen.Erased);
        else
            row.Fill(new Cell(0, 1, _pen.Erased));
        row.IsWrapped = false;
    }

    private void ShiftLines(int count, bool isInsert)
    {
        Restrict();
        if (!IsInRegion)
            return;
        if (isInsert)
            _buffer.InsertLines(_buffer.Y, count, _pen.Erased);
        else
            _buffer.RemoveLines(_buffer.Y, count, _pen.Erased);
        _buffer.X = 0;
    }

    private void ShiftColumns(int at, int count, bool isInsert)
    {
        if (!IsInRegion)
            return;
        for (var y = _buffer.Top; y <= _buffer.Bottom; y++)
        {
            var row = _buffer[y];
            if (isInsert)
                row.Insert(at, count, _pen.Erased);
            else
                row.Delete(at, count, _pen.Erased);
            row.IsWrapped = false;
        }
    }
}
