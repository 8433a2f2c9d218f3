using Portal.Fleet.Consoles.Text;

namespace Portal.Fleet.Consoles.Terminal;

/// <summary>
/// The screen of a terminal without a terminal: takes what a server printed and knows what a viewer sees who has watched from the beginning.
/// It does as the browser's terminal does behind the hub's filter (xterm.js 6.0.0; a test compares the two), also where that differs from a VT220.
/// Pure: no clock, no IO. However hostile the bytes are and however they are split: it never throws, the same bytes give the same screen, time
/// grows with their number alone and memory is bounded by the size of the screen. Not thread safe.
/// </summary>
public sealed partial class TerminalScreen
{
    /// <summary>What programs on a serial line assume, which tells nobody its size.</summary>
    public const int DefaultColumns = 80;

    /// <inheritdoc cref="DefaultColumns"/>
    public const int DefaultRows = 24;

    private const int MostColumns = 500;
    private const int MostRows = 200;
    private const int MostScrollback = 10_000;

    private readonly int _scrollback;
    private readonly MarkTable _marks = new();
    private ConsoleDecoder _decoder;
    private TerminalBuffer _main;
    private TerminalBuffer _alternate;
    private TerminalBuffer _buffer;
    private Pen _pen;
    private TerminalModes _modes;
    private int _cursorStyle;
    private CharsetState _charsets;

    /// <param name="scrollback">How many lines that left the screen are kept.</param>
    /// <param name="charset">What the bytes from 80h on mean.</param>
    public TerminalScreen(int columns = DefaultColumns, int rows = DefaultRows, int scrollback = 0, ConsoleCharset charset = ConsoleCharset.Auto)
    {
        ThrowUnlessSize(columns, rows);
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)scrollback, (uint)MostScrollback, nameof(scrollback));
        _scrollback = scrollback;
        _decoder = new ConsoleDecoder(charset);
        _main = _buffer = new TerminalBuffer(columns, rows, scrollback);
        _alternate = new TerminalBuffer(columns, rows, 0);
    }

    public int Columns => _buffer.Columns;

    public int Rows => _buffer.Rows;

    /// <summary>From 0; <see cref="Columns"/> when the next character begins the next line.</summary>
    public int CursorColumn => Math.Min(_buffer.X, Columns);

    /// <summary>From 0.</summary>
    public int CursorRow => _buffer.Y;

    /// <summary>A full-screen program has the alternate screen open.</summary>
    public bool IsAlternate => _buffer == _alternate;

    internal TerminalBuffer Main => _main;

    internal TerminalBuffer Alternate => _alternate;

    internal TerminalBuffer Active => _buffer;

    internal Pen CurrentPen => _pen;

    internal TerminalModes Modes => _modes;

    internal int CursorStyle => _cursorStyle;

    internal CharsetState CharacterSets => _charsets;

    internal MarkTable Marks => _marks;

    /// <summary>The window has another size. Lines are cut, not folded.</summary>
    public void Resize(int columns, int rows)
    {
        ThrowUnlessSize(columns, rows);
        if (columns == Columns && rows == Rows)
            return;
        _main.Resize(columns, rows);
        _alternate.Resize(columns, rows);
    }

    /// <summary>The lines as text, without spaces at their ends.</summary>
    public IReadOnlyList<string> Text() => ScreenText.Of(_buffer, _marks);

    /// <summary>The last lines with text on them, newest last; lines above the screen count as far as they are kept.</summary>
    public IReadOnlyList<string> LastLines(int count) => ScreenText.Last(_buffer, _marks, count);

    /// <summary>What a cell shows; empty when nothing.</summary>
    internal string TextAt(int x, int y) => _marks.TextOf(_buffer[y][x]);

    private static void ThrowUnlessSize(int columns, int rows)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(columns, 2);
        ArgumentOutOfRangeException.ThrowIfLessThan(rows, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(columns, MostColumns);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(rows, MostRows);
    }

    /// <summary>As at the beginning, with the lines above the screen kept: on a console they are the evidence.</summary>
    private void FullReset()
    {
        _buffer = _main;
        _main.KeepScreen();
        _main.Clear();
        _main.Saved = default;
        _alternate = new TerminalBuffer(Columns, Rows, 0);
        SoftReset();
        _modes = TerminalModes.None;
        if (_scrollback == 0)
            _marks.Clear();
    }

    private void SoftReset()
    {
        (_buffer.Top, _buffer.Bottom) = (0, Rows - 1);
        _buffer.Saved = default;
        _pen = default;
        _modes &= TerminalModes.NewLine;
        _cursorStyle = 0;
        _charsets = default;
    }

    private void CompactMarks() => _marks.Compact([.. _main.Scrollback, .. RowsOf(_main), .. RowsOf(_alternate)]);

    private static IEnumerable<TerminalRow> RowsOf(TerminalBuffer buffer) => Enumerable.Range(0, buffer.Rows).Select(y => buffer[y]);
}
