namespace Portal.Ipmi.Inventory;

/// <summary>What a FRU image gets wrong. None of these stops the reading.</summary>
public enum FruRemarkKind
{
    /// <summary>The device is blank: nothing but FFh or 00h where the common header belongs.</summary>
    Blank,

    /// <summary>A checksum is wrong.</summary>
    Checksum,

    /// <summary>A format version is not the one of the specification.</summary>
    Version,

    /// <summary>An area or a record begins or ends past the end of the device.</summary>
    PastEnd,

    /// <summary>The length of an area is 0; its end was taken from the area that follows.</summary>
    NoLength,

    /// <summary>Two areas share bytes.</summary>
    Overlap,

    /// <summary>A field reaches past the end of its area.</summary>
    FieldPastEnd,

    /// <summary>The area ends without the C1h that closes its fields.</summary>
    NoEndMarker,

    /// <summary>The space after the last field is filled with FFh or FEh.</summary>
    Filler,

    /// <summary>The area closes before all of its standard fields.</summary>
    FieldsMissing,

    /// <summary>The bytes of a field do not fit its encoding.</summary>
    BadText,

    /// <summary>A record is shorter than its type demands.</summary>
    RecordTooShort,

    /// <summary>The list of records goes on after as many as are read.</summary>
    TooManyRecords,
}
