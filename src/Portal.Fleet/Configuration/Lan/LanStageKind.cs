namespace Portal.Fleet.Configuration.Lan;

/// <summary>The parts of a change of a BMC's network, in their order.</summary>
public enum LanStageKind
{
    /// <summary>The values fit together.</summary>
    Fits,

    /// <summary>Nobody else is at the new address.</summary>
    Free,

    /// <summary>The old settings are kept for the way back.</summary>
    Kept,

    /// <summary>Written, and read back as far as the way allows.</summary>
    Written,

    /// <summary>The portal logs in where the BMC should be now.</summary>
    LoggedIn,

    /// <summary>It is the same BMC.</summary>
    Same,

    /// <summary>The portal keeps the address.</summary>
    Stored,
}
