using System.Buffers;
using System.Globalization;
using System.Text;

namespace Portal.Web.Tests.Screens;

/// <summary>Output of a program that knows every order a terminal has, and has lost its mind. The same seed prints the same.</summary>
internal sealed class RandomOutput(int seed, int columns, int rows)
{
    private static readonly string[] s_words = ["ok", "login: ", "panic", "-rwxr-xr-x", "Überlänge", "中文字", "é", "ｆｕｌｌ", "👍", "e\u0301", "a\u0300\u0301\u0302", "\u200b", "┌─┐", "\u00ad", "ก็"];
    private static readonly string[] s_controls = ["\r\n", "\n", "\r", "\b", "\t", "\v", "\f", "\x0e", "\x0f", "\a", "\0", "\x7f", "\x18", "\x1a"];
    private static readonly string[] s_escapes = ["7", "8", "D", "E", "H", "M", "=", ">", "n", "o", "|", "}", "~", "(0", "(B", ")0", ")B", "*A", "+K", "(R", "%G", "%@", "(%5", "Z", "\\", "k"];
    private static readonly string[] s_strings = ["\e]0;title\a", "\e]2;x\e\\", "\e]52;c;AAAA\a", "\ePq#1\e\\", "\e_apc\e\\", "\eXsos\x18", "\e^pm\e[31m", "\e]8;;http://a/\aL\e]8;;\a"];
    private static readonly int[] s_modes = [1, 6, 6, 6, 25, 45, 47, 66, 1047, 1048, 1049, 1049, 2004, 1000, 1006, 3, 2, 5];
    private static readonly byte[][] s_broken = [[0xC3], [0xE4, 0xB8], [0xF0, 0x9F, 0x91], [0x80], [0xFF], [0xC0, 0xAF], [0xED, 0xA0, 0x80], [0xEF, 0xBB, 0xBF], [0xC2, 0x9B, 0x31, 0x6D], [0xE2, 0x80, 0xAE]];

    private readonly Random _random = new(seed);
    private readonly ArrayBufferWriter<byte> _output = new();

    public byte[] Print(int orders)
    {
        for (var order = 0; order < orders; order++)
            PrintOne();
        return _output.WrittenSpan.ToArray();
    }

    private void PrintOne()
    {
        switch (_random.Next(100))
        {
            case < 26:
                Put(s_words[_random.Next(s_words.Length)]);
                break;
            case < 31:
                Put(new string((char)('a' + _random.Next(26)), _random.Next(1, columns + 5)));
                break;
            case < 44:
                Put(s_controls[_random.Next(s_controls.Length)]);
                break;
            case < 55:
                Put($"\e[{Number(rows)};{Number(columns)}{(_random.Next(2) == 0 ? 'H' : 'f')}");
                break;
            case < 75:
                Sequence();
                break;
            case < 84:
                Paint();
                break;
            case < 89:
                Put("\e" + s_escapes[_random.Next(s_escapes.Length)]);
                break;
            case < 93:
                Put($"\e[?{s_modes[_random.Next(s_modes.Length)]}{(_random.Next(5) < 3 ? 'h' : 'l')}");
                break;
            case < 95:
                Put(_random.Next(3) == 0 ? "\e[r" : $"\e[{Number(rows)};{Number(rows)}r");
                break;
            case < 97:
                Put(s_strings[_random.Next(s_strings.Length)]);
                break;
            case < 98:
                _output.Write(s_broken[_random.Next(s_broken.Length)]);
                break;
            default:
                Rare();
                break;
        }
    }

    private void Sequence()
    {
        const string Finals = "@ABCDEFGHIJKLMPSTXZ^`abdefg";
        var final = Finals[_random.Next(Finals.Length)];
        var parameter = final is 'J' or 'K' ? _random.Next(4).ToString(CultureInfo.InvariantCulture) : final == 'g' ? (_random.Next(5) == 0 ? "3" : "0") : Number(Math.Max(4, columns / 4));
        Put(_random.Next(12) switch
        {
            0 => $"\e[{parameter} {(_random.Next(2) == 0 ? '@' : 'A')}",
            1 => $"\e[{parameter}'{(_random.Next(2) == 0 ? '}' : '~')}",
            2 => $"\e[?{parameter}{(_random.Next(2) == 0 ? 'J' : 'K')}",
            3 => $"\e[{parameter}\b{final}",
            _ => $"\e[{parameter}{final}",
        });
    }

    private void Paint()
    {
        var codes = Enumerable.Range(0, _random.Next(1, 4)).Select(_ => _random.Next(12) switch
        {
            0 => "0",
            1 => $"38;5;{_random.Next(256)}",
            2 => $"48;2;{_random.Next(256)};{_random.Next(256)};{_random.Next(256)}",
            3 => $"48:5:{_random.Next(256)}",
            4 => $"38:2::{_random.Next(256)}:{_random.Next(256)}:{_random.Next(256)}",
            5 => $"{_random.Next(40, 50)}",
            6 => $"{_random.Next(90, 108)}",
            7 => $"4:{_random.Next(7)}",
            8 => $"58;5;{_random.Next(256)}",
            _ => $"{_random.Next(60)}",
        });
        Put($"\e[{string.Join(';', codes)}m");
    }

    private void Rare() => Put(_random.Next(12) switch
    {
        0 => "\ec",
        1 => "\e[!p",
        2 => "\e[m\e#8",
        3 => "\e[4h",
        4 => "\e[4l",
        5 => "\e[20h",
        6 => "\e[20l",
        7 => "\e[1\"q",
        8 => "\e[0\"q",
        // With wide characters and marks, which the browser's terminal loses there, it is in no state that could be told.
        9 => $"\e[?7l{new string('w', _random.Next(columns))}\e[?7h",
        10 => $"\e[{new string('1', _random.Next(1, 300))};9m",
        _ => $"\e[{(char)_random.Next(0x20, 0x40)}{_random.Next(30)}{(char)_random.Next(0x20, 0x40)}{(char)_random.Next(0x40, 0x7f)}",
    });

    private string Number(int around) => _random.Next(10) switch
    {
        0 => "",
        1 => "0",
        2 => (around + _random.Next(3)).ToString(CultureInfo.InvariantCulture),
        3 => "99999",
        _ => _random.Next(1, around + 1).ToString(CultureInfo.InvariantCulture),
    };

    private void Put(string text) => _output.Write(Encoding.UTF8.GetBytes(text));
}
