namespace Portal.Fleet.Polling;

/// <summary>How well a BMC answers.</summary>
public enum BmcCondition
{
    /// <summary>Nothing was asked lately.</summary>
    Unknown,

    Good,

    /// <summary>Slow, or it loses some.</summary>
    Strained,

    /// <summary>Very slow, or it loses many.</summary>
    Poor,
}
