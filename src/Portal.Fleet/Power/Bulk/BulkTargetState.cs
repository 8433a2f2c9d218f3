namespace Portal.Fleet.Power.Bulk;

/// <summary>What became of one server of a bulk operation.</summary>
public enum BulkTargetState
{
    /// <summary>Its turn has not come.</summary>
    Waiting,

    /// <summary>Its power operation is under way.</summary>
    Running,

    Confirmed,

    /// <summary>The BMC took the command, but the chassis was not seen in the state it asks for.</summary>
    NotReached,

    /// <summary>The command was not executed: refused by the portal or by the BMC, or never sent.</summary>
    Failed,

    /// <summary>It was sent, and nobody can say whether it was executed.</summary>
    Unknown,

    /// <summary>The whole was stopped before its turn came.</summary>
    NotBegun,
}
