using System.Globalization;
using System.Text;
using Portal.Fleet.Consoles.Terminal;

namespace Portal.Web.Tests.Screens;

/// <summary>Everything about a screen in words, as wwwroot-client/test/stranger.ts tells of the browser's terminal.</summary>
internal static class ScreenWords
{
    private const string Translated = "#@[\\]^_`{|}~aq";

    private static readonly (TerminalModes Mode, string Word)[] s_modes =
    [
        (TerminalModes.Insert, "insert"), (TerminalModes.ApplicationCursor, "cursor"), (TerminalModes.ApplicationKeypad, "keypad"),
        (TerminalModes.BracketedPaste, "bracketed"), (TerminalModes.Origin, "origin"), (TerminalModes.NoWrap, "nowrap"),
        (TerminalModes.ReverseWrap, "reverse"), (TerminalModes.HiddenCursor, "hidden"), (TerminalModes.NewLine, "newline"),
    ];

    public static string Of(TerminalScreen screen)
    {
        var buffer = screen.Active;
        var saved = buffer.Saved;
        var tabs = buffer.Tabs.IsDefault ? Enumerable.Range(0, (screen.Columns + 7) / 8).Select(stop => stop * 8) : buffer.Tabs.Columns;
        List<string> lines =
        [
            $"cursor {screen.CursorColumn} {screen.CursorRow}",
            $"pen {Style(screen.CurrentPen)} {Charset(screen.CharacterSets.Current)}",
            $"saved {Math.Min(saved.X, screen.Columns - 1)} {saved.Y} {Style(saved.Pen)} {Charset(saved.Charset)}",
            $"region {buffer.Top} {buffer.Bottom}",
            $"tabs {string.Join(' ', tabs.Where(stop => stop < screen.Columns - 1))}",
            $"modes {string.Join(' ', s_modes.Where(mode => screen.Modes.HasFlag(mode.Mode)).Select(mode => mode.Word))}",
            .. Lines(screen, buffer),
        ];
        if (screen.IsAlternate)
            lines.AddRange(["main", .. Lines(screen, screen.Main)]);
        if (screen.Main.Scrollback.Count > 0)
            lines.AddRange(["above", .. screen.Main.Scrollback.Select(row => Line(screen, row))]);
        return string.Join('\n', lines);
    }

    private static IEnumerable<string> Lines(TerminalScreen screen, TerminalBuffer buffer) =>
        Enumerable.Range(0, buffer.Rows).Select(y => Line(screen, buffer[y]));

    private static string Line(TerminalScreen screen, TerminalRow row)
    {
        var text = new StringBuilder();
        var plain = Style(default);
        var last = plain;
        for (var x = 0; x < row.Columns; x++)
        {
            var cell = row[x];
            var isRightHalf = cell.Width == 0 && x > 0 && row.WidthAt(x - 1) == 2;
            var letters = cell.HasContent ? screen.Marks.TextOf(cell) : isRightHalf ? "" : " ";
            if (letters.Length == 0)
                continue;
            var own = Style(cell.Pen);
            if (own != last)
                text.Append(own);
            last = own;
            text.Append(cell.Width == 0 && letters != " " ? "^" : "").Append(letters);
        }

        return last == plain ? text.ToString().TrimEnd() : text.ToString();
    }

    private static string Style(Pen pen) => string.Create(CultureInfo.InvariantCulture, $"<{pen.Fore:x},{pen.Back:x}>");

    private static string Charset(char charset) =>
        charset == Charsets.Ascii ? "" : string.Concat(Translated.Select(letter => (char)Charsets.Map(charset, letter)));
}
