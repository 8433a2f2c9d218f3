namespace Portal.Fleet.Auditing;

/// <summary>What is wrong with the audit.</summary>
public enum AuditFlawKind
{
    /// <summary>A row is not as it was written.</summary>
    Changed,

    /// <summary>A row is gone.</summary>
    Missing,

    /// <summary>A row was put in.</summary>
    Inserted,

    /// <summary>Rows have changed places.</summary>
    Reordered,

    /// <summary>The end is gone: an anchor knows of later rows.</summary>
    Truncated,

    /// <summary>The rows fit together, but not to an anchor: they were made anew.</summary>
    Rewritten,

    /// <summary>What was written before there was a chain is not as it was then.</summary>
    EarlierChanged,

    /// <summary>A row was written with a key that the portal does not have.</summary>
    UnknownKey,

    /// <summary>The chain's first row is gone, or there is none.</summary>
    NoBeginning,
}
