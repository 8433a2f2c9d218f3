namespace Portal.Fleet.Consoles.Terminal;

/// <summary>The main screen or the alternate one: lines, cursor, scroll region, tab stops and what <c>ESC 7</c> saved.</summary>
internal sealed class TerminalBuffer
{
    private readonly Queue<TerminalRow>? _scrollback;
    private readonly int _scrollbackLines;
    private TerminalRow[] _rows = [];

    /// <param name="scrollback">How many lines that left the screen are kept.</param>
    public TerminalBuffer(int columns, int rows, int scrollback)
    {
        _scrollbackLines = scrollback;
        _scrollback = scrollback > 0 ? new Queue<TerminalRow>() : null;
        Columns = columns;
        Clear(rows);
    }

    public int Columns { get; private set; }

    public int Rows => _rows.Length;

    /// <summary>May lie behind the last column: the next character begins the next line then.</summary>
    public int X { get; set; }

    public int Y { get; set; }

    /// <summary>First line of the scroll region.</summary>
    public int Top { get; set; }

    /// <summary>Last line of the scroll region.</summary>
    public int Bottom { get; set; }

    public SavedCursor Saved { get; set; }

    /// <summary>Tab stops; not sized: a stop may be set behind the last column.</summary>
    public TabStops Tabs { get; } = new();

    public bool HasFullRegion => Top == 0 && Bottom == Rows - 1;

    /// <summary>Lines that left the screen, oldest first.</summary>
    public IReadOnlyCollection<TerminalRow> Scrollback => _scrollback is null ? [] : _scrollback;

    public TerminalRow this[int y] => _rows[y];

    /// <summary>As at the beginning, except for what is saved and for the lines above the screen.</summary>
    public void Clear() => Clear(Rows);

    /// <summary>Moves the region up by one line; what comes in at its end is empty.</summary>
    public void ScrollUp(in Pen erased, bool isWrapped)
    {
        var line = _rows[Top];
        if (Top == 0 && _scrollback is not null)
            line = Keep(line);
        _rows.AsSpan(Top + 1, Bottom - Top).CopyTo(_rows.AsSpan(Top));
        Put(Bottom, line, erased);
        line.IsWrapped = isWrapped;
    }

    /// <summary>Takes out lines of a region and puts as many empty ones at its end; nothing is kept.</summary>
    public void RemoveLines(int at, int count, in Pen erased)
    {
        for (count = Math.Min(count, Bottom - at + 1); count > 0; count--)
        {
            var line = _rows[at];
            _rows.AsSpan(at + 1, Bottom - at).CopyTo(_rows.AsSpan(at));
            Put(Bottom, line, erased);
        }
    }

    /// <summary>Puts empty lines into the region; the ones at its end are lost.</summary>
    public void InsertLines(int at, int count, in Pen erased)
    {
        for (count = Math.Min(count, Bottom - at + 1); count > 0; count--)
        {
            var line = _rows[Bottom];
            _rows.AsSpan(at, Bottom - at).CopyTo(_rows.AsSpan(at + 1));
            Put(at, line, erased);
        }
    }

    /// <summary>Puts what is on the screen among the lines above it.</summary>
    public void KeepScreen()
    {
        if (_scrollback is null)
            return;
        var last = Rows - 1;
        while (last >= 0 && _rows[last].TextLength() == 0)
            last--;
        for (var y = 0; y <= last; y++)
            _rows[y] = Keep(_rows[y]);
    }

    /// <summary>Another size: the cursor's line stays on the screen, longer lines are cut.</summary>
    public void Resize(int columns, int rows)
    {
        var above = Math.Max(0, Y - rows + 1);
        var old = _rows;
        for (var y = 0; y < above; y++)
            Keep(old[y]);
        _rows = new TerminalRow[rows];
        for (var y = 0; y < rows; y++)
            _rows[y] = above + y < old.Length ? old[above + y].Resized(columns) : new TerminalRow(columns);
        Columns = columns;
        X = Math.Min(X, columns - 1);
        Y -= above;
        (Top, Bottom) = (0, rows - 1);
        Saved = Saved with { X = Math.Min(Saved.X, columns - 1), Y = Math.Min(Saved.Y, rows - 1) };
    }

    private void Clear(int rows)
    {
        _rows = new TerminalRow[rows];
        for (var y = 0; y < rows; y++)
            _rows[y] = new TerminalRow(Columns);
        (X, Y, Top, Bottom) = (0, 0, 0, rows - 1);
        Tabs.Reset();
    }

    private void Put(int y, TerminalRow line, in Pen erased)
    {
        line.Fill(new Cell(0, 1, erased));
        line.IsWrapped = false;
        _rows[y] = line;
    }

    /// <summary>Keeps a line; answers one to use in its place.</summary>
    private TerminalRow Keep(TerminalRow line)
    {
        if (_scrollback is null)
            return line;
        _scrollback.Enqueue(line);
        return _scrollback.Count > _scrollbackLines && _scrollback.Dequeue() is { } oldest && oldest.Columns == Columns ? oldest : new TerminalRow(Columns);
    }
}
