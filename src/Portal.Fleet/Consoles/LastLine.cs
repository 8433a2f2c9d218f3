using System.Globalization;
using System.Text;

namespace Portal.Fleet.Consoles;

/// <summary>The last line with visible text in a piece of terminal output: no terminal, just enough to tell a login prompt from a panic.</summary>
internal static class LastLine
{
    public const int MaxLength = 160;

    private const char Escape = '\e';

    private enum State
    {
        Text,
        Escape,
        Csi,
        String,
        StringEscape,
    }

    /// <summary>Null when there is no visible text.</summary>
    public static string? Of(ReadOnlySpan<byte> output)
    {
        var text = Encoding.UTF8.GetString(output);
        string? last = null;
        var line = new StringBuilder();
        var state = State.Text;
        foreach (var rune in text.EnumerateRunes())
        {
            switch (state)
            {
                case State.Text:
                    if (rune.Value == Escape)
                        state = State.Escape;
                    else
                        Take(rune, line, ref last);
                    break;
                case State.Escape:
                    state = rune.Value switch
                    {
                        '[' => State.Csi,
                        ']' or 'P' or 'X' or '^' or '_' => State.String,
                        >= 0x20 and <= 0x2F => State.Escape,
                        _ => State.Text,
                    };
                    break;
                case State.Csi:
                    if (rune.Value is >= 0x40 and <= 0x7E)
                    {
                        state = State.Text;

                        // The cursor goes elsewhere: what follows is not the same line.
                        if (rune.Value is 'H' or 'f' or 'A' or 'B' or 'd' or 'E' or 'F' or 'J')
                            End(line, ref last);
                    }

                    break;
                case State.String:
                    if (rune.Value == Escape)
                        state = State.StringEscape;
                    else if (rune.Value == 0x07)
                        state = State.Text;
                    break;
                default:
                    state = State.Text;
                    break;
            }
        }

        End(line, ref last);
        return last;
    }

    private static void Take(Rune rune, StringBuilder line, ref string? last)
    {
        switch (rune.Value)
        {
            case '\n' or '\r':
                End(line, ref last);
                break;
            case '\b' when line.Length > 0:
                line.Length -= line.Length > 1 && char.IsLowSurrogate(line[^1]) ? 2 : 1;
                break;
            case '\t':
                line.Append(' ');
                break;
            default:
                if (Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate
                    or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator)
                    && rune != Rune.ReplacementChar)
                    line.Append(rune.ToString());
                break;
        }
    }

    private static void End(StringBuilder line, ref string? last)
    {
        var text = line.ToString().Trim();
        line.Clear();
        if (text.Length == 0)
            return;
        if (text.Length > MaxLength)
            text = text[..(char.IsHighSurrogate(text[MaxLength - 1]) ? MaxLength - 1 : MaxLength)];
        last = text;
    }
}
