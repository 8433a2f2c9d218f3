namespace Portal.Ipmi.Inventory;

/// <summary>Areas of a FRU inventory device, Platform Management FRU Information Storage Definition §8, in the order of the common header.</summary>
public enum FruArea
{
    /// <summary>The common header itself.</summary>
    Header,

    /// <summary>Internal use area, §9.</summary>
    InternalUse,

    /// <summary>Chassis info area, §10.</summary>
    Chassis,

    /// <summary>Board info area, §11.</summary>
    Board,

    /// <summary>Product info area, §12.</summary>
    Product,

    /// <summary>MultiRecord area, §16.</summary>
    MultiRecord,
}
