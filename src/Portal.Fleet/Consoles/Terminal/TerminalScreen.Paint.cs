namespace Portal.Fleet.Consoles.Terminal;

/// <summary>Colours and flags of the characters that follow (<c>SGR</c>).</summary>
public sealed partial class TerminalScreen
{
    private void Paint(ref SequenceParameters parameters)
    {
        for (var index = 0; index < parameters.Count; index++)
        {
            var code = parameters[index];
            switch (code)
            {
                case 0:
                    _pen = default;
                    break;
                case >= 30 and <= 37:
                    SetFore(Pen.Palette16 | (uint)(code - 30));
                    break;
                case >= 40 and <= 47:
                    SetBack(Pen.Palette16 | (uint)(code - 40));
                    break;
                case >= 90 and <= 97:
                    SetFore(Pen.Palette16 | (uint)(code - 90 + 8));
                    break;
                case >= 100 and <= 107:
                    SetBack(Pen.Palette16 | (uint)(code - 100 + 8));
                    break;
                case 39:
                    SetFore(0);
                    break;
                case 49:
                    SetBack(0);
                    break;
                case 38 or 48 or 58:
                    index += SetColour(ref parameters, index);
                    break;
                case 4:
                    SetUnderline(parameters.SubCount(index) > 0 ? parameters.Sub(index, 0) : 1);
                    break;
                case 21:
                    SetUnderline(2);
                    break;
                case 24:
                    SetUnderline(0);
                    break;
                default:
                    SetFlag(code);
                    break;
            }
        }
    }

    private void SetFlag(int code)
    {
        switch (code)
        {
            case 1:
                _pen.Fore |= Pen.Bold;
                break;
            case 2:
                _pen.Back |= Pen.Dim;
                break;
            case 3:
                _pen.Back |= Pen.Italic;
                break;
            case 5:
                _pen.Fore |= Pen.Blink;
                break;
            case 7:
                _pen.Fore |= Pen.Inverse;
                break;
            case 8:
                _pen.Fore |= Pen.Invisible;
                break;
            case 9:
                _pen.Fore |= Pen.Strike;
                break;
            case 22:
                _pen.Fore &= ~Pen.Bold;
                _pen.Back &= ~Pen.Dim;
                break;
            case 23:
                _pen.Back &= ~Pen.Italic;
                break;
            case 25:
                _pen.Fore &= ~Pen.Blink;
                break;
            case 27:
                _pen.Fore &= ~Pen.Inverse;
                break;
            case 28:
                _pen.Fore &= ~Pen.Invisible;
                break;
            case 29:
                _pen.Fore &= ~Pen.Strike;
                break;
            case 53:
                _pen.Back |= Pen.Overline;
                break;
            case 55:
                _pen.Back &= ~Pen.Overline;
                break;
        }
    }

    private void SetFore(uint colour) => _pen.Fore = (_pen.Fore & ~Pen.ColourMask) | colour;

    private void SetBack(uint colour) => _pen.Back = (_pen.Back & ~Pen.ColourMask) | colour;

    private void SetUnderline(int style)
    {
        _pen.Underline = (byte)(style is < 0 or > 5 ? 1 : style);
        _pen.Fore = _pen.Underline == 0 ? _pen.Fore & ~Pen.Underlined : _pen.Fore | Pen.Underlined;
    }

    /// <summary>
    /// 38, 48 and 58 with 5 (palette) or 2 (red, green, blue), behind semicolons or colons, also mixed: with colons there may be a colour space between.
    /// Answers how many parameters more it took.
    /// </summary>
    private int SetColour(ref SequenceParameters parameters, int at)
    {
        // Target, mode, colour space, three values.
        Span<int> parts = [0, 0, -1, 0, 0, 0];
        var space = 0;
        var advance = 0;
        do
        {
            parts[advance + space] = parameters[at + advance];
            var subs = parameters.SubCount(at + advance);
            if (subs > 0)
            {
                var number = 0;
                do
                {
                    if (parts[1] == 5)
                        space = 1;
                    if (advance + number + 1 + space >= parts.Length)
                        break;
                    parts[advance + number + 1 + space] = parameters.Sub(at + advance, number);
                }
                while (++number < subs);
                break;
            }

            if ((parts[1] == 5 && advance + space >= 2) || (parts[1] == 2 && advance + space >= 5))
                break;
            if (parts[1] != 0)
                space = 1;
        }
        while (++advance + at < parameters.Count && advance + space < parts.Length);

        var colour = parts[1] switch
        {
            2 => Pen.Rgb | (Byte(parts[3]) << 16) | (Byte(parts[4]) << 8) | Byte(parts[5]),
            5 => Pen.Palette256 | Byte(parts[3]),
            _ => (uint?)null,
        };
        if (colour is not null && parts[0] == 38)
            SetFore(colour.Value);
        else if (colour is not null && parts[0] == 48)
            SetBack(colour.Value);
        return advance;

        static uint Byte(int value) => value == -1 ? 0 : (uint)value & 0xFF;
    }
}
