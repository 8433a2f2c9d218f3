namespace Portal.Fleet.Power;

/// <summary>How a power-off that waits stands.</summary>
public enum HardOffState
{
    /// <summary>Power is cut when its time comes.</summary>
    Counting,

    /// <summary>Its time came and it was not carried out, as the portal was not running or something was in the way: a person decides.</summary>
    Asking,
}
