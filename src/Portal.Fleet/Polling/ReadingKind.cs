namespace Portal.Fleet.Polling;

/// <summary>What of a BMC somebody looks at.</summary>
public enum ReadingKind
{
    Sensors,

    Events,

    Inventory,
}
