namespace Portal.Ipmi.Events;

/// <summary>What a log did against the specification while it was read. The records are usable all the same.</summary>
[Flags]
public enum SelIrregularities
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>The chain of records came back to one already read.</summary>
    Loop = 0x01,

    /// <summary>The chain named record id 0, which asks for the first record.</summary>
    IdZero = 0x02,

    /// <summary>The BMC gave the same record under different ids; it is listed once.</summary>
    SameRecordTwice = 0x04,

    /// <summary>The chain went on far beyond the number of entries that the BMC tells, and was cut.</summary>
    Endless = 0x08,

    /// <summary>A record could not be read whole and was left out.</summary>
    ShortRecord = 0x10,

    /// <summary>A record that the chain named was not there; what follows it could not be read.</summary>
    MissingRecord = 0x20,
}
