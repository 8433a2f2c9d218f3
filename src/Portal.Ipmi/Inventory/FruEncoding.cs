namespace Portal.Ipmi.Inventory;

/// <summary>How a field's bytes are to be understood, FRU Information Storage Definition §13.</summary>
public enum FruEncoding
{
    /// <summary>Type code 00b: binary or unspecified; the text is hexadecimal.</summary>
    Binary,

    /// <summary>Type code 01b: BCD plus.</summary>
    BcdPlus,

    /// <summary>Type code 10b: six-bit ASCII, packed.</summary>
    SixBitAscii,

    /// <summary>Type code 11b in English: ASCII and Latin-1.</summary>
    Latin1,

    /// <summary>Type code 11b in another language: two-byte Unicode, least significant byte first.</summary>
    Unicode,
}
