using System.Globalization;
using System.Text;

namespace Portal.Testing;

/// <summary>
/// The terminal attack corpus: what a hostile host prints to freeze the tab, to type for whoever looks on, to reach the clipboard, the title or the
/// page, or to mislead. Made anew each time, always the same.
/// </summary>
public static class TerminalAttacks
{
    private static readonly string[] s_prefixes = ["", "?", ">", "=", "<"];
    private static readonly string[] s_intermediates = ["", " ", "!", "\"", "#", "$", "&", "'", "*", "+", ","];
    private static readonly string[] s_endings = ["\a", "\e\\", "\u009c", "\u0018", ""];

    /// <summary>Short ones, up to some kilobytes each.</summary>
    public static IEnumerable<TerminalAttack> Small => [.. Counts(), .. Questions(), .. Strings(), .. Links(), .. Modes(), .. Unfinished(), .. Characters()];

    /// <summary>The same order over and over, up to a size.</summary>
    public static IEnumerable<TerminalAttack> Floods(int size) => new (string Name, string Pattern)[]
    {
        ("alternate screens", "\e[?1049h\e[?1049l"), ("old alternate screens", "\e[?47hx\e[?47l"), ("resets", "\ec"), ("soft resets", "\e[!p"), ("resets with text", "\ecx\r\n"),
        ("scroll regions", "\e[2;23r\e[23;1H\n\n\e[1;5r"), ("scrolling up", "\e[2147483647S"), ("scrolling down", "\e[2147483647T"), ("lines inserted", "\e[H\e[2147483647L"),
        ("lines deleted", "\e[H\e[2147483647M"), ("repeats", "x\e[2147483647b"), ("tabs", "\e[2147483647I"), ("columns inserted", "\e[1;1H\e[2147483647@"), ("screens of E", "\e#8"),
        ("erased screens", "x\e[2J"), ("colours", "\e[38;2;1;2;3;48;2;3;2;1;1;3;4;5;7;9mx"), ("links", "\e]8;;https://example.org/\aa\e]8;;\a"), ("bells", "\a"), ("marks", "e" + string.Concat(Enumerable.Repeat("\u0301", 200))),
        ("joiners", "\U0001F468\u200d\U0001F469\u200d"), ("turned text", "\u202eabc\u2066def"), ("titles", "\e]0;x\a"), ("clipboards", "\e]52;c;cm0gLXJm\a"), ("questions", "\e[c\e[6n\e[>c\e[?6n\eZ\u0005"),
        ("reverse lines", "\eM"), ("saved cursors", "\e7\e8"), ("long lines", new string('x', 4_000)), ("empty lines", "\n"),
    }.Select(flood => new TerminalAttack($"flood of {flood.Name}", Repeat(Encoding.UTF8.GetBytes(flood.Pattern), size)));

    /// <summary>Strings of a length, and one number.</summary>
    public static IEnumerable<TerminalAttack> Long(int length)
    {
        foreach (var (name, begin) in new[] { ("DCS", "\eP"), ("APC", "\e_"), ("PM", "\e^"), ("SOS", "\eX"), ("OSC", "\e]0;"), ("clipboard", "\e]52;c;"), ("sixel", "\ePq"), ("number", "\e[1") })
        {
            yield return new TerminalAttack($"long {name}", [.. Encoding.ASCII.GetBytes(begin), .. Repeat(name == "number" ? "7"u8.ToArray() : "QUJD"u8.ToArray(), length), .. "\e\\"u8]);
        }
    }

    private static IEnumerable<TerminalAttack> Counts()
    {
        foreach (var prefix in s_prefixes)
        {
            foreach (var intermediate in s_intermediates)
            {
                var text = new StringBuilder();
                for (var final = '\x40'; final < '\x7f'; final++)
                    text.Append(CultureInfo.InvariantCulture, $"a\e[{prefix}2147483647{intermediate}{final}b\e[{prefix}99999;4294967296;18446744073709551616{intermediate}{final}");
                yield return Attack($"every final with huge numbers, prefix '{prefix}', intermediate '{intermediate}'", text.ToString());
            }
        }
        yield return Attack("numbers in pieces", "\e[21\n474\a836\r47b\e[9\0\u007f99999L\e[;;;;999999999m\e[38:2::99999:99999:99999m");
        yield return Attack("a thousand numbers", $"\e[{string.Join(';', Enumerable.Repeat("99999", 1_000))}m\e[{string.Join(';', Enumerable.Repeat("4", 40))}h");
        yield return Attack("numbers with 300 digits", $"x\e[{new string('9', 240)}b\e[{new string('0', 200)}99999S\e[{new string('9', 300)}L");
    }

