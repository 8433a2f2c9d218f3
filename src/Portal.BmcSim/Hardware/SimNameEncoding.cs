namespace Portal.BmcSim.Hardware;

/// <summary>How a sensor's name is written into its record, IPMI 2.0 §43.15.</summary>
public enum SimNameEncoding
{
    /// <summary>Two bytes a character.</summary>
    Unicode = 0,

    /// <summary>Digits and a few signs, two a byte.</summary>
    BcdPlus = 1,

    /// <summary>Upper case, four characters in three bytes.</summary>
    SixBit = 2,

    /// <summary>ASCII and Latin-1.</summary>
    Latin1 = 3,
}
