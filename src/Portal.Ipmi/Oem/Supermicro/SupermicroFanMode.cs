namespace Portal.Ipmi.Oem.Supermicro;

/// <summary>Fan modes of Supermicro boards.</summary>
public enum SupermicroFanMode : byte
{
    /// <summary>Standard.</summary>
    Standard = 0,

    /// <summary>Full speed.</summary>
    Full = 1,

    /// <summary>Optimal.</summary>
    Optimal = 2,

    /// <summary>PUE optimal.</summary>
    Pue = 3,

    /// <summary>Heavy I/O: the zone of the cards runs faster.</summary>
    HeavyIo = 4,
}