    private static IEnumerable<TerminalAttack> Questions()
    {
        string[] asked =
        [
            "\e[c", "\e[0c", "\e[>c", "\e[=c", "\e[?c", "\eZ", "\u0005", "\e[5n", "\e[6n", "\e[?6n", "\e[?15n", "\e[?25n", "\e[?26n", "\e[?53n", "\e[?55n", "\e[?62n", "\e[?63;1n", "\e[?75n", "\e[?85n", "\e[?996n",
            "\e[4$p", "\e[?1$p", "\e[?2004$p", "\e[?2026$p", "\e[x", "\e[1x", "\e[>q", "\e[>0q", "\e[?u", "\e[?1;1;0S", "\e[1;1;1;1;1;1*y", "\e[1$w", "\e[2$w", "\e[1$u", "\e[?m", "\e[#|", "\e[1'|", "\e[1;0'z",
            .. Enumerable.Range(1, 24).Select(operation => $"\e[{operation};{operation};{operation}t"), "\e[>1t", "\e[22;0t\e[23;0t",
            "\eP$qm\e\\", "\eP$qr\e\\", "\eP$q\"p\e\\", "\eP+q544e;636f\e\\", "\e]4;1;?\a", "\e]4;0;?;1;?\e\\", "\e]5;0;?\a", "\e]10;?\a", "\e]11;?\e\\", "\e]12;?\a", "\e]10;?;?;?\a", "\e]17;?\a", "\e]19;?\a",
            "\e]50;?\a", "\e]52;c;?\a", "\e]60\a", "\e]61\a", "\e]21;foreground=?\e\\", "\e]99;i=1:p=?;\e\\", "\e_Gi=31,s=1,v=1,a=q,t=d,f=24;AAAA\e\\",
        ];
        yield return Attack("questions", string.Concat(asked));
        foreach (var question in asked)
            yield return Attack($"question {Escaped(question)}", $"before{question}after");
    }

    private static IEnumerable<TerminalAttack> Strings()
    {
        string[] contents =
        [
            "]52;c;cm0gLXJmIC8K", "]052;p;cm0gLXJm", "]52;;cm0gLXJm", "]52 ;c;cm0=", "]\n52;c;cm0=", "]5\02;c;cm0=", "]0;title", "]1;icon", "]2;<img src=x onerror=alert(1)>", "]0;a\r\nb\tc\u0001d", "]0;\u009c\e[c", "]L title", "]lname",
            "]4;1;rgb:00/00/00", "]10;#000000", "]11;#000000", "]104", "]104;1;2", "]110", "]7;file://host/etc/passwd", "]9;notification", "]777;notify;title;body", "]50;font", "]51;emacs", "]1337;File=name=YQ==;inline=1:AAAA",
            "]1337;CopyToClipboard=", "]133;A", "]633;E;rm -rf;", "]2;x\e]52;c;cm0=", "P1;1|17/68656c6c6f0d", "P1$tx", "P0;1;0!z1b5b63", "Ptmux;\e\e]52;c;cm0gLXJm\a", "Pq#0;2;0;0;0#0!2147483647~-!99999~", "P0p@", "P+p544e=41",
            "_Gf=24,s=1000000,v=1000000;AAAA", "_application", "^private", "Xstring", "ktitle",
        ];
        foreach (var content in contents)
        {
            foreach (var ending in s_endings)
                yield return Attack($"string {Escaped(content + ending)}", $"before\e{content}{ending}after\e[mend\u0018");
        }
    }

