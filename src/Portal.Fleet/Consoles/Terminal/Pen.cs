namespace Portal.Fleet.Consoles.Terminal;

/// <summary>Colours and flags of what is written next. The bits are those of the browser's terminal, so that both can be compared.</summary>
internal record struct Pen
{
    public const uint ModeMask = 0x0300_0000;
    public const uint Palette16 = 0x0100_0000;
    public const uint Palette256 = 0x0200_0000;
    public const uint Rgb = 0x0300_0000;
    public const uint ColourMask = 0x03FF_FFFF;

    // With the foreground.
    public const uint Inverse = 0x0400_0000;
    public const uint Bold = 0x0800_0000;
    public const uint Underlined = 0x1000_0000;
    public const uint Blink = 0x2000_0000;
    public const uint Invisible = 0x4000_0000;
    public const uint Strike = 0x8000_0000;

    // With the background.
    public const uint Italic = 0x0400_0000;
    public const uint Dim = 0x0800_0000;
    public const uint Protected = 0x2000_0000;
    public const uint Overline = 0x4000_0000;

    public uint Fore { get; set; }

    public uint Back { get; set; }

    /// <summary>1 single, 2 double, 3 curly, 4 dotted, 5 dashed; 0 without <see cref="Underlined"/>.</summary>
    public byte Underline { get; set; }

    public readonly bool IsDefault => Fore == 0 && Back == 0;

    /// <summary>What erased cells look like: the background colour alone.</summary>
    public readonly Pen Erased => new() { Back = Back & ColourMask };
}
