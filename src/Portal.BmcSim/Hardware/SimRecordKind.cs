namespace Portal.BmcSim.Hardware;

/// <summary>Which record describes a sensor.</summary>
public enum SimRecordKind
{
    /// <summary>Full sensor record.</summary>
    Full = 0x01,

    /// <summary>Compact sensor record.</summary>
    Compact = 0x02,

    /// <summary>Event-only record: the sensor answers no command.</summary>
    EventOnly = 0x03,
}