    private static IEnumerable<TerminalAttack> Links()
    {
        string[] addresses =
        [
            "javascript:alert(1)", "JaVaScRiPt:alert(1)", " javascript:alert(1)", "java\tscript:alert(1)", "data:text/html,<script>alert(1)</script>", "file:///etc/passwd", "vbscript:x", "blob:https://example.org/1", "about:blank",
            "chrome://settings", "ms-msdt:/id", "ssh://-oProxyCommand=x", "//example.org/", "/sign-out", "https://example.org\u202egpj.exe", "https://example.org/\u0001", "http://", "https:\\\\example.org", "view-source:https://example.org",
            "https://" + new string('a', 5_000), "x-" + new string('b', 4_000) + "://",
        ];
        foreach (var address in addresses)
            yield return Attack($"link to {Escaped(address[..Math.Min(60, address.Length)])}", $"\e]8;;{address}\aclick\e]8;;\a \e]8;id=1;{address}\e\\click\e]8;;\e\\");
        yield return Attack("link without end", "\e]8;;https://example.org/\aeverything behind it");
    }

    private static IEnumerable<TerminalAttack> Modes()
    {
        int[] modes = [.. Enumerable.Range(0, 110), .. Enumerable.Range(1000, 62), 2000, 2001, 2002, 2003, 2005, 2006, 2026, 2027, 2031, 2048, 8452, 9001, 65535, 2147483647];
        foreach (var final in "hlsr")
        {
            yield return Attack($"every mode, {final}", string.Concat(modes.Where(mode => mode is not (47 or 1047 or 1049 or 1048 or 25)).Select(mode => $"\e[?{mode}{final}\e[{mode}{final}")));
            yield return Attack($"modes together, {final}", $"\e[?1;1000;1002;1003;1004;1006;7{final}\e[?25:1003{final}\e[4;2;12{final}\e[?001003;0{final}\e[?10\003{final}");
        }
        yield return Attack("keyboards", "\e[>1u\e[=1;1u\e[<u\e[>4;2m\e[>1m\e[>5;2f\e[?9001h\e[>2p\e=\e>\el\em\e[2h\e[12h\e[\"q");
        yield return Attack("mouse followed", "\e[1;2;3;4;5T\e[?1003h\e[?1006h\e[?1004h\e[1;1;1;1'w\e[1'{");
        yield return Attack("ends of pastes", "\e[?2004h\e[201~rm -rf /\r\e[200~\e[2~");
        yield return Attack("printer and window", "\e[5i\e[4i\e[?5i\e[?4i\e[0i\e[8;9999;9999t\e[3;0;0t\e[2t\e[?3h\e[?40h\e[9999*|\e[9999$|\e[132$|");
        yield return Attack("what is hidden", "\e[8mhidden\e[28m\e[?25l\e[30;40mblack\e[m\e[?5h\e[?5l");
        // What was left on must not outlive the attack.
        yield return Attack("back to normal", "\u0018\e[!p\e[?1;5;6;66l\e[?7;25h\e[4;20l\e(B\u000f\e[r\e[m\r\n");
    }

    private static IEnumerable<TerminalAttack> Unfinished()
    {
        string[] beginnings = ["\e", "\e[", "\e[1", "\e[1;", "\e[?", "\e[?1 ", "\e(", "\e#", "\e]", "\e]0", "\e]0;t", "\e]8;;https://a", "\eP", "\eP1$q", "\e_", "\e^", "\eX", "\u009b", "\u0090", "\u009d0;", "\xc2", "\e]0;t\e", "\eP\e"];
        foreach (var beginning in beginnings)
        {
            yield return Attack($"unfinished {Escaped(beginning)}", $"a{beginning}");
            yield return Attack($"unfinished {Escaped(beginning)}, then others", string.Concat(beginnings.Select(next => $"{beginning}{next}text\r\n")));
            yield return Attack($"nested {Escaped(beginning)}", string.Concat(Enumerable.Repeat(beginning, 200)) + "c5n6n\a\e\\");
        }
        yield return Attack("cancelled", "\e[2147483647\u0018b\e[2147483647\u001ab\e]52;c;cm0=\u0018\a\eP\u001aq");
        yield return Attack("end of all beginnings", "\u0018\e\\\a\r\n");
    }

