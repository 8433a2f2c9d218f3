using System.Globalization;
using System.Text;

namespace Portal.Web.Tests.Hubs;

/// <summary>
/// Reads bytes as a terminal that takes everything would, by the state machine of VT500 parsers, and tells what in them is dangerous. Shares nothing with the filter.
/// </summary>
internal sealed class TerminalProbe
{
    private static readonly int[] s_answering = [9, 1000, 1001, 1002, 1003, 1004, 1005, 1006, 1007, 1015, 1016, 2026, 2031, 2048, 9001];

    private readonly List<string> _dangers = [];
    private readonly StringBuilder _held = new();
    private char _kind;
    private int _marks;

    /// <summary>Everything dangerous, in words; empty for safe output.</summary>
    public static IReadOnlyList<string> Find(byte[] shown)
    {
        var probe = new TerminalProbe();
        // A terminal ignores NUL, and its decoder drops what is no UTF-8.
        foreach (var rune in Encoding.UTF8.GetString(shown).EnumerateRunes())
        {
            if (rune != Rune.ReplacementChar && rune.Value != 0)
                probe.Take(rune);
        }
        if (probe._kind is ']' or 'P')
            probe._dangers.Add("a string without end");
        return probe._dangers;
    }

    private void Take(Rune rune)
    {
        var c = rune.IsBmp ? (char)rune.Value : '\uffff';
        Judge(rune, c);
        if (c is '\x18' or '\x1a')
        {
            _kind = '\0';
            return;
        }
        switch (_kind)
        {
            case '\0' when c == '\e':
                Begin('\e');
                break;
            case '\0':
                break;
            case '\e' when c == '\e':
            case '[' when c == '\e':
                Begin('\e');
                break;
            case '\e' when c == '[' && _held.Length == 0:
                Begin('[');
                break;
            case '\e' when c == ']' && _held.Length == 0:
                Begin(']');
                break;
            case '\e' when c is 'P' or 'X' or '^' or '_' && _held.Length == 0:
                Begin('P');
                break;
            case '\e' when c >= '\x30' && c != '\x7f':
                End(Escape(_held.ToString(), c));
                break;
            case '[' when c >= '\x40' && c != '\x7f':
                End(Control(_held.ToString(), c));
                break;
            case ']' when c == '\a':
                End(Command(_held.ToString()));
                break;
            case ']' or 'P' when c == '\e':
                _held.Append(c);
                break;
            case ']' or 'P' when c == '\\' && _held is [.., '\e']:
                _held.Length--;
                End(_kind == ']' ? Command(_held.ToString()) : "a string for the terminal");
                break;
            case ']' or 'P' when _held is [.., '\e']:
                Begin('\e');
                Take(rune);
                break;
            default:
                if (c >= ' ' || _kind is ']' or 'P')
                    _held.Append(c);
                break;
        }
    }

    private void Judge(Rune rune, char c)
    {
        if (c is >= '\x80' and < '\xa0')
            _dangers.Add($"C1 {(int)c:X2}");
        if (c is '\x05')
            _dangers.Add("enquiry");
        if (c is >= '\u202a' and <= '\u202e' or >= '\u2066' and <= '\u2069')
            _dangers.Add($"turned text {(int)c:X4}");
        if (_kind != '\0' || c is < ' ')
            return;
        _marks = Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Format ? _marks + 1 : 0;
        if (_marks == 17)
            _dangers.Add("a pile of marks");
    }

    private void Begin(char kind)
    {
        _kind = kind;
        _held.Clear();
    }

    private void End(string? danger)
    {
        _kind = '\0';
        if (danger is not null)
            _dangers.Add(danger);
    }

    private static string? Escape(string intermediates, char final) => (intermediates, final) switch
    {
        ("", 'Z') => "identify",
        ("", 'k') => "a title",
        ("", 'l' or 'm' or 'F' or 'V' or 'W') or (" ", 'G') => $"ESC {intermediates}{final}",
        _ => null,
    };

    private static string? Control(string body, char final)
    {
        var told = $"CSI {body}{final}";
        var prefix = body.Length > 0 && body[0] is >= '<' and <= '?' ? body[0] : '\0';
        var intermediates = string.Concat(body.Where(c => c is >= ' ' and <= '/'));
        var numbers = string.Concat(body.Where(c => c is (>= '0' and <= '9') or ';' or ':')).Split(';', ':').Select(text => text.Length == 0 ? 0 : double.Parse(text, CultureInfo.InvariantCulture)).ToArray();
        if (numbers.Max() > 9_999)
            return told;
        var most = (intermediates, final) switch
        {
            ("", 'L' or 'M' or 'S' or 'T' or '^') => 100,
            ("", '@' or 'P' or 'X' or 'I' or 'Z' or 'b') or (" ", '@' or 'A') or ("'", '}' or '~') => 500,
            _ => 9_999,
        };
        if (numbers.Max() > most)
            return told;
        return (prefix, intermediates, final) switch
        {
            (_, "", 'c' or 'n' or 't' or 'x' or 'i' or 'y' or '~' or 'q' or 'p') => told,
            (not '\0', _, 'u' or 'm' or 'S' or 'q' or 'p' or 'f' or 't' or 'T') => told,
            ('\0', "", 'T') when numbers.Length > 1 => told,
            (_, "$" or "*" or "#" or "&" or "+" or ",", _) => told,
            (_, "'", 'w' or 'z' or '{' or '|') => told,
            ('?', "", 'h' or 'l' or 's' or 'r') when numbers.Any(mode => s_answering.Contains((int)mode)) => told,
            ('\0', "", 'h') when numbers.Contains(2) || numbers.Contains(12) => told,
            _ => null,
        };
    }

    private static string? Command(string text)
    {
        var parts = text.Split(';', 3);
        var isSafe = parts is ["8", _, var address] && !address.Any(char.IsControl)
            && (address.Length == 0 || (Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" or "mailto"));
        return isSafe ? null : $"OSC {text}";
    }
}
