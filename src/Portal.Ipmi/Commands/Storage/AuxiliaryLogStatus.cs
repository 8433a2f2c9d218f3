using Portal.Ipmi.Events;

namespace Portal.Ipmi.Commands.Storage;

/// <summary>State of an auxiliary log, IPMI 2.0 §31.12.</summary>
/// <param name="LastAddition">When the last entry was added.</param>
public sealed record AuxiliaryLogStatus(IpmiTimestamp LastAddition)
{
    /// <summary>Entries of a machine check log; null when unspecified or another log.</summary>
    public uint? Entries { get; init; }

    /// <summary>IANA enterprise number that says what <see cref="OemStatus"/> means, for an OEM log.</summary>
    public int? OemId { get; init; }

    /// <summary>Status bytes of an OEM log.</summary>
    public ReadOnlyMemory<byte> OemStatus { get; init; }
}
