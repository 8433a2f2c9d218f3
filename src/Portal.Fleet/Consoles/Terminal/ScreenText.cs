using System.Text;

namespace Portal.Fleet.Consoles.Terminal;

/// <summary>A screen as plain text.</summary>
internal static class ScreenText
{
    public static IReadOnlyList<string> Of(TerminalBuffer buffer, MarkTable marks)
    {
        var lines = new string[buffer.Rows];
        var text = new StringBuilder();
        for (var y = 0; y < lines.Length; y++)
            lines[y] = Line(buffer[y], marks, text);
        return lines;
    }

    public static IReadOnlyList<string> Last(TerminalBuffer buffer, MarkTable marks, int count)
    {
        var lines = new List<string>();
        var text = new StringBuilder();
        TerminalRow[] above = [.. buffer.Scrollback];
        for (var y = buffer.Rows - 1; y >= -above.Length && lines.Count < count; y--)
        {
            var line = Line(y >= 0 ? buffer[y] : above[above.Length + y], marks, text);
            if (line.Length > 0)
                lines.Add(line);
        }

        lines.Reverse();
        return lines;
    }

    private static string Line(TerminalRow row, MarkTable marks, StringBuilder text)
    {
        text.Clear();
        var length = row.TextLength();
        for (var x = 0; x < length; x++)
        {
            ref readonly var cell = ref row.Cells[x];
            if (cell.IsCombined)
                text.Append(marks[cell.Code]);
            else if (cell.HasContent)
                text.Append(new Rune(cell.Code).ToString());
            else if (cell.Width > 0)
                text.Append(' ');
        }

        return text.ToString().TrimEnd();
    }
}
