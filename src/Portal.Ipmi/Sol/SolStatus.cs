namespace Portal.Ipmi.Sol;

/// <summary>Status byte of a packet from the BMC, IPMI 2.0 table 15-2.</summary>
[Flags]
internal enum SolStatus : byte
{
    None = 0,

    /// <summary>The host sent a break.</summary>
    BreakDetected = 1 << 2,

    /// <summary>The BMC lost characters of the host.</summary>
    TransmitOverrun = 1 << 3,

    /// <summary>SOL is deactivated, or about to be.</summary>
    Deactivated = 1 << 4,

    /// <summary>Characters cannot be passed to the host now.</summary>
    TransferUnavailable = 1 << 5,

    /// <summary>The acknowledged packet was not taken, or not wholly, and the BMC wants no more for now.</summary>
    Nack = 1 << 6,
}
