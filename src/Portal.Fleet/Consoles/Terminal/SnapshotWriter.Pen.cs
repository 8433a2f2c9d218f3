namespace Portal.Fleet.Consoles.Terminal;

/// <summary>Changes of colour, in one sequence each.</summary>
internal sealed partial class SnapshotWriter
{
    private static readonly (uint Flag, int Code)[] s_foreFlags =
        [(Pen.Bold, 1), (Pen.Blink, 5), (Pen.Inverse, 7), (Pen.Invisible, 8), (Pen.Strike, 9)];

    private static readonly (uint Flag, int Code)[] s_backFlags = [(Pen.Dim, 2), (Pen.Italic, 3), (Pen.Overline, 53)];

    private void SetPen(in Pen next)
    {
        if (next == _pen)
            return;
        var isFirst = true;
        var paints = (next.Fore, next.Back & ~Pen.Protected, next.Underline) != (_pen.Fore, _pen.Back & ~Pen.Protected, _pen.Underline);
        if (paints || Loses(next))
        {
            Put("\e["u8);
            if (next.IsDefault)
                _pen = default;
            else if (Loses(next))
            {
                Add(true, 0, ref isFirst);
                _pen = default;
            }

            foreach (var (flag, code) in s_foreFlags)
                Add((next.Fore & ~_pen.Fore & flag) != 0, code, ref isFirst);
            foreach (var (flag, code) in s_backFlags)
                Add((next.Back & ~_pen.Back & flag) != 0, code, ref isFirst);
            AddUnderline(next, ref isFirst);
            AddColour(_pen.Fore, next.Fore, 30, ref isFirst);
            AddColour(_pen.Back, next.Back, 40, ref isFirst);
            Put("m"u8);
        }

        if ((next.Back & ~_pen.Back & Pen.Protected) != 0)
            Put("\e[1\"q"u8);
        _pen = next;
    }

    /// <summary>Something must be switched off: all is, at once.</summary>
    private bool Loses(in Pen next) =>
        (_pen.Fore & ~next.Fore & ~Pen.ColourMask) != 0 || (_pen.Back & ~next.Back & ~Pen.ColourMask) != 0;

    private void AddUnderline(in Pen next, ref bool isFirst)
    {
        if (next.Underline == _pen.Underline && (next.Fore & Pen.Underlined) == (_pen.Fore & Pen.Underlined))
            return;
        Add((next.Fore & Pen.Underlined) != 0, next.Underline == 2 ? 21 : 4, ref isFirst);
        if (next.Underline > 2)
        {
            Put(":"u8);
            Put(next.Underline);
        }
    }

    private void AddColour(uint now, uint next, int ground, ref bool isFirst)
    {
        if ((now & Pen.ColourMask) == (next & Pen.ColourMask))
            return;
        var value = (int)(next & 0xFF);
        switch (next & Pen.ModeMask)
        {
            case Pen.Palette16:
                Add(true, value < 8 ? ground + value : ground + 60 + value - 8, ref isFirst);
                break;
            case Pen.Palette256:
                Add(true, ground + 8, ref isFirst);
                Put(";5;"u8);
                Put(value);
                break;
            case Pen.Rgb:
                Add(true, ground + 8, ref isFirst);
                Put(";2;"u8);
                Put((int)(next >> 16 & 0xFF));
                Put(";"u8);
                Put((int)(next >> 8 & 0xFF));
                Put(";"u8);
                Put(value);
                break;
            default:
                Add(true, ground + 9, ref isFirst);
                break;
        }
    }

    private void Add(bool isOn, int code, ref bool isFirst)
    {
        if (!isOn)
            return;
        if (!isFirst)
            Put(";"u8);
        isFirst = false;
        Put(code);
    }
}
