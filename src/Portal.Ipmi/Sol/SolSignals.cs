namespace Portal.Ipmi.Sol;

/// <summary>What a packet told besides characters, in the order in which it is reported.</summary>
[Flags]
internal enum SolSignals : byte
{
    None = 0,
    TransferUnavailable = 1 << 0,
    TransferResumed = 1 << 1,
    Gap = 1 << 2,
    CharactersLost = 1 << 3,
    BreakDetected = 1 << 4,
    Deactivated = 1 << 5,
}
