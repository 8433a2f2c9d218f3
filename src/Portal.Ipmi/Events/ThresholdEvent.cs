namespace Portal.Ipmi.Events;

/// <summary>Offsets of threshold-based events, IPMI 2.0 table 42-2, type 01h.</summary>
public enum ThresholdEvent : byte
{
    /// <summary>Lower non-critical, going low.</summary>
    LowerNonCriticalGoingLow = 0x00,

    /// <summary>Lower non-critical, going high.</summary>
    LowerNonCriticalGoingHigh = 0x01,

    /// <summary>Lower critical, going low.</summary>
    LowerCriticalGoingLow = 0x02,

    /// <summary>Lower critical, going high.</summary>
    LowerCriticalGoingHigh = 0x03,

    /// <summary>Lower non-recoverable, going low.</summary>
    LowerNonRecoverableGoingLow = 0x04,

    /// <summary>Lower non-recoverable, going high.</summary>
    LowerNonRecoverableGoingHigh = 0x05,

    /// <summary>Upper non-critical, going low.</summary>
    UpperNonCriticalGoingLow = 0x06,

    /// <summary>Upper non-critical, going high.</summary>
    UpperNonCriticalGoingHigh = 0x07,

    /// <summary>Upper critical, going low.</summary>
    UpperCriticalGoingLow = 0x08,

    /// <summary>Upper critical, going high.</summary>
    UpperCriticalGoingHigh = 0x09,

    /// <summary>Upper non-recoverable, going low.</summary>
    UpperNonRecoverableGoingLow = 0x0A,

    /// <summary>Upper non-recoverable, going high.</summary>
    UpperNonRecoverableGoingHigh = 0x0B,
}
