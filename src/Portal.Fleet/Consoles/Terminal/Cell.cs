namespace Portal.Fleet.Consoles.Terminal;

/// <summary>One place of the screen in 12 bytes. The default is an empty cell. Colours and flags lie as in <see cref="Pen"/>.</summary>
internal struct Cell
{
    /// <summary>The place of the code point, or of the number in <see cref="MarkTable"/>.</summary>
    public const uint CodeMask = 0x1F_FFFF;

    /// <summary>A character with marks on it: its text is in <see cref="MarkTable"/>.</summary>
    public const uint Combined = 0x20_0000;

    private const uint ContentMask = CodeMask | Combined;
    private const int WidthShift = 22;
    private const uint WidthMask = 3u << WidthShift;
    private const int UnderlineShift = 24;

    // Width is kept with its lowest bit turned over, so that a row of zeros is a row of empty cells one wide.
    private uint _content;

    public Cell(int code, int width, in Pen pen)
    {
        _content = (uint)code | ((uint)(width ^ 1) << WidthShift) | ((uint)pen.Underline << UnderlineShift);
        Fore = pen.Fore;
        Back = pen.Back;
    }

    public uint Fore { get; private set; }

    public uint Back { get; private set; }

    /// <summary>0 for the right half of a wide character, and for a mark that found nothing to stand on.</summary>
    public readonly int Width => (int)((_content & WidthMask) >> WidthShift) ^ 1;

    /// <summary>A code point, or with <see cref="IsCombined"/> a number in the table of marks; 0 when empty.</summary>
    public readonly int Code => (int)(_content & CodeMask);

    public readonly bool IsCombined => (_content & Combined) != 0;

    public readonly bool HasContent => (_content & ContentMask) != 0;

    /// <summary>Never written, in no colour.</summary>
    public readonly bool IsDefault => (_content & (ContentMask | WidthMask)) == 0 && Fore == 0 && Back == 0;

    public readonly bool IsProtected => (Back & Pen.Protected) != 0;

    public readonly Pen Pen => new() { Fore = Fore, Back = Back, Underline = (byte)((_content >> UnderlineShift) & 7) };

    /// <summary>Another text in the same colours.</summary>
    public void SetText(int number) => _content = (_content & ~ContentMask) | Combined | (uint)number;

    public void SetWidth(int width) => _content = (_content & ~WidthMask) | ((uint)(width ^ 1) << WidthShift);
}
