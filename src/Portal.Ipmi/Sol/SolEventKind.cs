namespace Portal.Ipmi.Sol;

/// <summary>What a SOL channel reports.</summary>
public enum SolEventKind
{
    /// <summary>Characters from the host.</summary>
    Data,

    /// <summary>A packet never came (its sequence number was skipped): characters are missing here.</summary>
    Gap,

    /// <summary>The BMC says that it lost characters itself (transmit overrun).</summary>
    CharactersLost,

    /// <summary>The host sent a break.</summary>
    BreakDetected,

    /// <summary>The BMC cannot pass characters to the host now; input waits.</summary>
    TransferUnavailable,

    /// <summary>The BMC passes characters again.</summary>
    TransferResumed,

    /// <summary>The BMC deactivated SOL: another party took it, or it was switched off. The last event.</summary>
    Deactivated,
}
