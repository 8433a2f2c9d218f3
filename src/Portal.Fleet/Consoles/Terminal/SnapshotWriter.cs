using System.Buffers;
using System.Buffers.Text;
using System.Text;

namespace Portal.Fleet.Consoles.Terminal;

/// <summary>Writes a screen as escape sequences, see <see cref="TerminalScreen.Snapshot(IBufferWriter{byte})"/>.</summary>
internal sealed partial class SnapshotWriter(TerminalScreen screen, IBufferWriter<byte> into)
{
    /// <summary>Where the cursor is not known, or known to be where no character would follow.</summary>
    private const int Unknown = -1;

    private Pen _pen;
    private int _x = Unknown;
    private int _y;
    private bool _isOriginOn;

    public void Write()
    {
        // Both screens reset, no automatic carriage return, the main one empty. On a new terminal all of it changes nothing.
        Put("\e[?47h\e[!p\e[?47l\e[20l\e[!p\e[2J\e[H"u8);
        (_x, _y) = (0, 0);
        WriteScrollback();
        WriteContent(screen.Main);
        if (screen.IsAlternate)
        {
            WriteSettings(screen.Main, homes: false);
            Switch("\e[?47h"u8);
            WriteContent(screen.Alternate);
        }
        else if (screen.Alternate.Saved != default)
        {
            Switch("\e[?47h"u8);
            WriteSaved(screen.Alternate);
            Switch("\e[?47l"u8);
        }

        WriteSettings(screen.Active, homes: true);
        WriteCursor();
        WriteCharsets();
        SetPen(screen.CurrentPen);
        WriteModes();
    }

    /// <summary>Shows the other screen, which is empty where the alternate one begins.</summary>
    private void Switch(ReadOnlySpan<byte> order)
    {
        SetPen(default);
        Put(order);
        _x = Unknown;
    }

    /// <summary>Lines that were folded are joined, so that another width folds them anew; then all of it is moved off the screen.</summary>
    private void WriteScrollback()
    {
        var buffer = screen.Main;
        if (buffer.Scrollback.Count == 0)
            return;
        var isFirst = true;
        foreach (var row in buffer.Scrollback)
        {
            if (!isFirst && !row.IsWrapped)
            {
                SetPen(default);
                Put("\r\n"u8);
            }

            isFirst = false;
            _x = 0;
            var used = row.UsedLength();
            for (var x = 0; x < used; x++)
                WriteInLine(row.Cells[x]);
        }

        SetPen(default);
        Put("\r\n"u8);
        var onScreen = Math.Min(buffer.Scrollback.Count, buffer.Rows - 1);
        PutSequence(9999, 'H');
        for (; onScreen > 0; onScreen--)
            Put("\n"u8);
        Put("\e[2J\e[H"u8);
        (_x, _y) = (0, 0);
    }

    private void WriteInLine(in Cell cell)
    {
        if (cell.Width == 0 && !cell.HasContent)
            return;
        SetPen(cell.HasContent ? cell.Pen : cell.Pen.Erased);
        PutText(cell);
    }

    private void WriteContent(TerminalBuffer buffer)
    {
        for (var y = 0; y < buffer.Rows; y++)
            WriteRow(buffer[y], y);
    }

    private void WriteRow(TerminalRow row, int y)
    {
        var used = row.UsedLength();
        for (var x = 0; x < used;)
        {
            ref readonly var cell = ref row.Cells[x];
            if (cell.IsDefault)
            {
                x++;
                continue;
            }

            if (!cell.HasContent && IsErased(cell))
            {
                var end = x + 1;
                while (end < used && !row.Cells[end].HasContent && IsErased(row.Cells[end]) && row.Cells[end].Back == cell.Back)
                    end++;
                MoveTo(x, y);
                SetPen(cell.Pen);
                PutSequence(end - x, 'X');
                x = end;
                continue;
            }

            x += WriteCell(cell, x, y);
        }
    }

    /// <summary>Writes a character where it stands; answers how many cells it took.</summary>
    private int WriteCell(in Cell cell, int x, int y)
    {
        // A mark on its own would stand on the character before, if that had just been written.
        if (cell.Width == 0 && cell.HasContent)
            _x = Unknown;
        MoveTo(x, y);
        SetPen(cell.Pen);
        PutText(cell);
        var width = Math.Max(1, cell.Width);
        _x = x + width < screen.Columns ? x + width : Unknown;
        return width;
    }

    /// <summary>Nothing but a background colour.</summary>
    private static bool IsErased(in Cell cell) => cell.Width == 1 && cell.Fore == 0 && (cell.Back & ~Pen.ColourMask) == 0;

    /// <summary>What belongs to one of the two screens: tab stops, what is saved, scroll region.</summary>
    private void WriteSettings(TerminalBuffer buffer, bool homes)
    {
        if (!buffer.Tabs.IsDefault)
        {
            Put("\e[3g"u8);
            foreach (var column in buffer.Tabs.Columns)
            {
                PutSequence(column + 1, 'G');
                Put("\eH"u8);
            }

            _x = Unknown;
        }

        WriteSaved(buffer);
        if (!buffer.HasFullRegion)
        {
            PutSequence(buffer.Top + 1, buffer.Bottom + 1, 'r');
            _x = Unknown;
        }

        if (homes && screen.Modes.HasFlag(TerminalModes.Origin))
        {
            Put("\e[?6h"u8);
            _x = Unknown;
            _isOriginOn = true;
        }
    }

