using System.Buffers;
using System.Globalization;
using System.Text;

namespace Portal.Fleet.Consoles;

/// <summary>The last line with visible text in a piece of terminal output: no terminal, just enough to tell a login prompt from a panic.</summary>
internal static class LastLine
{
    public const int MaxLength = 160;

    private const byte Escape = 0x1B;

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
        // Each busy console is looked at every second: nothing is allocated but the line itself.
        var lines = new Lines(ArrayPool<char>.Shared.Rent(output.Length));
        var state = State.Text;
        while (!output.IsEmpty)
        {
            if (state == State.Text && output[0] != Escape)
            {
                output = output[TakeText(output, ref lines)..];
                continue;
            }

            Rune.DecodeFromUtf8(output, out var rune, out var length);
            output = output[length..];
            state = Next(state, rune, ref lines);
        }

        lines.End();
        return lines.Release();
    }

    private static State Next(State state, Rune rune, ref Lines lines)
    {
        switch (state)
        {
            case State.Text:
                return State.Escape;
            case State.Escape:
                return rune.Value switch
                {
                    '[' => State.Csi,
                    ']' or 'P' or 'X' or '^' or '_' => State.String,
                    >= 0x20 and <= 0x2F => State.Escape,
                    _ => State.Text,
                };
            case State.Csi when rune.Value is >= 0x40 and <= 0x7E:
                // The cursor goes elsewhere: what follows is not the same line.
                if (rune.Value is 'H' or 'f' or 'A' or 'B' or 'd' or 'E' or 'F' or 'J')
                    lines.End();
                return State.Text;
            case State.String when rune.Value == Escape:
                return State.StringEscape;
            case State.String when rune.Value == 0x07:
            case State.StringEscape:
                return State.Text;
            default:
                return state;
        }
    }

    /// <summary>Takes what is no sequence, at least one byte, and answers how many.</summary>
    private static int TakeText(ReadOnlySpan<byte> output, ref Lines lines)
    {
        var plain = output.IndexOfAnyExceptInRange((byte)' ', (byte)'~');
        if (plain < 0)
            plain = output.Length;
        if (plain > 0)
        {
            lines.Add(output[..plain]);
            return plain;
        }

        Rune.DecodeFromUtf8(output, out var rune, out var length);
        switch (rune.Value)
        {
            case '\n' or '\r':
                lines.End();
                break;
            case '\b':
                lines.Back();
                break;
            case '\t':
                lines.Add(" "u8);
                break;
            default:
                if (Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate
                    or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator)
                    && rune != Rune.ReplacementChar)
                    lines.Add(rune);
                break;
        }

        return length;
    }

    /// <summary>The last line that had text, and behind it the one under way: never more characters than the output had bytes.</summary>
    private ref struct Lines(char[] characters)
    {
        private readonly char[] _characters = characters;
        private Range _last;
        private int _start;
        private int _end;

        public void Add(ReadOnlySpan<byte> ascii)
        {
            Ascii.ToUtf16(ascii, _characters.AsSpan(_end), out var count);
            _end += count;
        }

        public void Add(Rune rune) => _end += rune.EncodeToUtf16(_characters.AsSpan(_end));

        public void Back()
        {
            if (_end > _start)
                _end -= _end - _start > 1 && char.IsLowSurrogate(_characters[_end - 1]) ? 2 : 1;
        }

        public void End()
        {
            var line = _characters.AsSpan(_start, _end - _start);
            var text = line.TrimStart();
            if (text.TrimEnd().IsEmpty)
            {
                _end = _start;
                return;
            }

            var start = _start + line.Length - text.Length;
            _last = start..(start + text.TrimEnd().Length);
            _start = _end;
        }

        /// <summary>The last line with text; the characters are given back.</summary>
        public readonly string? Release()
        {
            var text = _characters.AsSpan(_last);
            if (text.Length > MaxLength)
                text = text[..(char.IsHighSurrogate(text[MaxLength - 1]) ? MaxLength - 1 : MaxLength)];
            var line = text.IsEmpty ? null : text.ToString();
            ArrayPool<char>.Shared.Return(_characters);
            return line;
        }
    }
}
