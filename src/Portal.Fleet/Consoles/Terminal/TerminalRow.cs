namespace Portal.Fleet.Consoles.Terminal;

/// <summary>One line of a screen. Has no cells before something is written.</summary>
internal sealed class TerminalRow(int columns)
{
    private Cell[]? _cells;

    /// <summary>The line goes on the line before, which was full.</summary>
    public bool IsWrapped { get; set; }

    public int Columns => columns;

    public ReadOnlySpan<Cell> Cells => _cells;

    public Cell this[int index] => _cells is null || (uint)index >= (uint)columns ? default : _cells[index];

    /// <summary>The cells to write to.</summary>
    public Span<Cell> Writable
    {
        get
        {
            _cells ??= new Cell[columns];
            return _cells;
        }
    }

    /// <summary>0 also beyond the end.</summary>
    public int WidthAt(int index) => (uint)index >= (uint)columns ? 0 : this[index].Width;

    public void Set(int index, int code, int width, in Pen pen)
    {
        if ((uint)index < (uint)columns)
            Writable[index] = new Cell(code, width, pen);
    }

    /// <summary>Makes a cell empty, but not colourless.</summary>
    public void Clear(int index, in Pen pen) => Set(index, 0, 1, pen);

    public void Fill(in Cell cell)
    {
        if (cell.IsDefault)
            _cells.AsSpan().Clear();
        else
            Writable.Fill(cell);
    }

    /// <summary>Empties the whole line, except for what is protected.</summary>
    public void FillUnprotected(in Pen pen)
    {
        var cell = new Cell(0, 1, pen);
        foreach (ref var place in Writable)
        {
            if (!place.IsProtected)
                place = cell;
        }
    }

    /// <summary>Moves cells to the right; the last ones are lost.</summary>
    public void Insert(int at, int count, in Pen pen)
    {
        at %= columns;
        if (at > 0 && WidthAt(at - 1) == 2)
            Clear(at - 1, pen);
        var cells = Writable;
        count = Math.Min(count, columns - at);
        cells[at..(columns - count)].CopyTo(cells[(at + count)..]);
        cells.Slice(at, count).Fill(new Cell(0, 1, pen));
        if (WidthAt(columns - 1) == 2)
            Clear(columns - 1, pen);
    }

    /// <summary>Moves cells to the left over others; what comes in is empty.</summary>
    public void Delete(int at, int count, in Pen pen)
    {
        at %= columns;
        var cells = Writable;
        count = Math.Min(count, columns - at);
        cells[(at + count)..].CopyTo(cells[at..]);
        cells[(columns - count)..].Fill(new Cell(0, 1, pen));
        if (at > 0 && WidthAt(at - 1) == 2)
            Clear(at - 1, pen);
        if (cells[at].Width == 0 && !cells[at].HasContent)
            Clear(at, pen);
    }

    /// <summary>Empties cells; halves of wide characters that remain at the borders go too.</summary>
    public void Replace(int start, int end, in Pen pen, bool respectProtected)
    {
        var before = this[start - 1];
        if (start > 0 && before.Width == 2 && !(respectProtected && before.IsProtected))
            Clear(start - 1, pen);
        if (end < columns && WidthAt(end - 1) == 2 && !(respectProtected && this[end].IsProtected))
            Clear(end, pen);
        end = Math.Min(end, columns);
        if (start >= end)
            return;
        var cell = new Cell(0, 1, pen);
        if (_cells is null && cell.IsDefault)
            return;
        var cells = Writable[start..end];
        if (!respectProtected)
        {
            cells.Fill(cell);
            return;
        }

        foreach (ref var place in cells)
        {
            if (!place.IsProtected)
                place = cell;
        }
    }

    /// <summary>How many cells there are up to the last one with a character.</summary>
    public int TextLength()
    {
        for (var index = Cells.Length - 1; index >= 0; index--)
        {
            if (Cells[index].HasContent)
                return index + Math.Max(1, Cells[index].Width);
        }

        return 0;
    }

    /// <summary>How many cells there are up to the last one that is not as at the beginning.</summary>
    public int UsedLength()
    {
        var length = Cells.Length;
        while (length > 0 && Cells[length - 1].IsDefault)
            length--;
        return length;
    }

    public TerminalRow Resized(int newColumns)
    {
        var row = new TerminalRow(newColumns) { IsWrapped = IsWrapped };
        if (_cells is null)
            return row;
        row._cells = new Cell[newColumns];
        _cells.AsSpan(0, Math.Min(columns, newColumns)).CopyTo(row._cells);
        if (row.WidthAt(newColumns - 1) == 2)
            row.Clear(newColumns - 1, row[newColumns - 1].Pen.Erased);
        return row;
    }
}