    private static IEnumerable<TerminalAttack> Characters()
    {
        yield return Attack("turned text", string.Concat(Enumerable.Range(0x2000, 0x70).Select(c => $"a{(char)c}b")) + "\u202e/moc.elpmaxe//:sptth\u202c \u061c\u200e\u200f\ufeff");
        yield return Attack("marks", string.Concat(Enumerable.Range(0x300, 0x70).Select(c => (char)c)) + "e" + new string('\u0301', 5_000) + "\u20dd\u20e3" + new string('\u200d', 3_000) + new string('\u200b', 3_000));
        yield return Attack("tags and variations", string.Concat(Enumerable.Range(0xE0000, 0x80).Select(char.ConvertFromUtf32)) + new string('\ufe0f', 2_000) + string.Concat(Enumerable.Repeat("\U000E0100", 500)));
        yield return Attack("wide characters at the edge", "\e[1;80H中\e[1;79H中中\e[80G\U0001F600\e[500@\e[500P");
        yield return new TerminalAttack("controls of 8 bits", [.. Enumerable.Range(0x80, 0x20).SelectMany(b => (byte[])[(byte)b, .. "5c"u8, (byte)b, .. "]52;c;cm0=\a"u8, 0x9C])]);
        yield return Attack("controls of 8 bits as characters", string.Concat(Enumerable.Range(0x80, 0x20).Select(c => $"{(char)c}5c{(char)c}52;c;cm0=\a\u009c")));
        yield return new TerminalAttack("overlong controls", [0xC0, 0x9B, .. "5c"u8, 0xC1, 0x9B, .. "5c"u8, 0xE0, 0x82, 0x9B, .. "5c"u8, 0xF0, 0x80, 0x82, 0x9B, .. "5c"u8, 0xC0, 0x80, 0xE0, 0x80, 0x9B, .. "[5c"u8, 0xF8, 0x80, 0x80, 0x80, 0x9B, 0xFC, 0x80, 0x80, 0x80, 0x80, 0x9B]);
        yield return new TerminalAttack("broken characters", [.. Enumerable.Range(0x80, 0x80).SelectMany(b => (byte[])[(byte)b, .. "\e[c"u8, (byte)b, 0x80, (byte)b, 0x80, 0x80, .. "x"u8, (byte)b, 0x80, 0x80, 0x80])]);
        yield return new TerminalAttack("surrogates and what is none", [0xED, 0xA0, 0x80, 0xED, 0xB0, 0x80, 0xEF, 0xBF, 0xBE, 0xEF, 0xBF, 0xBF, 0xF4, 0x90, 0x80, 0x80, 0xF7, 0xBF, 0xBF, 0xBF, 0xFE, 0xFF]);
        yield return new TerminalAttack("every byte", [.. Enumerable.Range(0, 256).Select(b => (byte)b), .. Enumerable.Range(0, 256).SelectMany(b => (byte[])[0x1B, (byte)b, (byte)'c']), .. Enumerable.Range(0, 256).SelectMany(b => (byte[])[0x1B, (byte)'[', (byte)b, (byte)'n']), 0x18]);
        var random = new Random(4);
        var noise = new byte[64 * 1024];
        random.NextBytes(noise);
        yield return new TerminalAttack("noise", [.. noise, 0x18]);
    }

    private static TerminalAttack Attack(string name, string text) => new(name, Encoding.UTF8.GetBytes(text));

    private static byte[] Repeat(byte[] pattern, int size)
    {
        var bytes = new byte[size / pattern.Length * pattern.Length];
        for (var at = 0; at < bytes.Length; at += pattern.Length)
            pattern.CopyTo(bytes, at);
        return bytes;
    }

    private static string Escaped(string text) =>
        string.Concat(text.Select(c => c is >= ' ' and <= '~' ? c.ToString() : c == '\e' ? "ESC" : string.Create(CultureInfo.InvariantCulture, $"<{(int)c:X2}>")));
}
