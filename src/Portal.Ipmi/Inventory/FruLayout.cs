namespace Portal.Ipmi.Inventory;

/// <summary>Where the areas of an image are, FRU Information Storage Definition §8. Offsets in bytes, 0 for an area that is absent.</summary>
internal readonly struct FruLayout
{
    private const int HeaderBytes = 8;

    private readonly int _internalUse;
    private readonly int _chassis;
    private readonly int _board;
    private readonly int _product;
    private readonly int _multiRecord;

    private FruLayout(ReadOnlySpan<byte> header)
    {
        if (header.Length < HeaderBytes)
            throw new IpmiFormatException($"Expected a FRU header of {HeaderBytes} bytes, but there are {header.Length}.");
        _internalUse = header[1] * 8;
        _chassis = header[2] * 8;
        _board = header[3] * 8;
        _product = header[4] * 8;
        _multiRecord = header[5] * 8;
    }

    public int this[FruArea area] => area switch
    {
        FruArea.InternalUse => _internalUse,
        FruArea.Chassis => _chassis,
        FruArea.Board => _board,
        FruArea.Product => _product,
        FruArea.MultiRecord => _multiRecord,
        _ => 0,
    };

    /*  1   [3:0] format version, 1
        2   internal use area, in multiples of 8 bytes; 0 = absent
        3   chassis info area
        4   board info area
        5   product info area
        6   MultiRecord area
        7   pad
        8   checksum  */
    public static FruLayout Read(ReadOnlySpan<byte> header) => new(header);

    /// <summary>Nothing but one filler byte: a device that was never written.</summary>
    public static bool IsBlank(ReadOnlySpan<byte> header) => !header.ContainsAnyExcept((byte)0xFF) || !header.ContainsAnyExcept((byte)0x00);

    /// <summary>Where the next area after <paramref name="offset"/> begins; <paramref name="length"/> of the device when there is none.</summary>
    public int NextAfter(int offset, int length)
    {
        var next = length;
        for (var area = FruArea.InternalUse; area <= FruArea.MultiRecord; area++)
        {
            if (this[area] > offset && this[area] < next)
                next = this[area];
        }

        return next;
    }
}
