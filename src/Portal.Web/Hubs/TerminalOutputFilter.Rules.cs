using System.Buffers;

namespace Portal.Web.Hubs;

/// <summary>
/// What may reach a terminal at all: orders that change what stands on its screen. Whatever asks it something, changes what its keys or its mouse send,
/// or reaches beyond the screen (clipboard, title, window, printer, notifications) is not in the lists, and what is not in the lists does not pass.
/// </summary>
internal sealed partial class TerminalOutputFilter
{
    /// <summary>Finals of control sequences without prefix and intermediate.</summary>
    private static readonly SearchValues<byte> s_plainFinals = SearchValues.Create("@ABCDEFGHIJKLMPSTXZ^`abdefghlmrsu"u8);

    /// <summary>Finals of escape sequences without intermediate.</summary>
    private static readonly SearchValues<byte> s_escapeFinals = SearchValues.Create("6789=>DEHMNO\\cno|}~"u8);

    /// <summary>Schemes of links; a link of another kind stays text.</summary>
    private static readonly byte[][] s_schemes = ["http://"u8.ToArray(), "https://"u8.ToArray(), "mailto:"u8.ToArray()];

    private static bool IsHarmlessEscape(ReadOnlySpan<byte> sequence)
    {
        var intermediates = sequence.IndexOfAnyInRange((byte)0x20, (byte)0x2F);
        var final = sequence[^1];
        if (intermediates < 0)
            return s_escapeFinals.Contains(final);
        return (sequence[intermediates], final) switch
        {
            // Character sets of G0 to G3, some with two intermediates.
            ((byte)'(' or (byte)')' or (byte)'*' or (byte)'+' or (byte)'-' or (byte)'.' or (byte)'/', _) => true,
            ((byte)'#', >= (byte)'3' and <= (byte)'8') => true,
            ((byte)'%', (byte)'@' or (byte)'G') => true,
            _ => false,
        };
    }

    private static bool IsHarmlessControl(ReadOnlySpan<byte> body, byte final)
    {
        var prefix = '\0';
        var intermediate = '\0';
        var hasParameters = false;
        foreach (var b in body[(body.IndexOf((byte)'[') + 1)..])
        {
            switch (b)
            {
                case >= 0x20 and <= 0x2F:
                    if (intermediate != '\0')
                        return false;
                    intermediate = (char)b;
                    break;
                case >= 0x3C and <= 0x3F:
                    if (prefix != '\0' || hasParameters || intermediate != '\0')
                        return false;
                    prefix = (char)b;
                    break;
                case >= 0x30 and <= 0x3B:
                    hasParameters = true;
                    break;
            }
        }
        return (prefix, intermediate, (char)final) switch
        {
            // With more than one number it starts to follow the mouse.
            ('\0', '\0', 'T') => !body.Contains((byte)';'),
            ('\0', '\0', _) => s_plainFinals.Contains(final),
            ('?', '\0', 'h' or 'l' or 'J' or 'K') => true,
            ('\0', ' ', '@' or 'A' or 'q') => true,
            ('\0', '!', 'p') => true,
            ('\0', '"', 'p' or 'q') => true,
            ('\0', '\'', '}' or '~') => true,
            _ => false,
        };
    }

    /// <summary>
    /// Modes that a host may set: how text is drawn, the two screens, what cursor keys and keypad send, and the brackets around pasted text.
    /// Not among them: mouse and focus reports, keyboard protocols, window sizes, and everything that answers.
    /// </summary>
    private static bool IsHarmlessMode(bool isPrivate, int mode) => isPrivate
        ? mode is 1 or 5 or 6 or 7 or 12 or 25 or 45 or 47 or 66 or 1047 or 1048 or 1049 or 2004
        : mode is 4 or 20;

    /// <summary>Whether an OSC sets or ends a link (OSC 8) whose whole address can be shown as it is.</summary>
    private static bool IsHarmlessCommand(ReadOnlySpan<byte> sequence)
    {
        var text = sequence[(sequence.IndexOf((byte)']') + 1)..];
        text = text[..^(text[^1] == Bell ? 1 : 2)];
        if (text.ContainsAnyExceptInRange((byte)0x20, (byte)0x7E) || !text.StartsWith("8;"u8))
            return false;
        text = text[2..];
        var parameters = text.IndexOf((byte)';');
        if (parameters < 0)
            return false;
        var address = text[(parameters + 1)..];
        if (address.IsEmpty)
            return true;
        foreach (var scheme in s_schemes)
        {
            if (address.Length > scheme.Length && System.Text.Ascii.EqualsIgnoreCase(address[..scheme.Length], scheme))
                return true;
        }
        return false;
    }
}
