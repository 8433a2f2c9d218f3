namespace Portal.Ipmi.Sol;

/// <summary>Where characters from the host stand.</summary>
internal enum SolOutputState
{
    /// <summary>Packets are delivered and acknowledged as they come.</summary>
    Open,

    /// <summary>A packet came for which the reader has no room: it is kept, and its acknowledgement withheld.</summary>
    Withholding,

    /// <summary>Deactivated or lost.</summary>
    Closed,
}
