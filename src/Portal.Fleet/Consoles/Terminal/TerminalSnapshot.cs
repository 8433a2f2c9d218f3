namespace Portal.Fleet.Consoles.Terminal;

/// <summary>A console's screen at an offset.</summary>
/// <param name="Offset">The bytes from here on go on from it: at most the offset asked for, and less when that lies inside an escape sequence or a character.</param>
/// <param name="Columns">Width of the screen.</param>
/// <param name="Rows">Height of the screen.</param>
/// <param name="Data">
/// What to write to a terminal, new or used, see <see cref="TerminalScreen.Snapshot()"/>. Safe for a browser as it is: it must not go through the output
/// filter of a stream, and has no length in offsets.
/// </param>
public sealed record TerminalSnapshot(long Offset, int Columns, int Rows, ReadOnlyMemory<byte> Data)
{
    /// <summary>The lines as text, without spaces at their ends.</summary>
    public IReadOnlyList<string> Text() => Screen(scrollback: 0).Text();

    /// <summary>The last lines with text on them, newest last, those above the screen included.</summary>
    public IReadOnlyList<string> LastLines(int count) => Screen(scrollback: Math.Clamp(count, 0, 1000)).LastLines(count);

    /// <summary>The same screen without the lines that had moved off it.</summary>
    public TerminalSnapshot WithoutHistory() => this with { Data = Screen(scrollback: 0).Snapshot() };

    /// <summary>Offset and length, never the characters.</summary>
    public override string ToString() => $"{Columns}x{Rows} at {Offset}, {Data.Length} bytes";

    private TerminalScreen Screen(int scrollback)
    {
        var screen = new TerminalScreen(Columns, Rows, scrollback);
        screen.Restore(Data.Span);
        return screen;
    }
}