    private void WriteSaved(TerminalBuffer buffer)
    {
        var saved = buffer.Saved;
        if (saved == default)
            return;
        MoveTo(Math.Min(saved.X, screen.Columns - 1), saved.Y);
        SetPen(saved.Pen);
        if (saved.Charset != Charsets.Ascii)
            PutDesignation(0, saved.Charset);
        Put("\e7"u8);
        if (saved.Charset != Charsets.Ascii)
            PutDesignation(0, Charsets.Ascii);
    }

    private void WriteCursor()
    {
        var buffer = screen.Active;
        if (buffer.X < screen.Columns)
        {
            MoveTo(buffer.X, buffer.Y);
            return;
        }

        // Behind the last column: only what is written there leads to it.
        var x = screen.Columns - 1;
        if (x > 0 && buffer[buffer.Y][x] is { Width: 0, HasContent: false })
            x--;
        _x = Unknown;
        WriteCell(buffer[buffer.Y][x], x, buffer.Y);
    }

    private void WriteCharsets()
    {
        var sets = screen.CharacterSets;
        for (var level = 0; level < 4; level++)
        {
            if (sets[level] != Charsets.Ascii)
                PutDesignation(level, sets[level]);
        }

        Put(sets.Level switch
        {
            0 => ""u8,
            1 => "\x0E"u8,
            2 => "\en"u8,
            _ => "\eo"u8,
        });

        // ESC 8 brought back a set that no designation has: saved it is as well, together with the cursor it goes to.
        if (sets.Current == sets[sets.Level] || sets.Current != screen.Active.Saved.Charset)
            return;
        Put("\e8"u8);
        _pen = screen.Active.Saved.Pen;
        _x = Unknown;
        MoveTo(Math.Min(screen.Active.X, screen.Columns - 1), screen.Active.Y);
    }

    private void WriteModes()
    {
        var modes = screen.Modes;
        Put(modes.HasFlag(TerminalModes.ApplicationCursor), "\e[?1h"u8);
        Put(modes.HasFlag(TerminalModes.ApplicationKeypad), "\e="u8);
        Put(modes.HasFlag(TerminalModes.NoWrap), "\e[?7l"u8);
        Put(modes.HasFlag(TerminalModes.ReverseWrap), "\e[?45h"u8);
        Put(modes.HasFlag(TerminalModes.BracketedPaste), "\e[?2004h"u8);
        Put(modes.HasFlag(TerminalModes.Insert), "\e[4h"u8);
        Put(modes.HasFlag(TerminalModes.NewLine), "\e[20h"u8);
        if (screen.CursorStyle != 0)
        {
            Put("\e["u8);
            Put(screen.CursorStyle);
            Put(" q"u8);
        }

        Put(modes.HasFlag(TerminalModes.HiddenCursor), "\e[?25l"u8);
    }

    private void MoveTo(int x, int y)
    {
        if (_x == x && _y == y)
            return;
        if (_x != Unknown && _y == y && x > _x)
            PutSequence(x - _x, 'C');
        else if (_x != Unknown && y == _y + 1 && x == 0 && screen.Active.HasFullRegion)
            Put("\r\n"u8);
        else
            PutSequence((_isOriginOn ? y - screen.Active.Top : y) + 1, x + 1, 'H');
        (_x, _y) = (x, y);
    }

    private void PutText(in Cell cell)
    {
        if (cell.IsCombined)
            Put(Encoding.UTF8.GetBytes(screen.Marks[cell.Code]));
        else
        {
            Span<byte> utf8 = stackalloc byte[4];
            Put(utf8[..new Rune(cell.HasContent ? cell.Code : ' ').EncodeToUtf8(utf8)]);
        }
    }

    private void PutDesignation(int level, char charset)
    {
        Span<byte> text = [0x1B, "()*+"u8[level], (byte)(charset == Charsets.Ascii ? 'B' : charset)];
        Put(text);
    }

    private void PutSequence(int number, char final)
    {
        Put("\e["u8);
        if (number != 1)
            Put(number);
        PutByte((byte)final);
    }

    private void PutSequence(int first, int second, char final)
    {
        Put("\e["u8);
        if (first != 1 || second != 1)
            Put(first);
        if (second != 1)
        {
            Put(";"u8);
            Put(second);
        }

        PutByte((byte)final);
    }

    private void Put(int number)
    {
        var span = into.GetSpan(12);
        Utf8Formatter.TryFormat(number, span, out var written);
        into.Advance(written);
    }

    private void PutByte(byte single)
    {
        into.GetSpan(1)[0] = single;
        into.Advance(1);
    }

    private void Put(bool isOn, ReadOnlySpan<byte> text)
    {
        if (isOn)
            Put(text);
    }

    private void Put(ReadOnlySpan<byte> text) => into.Write(text);
}
