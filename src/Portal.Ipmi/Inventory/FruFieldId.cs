namespace Portal.Ipmi.Inventory;

/// <summary>Names one field of an info area: the area and the field's place in it, custom fields after the standard ones.</summary>
/// <param name="Area">Chassis, board or product.</param>
/// <param name="Index">Place from 0; the number of fields adds one.</param>
public readonly record struct FruFieldId(FruArea Area, int Index)
{
    /// <summary>Chassis part number.</summary>
    public static FruFieldId ChassisPartNumber => new(FruArea.Chassis, 0);

    /// <summary>Chassis serial number.</summary>
    public static FruFieldId ChassisSerialNumber => new(FruArea.Chassis, 1);

    /// <summary>Board manufacturer.</summary>
    public static FruFieldId BoardManufacturer => new(FruArea.Board, 0);

    /// <summary>Board product name.</summary>
    public static FruFieldId BoardProductName => new(FruArea.Board, 1);

    /// <summary>Board serial number.</summary>
    public static FruFieldId BoardSerialNumber => new(FruArea.Board, 2);

    /// <summary>Board part number.</summary>
    public static FruFieldId BoardPartNumber => new(FruArea.Board, 3);

    /// <summary>Board FRU file id.</summary>
    public static FruFieldId BoardFileId => new(FruArea.Board, 4);

    /// <summary>Product manufacturer.</summary>
    public static FruFieldId ProductManufacturer => new(FruArea.Product, 0);

    /// <summary>Product name.</summary>
    public static FruFieldId ProductName => new(FruArea.Product, 1);

    /// <summary>Product part or model number.</summary>
    public static FruFieldId ProductPartNumber => new(FruArea.Product, 2);

    /// <summary>Product version.</summary>
    public static FruFieldId ProductVersion => new(FruArea.Product, 3);

    /// <summary>Product serial number.</summary>
    public static FruFieldId ProductSerialNumber => new(FruArea.Product, 4);

    /// <summary>Product asset tag.</summary>
    public static FruFieldId ProductAssetTag => new(FruArea.Product, 5);

    /// <summary>Product FRU file id.</summary>
    public static FruFieldId ProductFileId => new(FruArea.Product, 6);

    /// <summary>A custom field of an area, from 0.</summary>
    public static FruFieldId Custom(FruArea area, int index) => new(area, StandardFields(area) + index);

    /// <summary>Fields of these are English in every language, FRU Information Storage Definition §10 to §12.</summary>
    internal bool IsAlwaysEnglish => Area == FruArea.Chassis || this == BoardSerialNumber || this == BoardFileId || this == ProductSerialNumber;

    internal static int StandardFields(FruArea area) => area switch
    {
        FruArea.Chassis => 2,
        FruArea.Board => 5,
        FruArea.Product => 7,
        _ => throw new ArgumentOutOfRangeException(nameof(area), area, "Only chassis, board and product areas have fields."),
    };
}
