namespace Portal.Ipmi.Bridging;

/// <summary>Where a satellite management controller is: on an IPMB of the BMC, or of another controller on such a bus (IPMI 2.0 §6.13).</summary>
/// <param name="SlaveAddress">Its 8-bit address, even: 82h, not 41h.</param>
/// <param name="Channel">Channel of the bus it is on; 0 is the primary IPMB.</param>
public sealed record SatelliteAddress(byte SlaveAddress, byte Channel = 0)
{
    /// <summary>The controller whose bus it is on; null for the BMC's own. One such step is all there is ("double bridging").</summary>
    public SatelliteAddress? Through { get; init; }

    /// <summary>As <c>82h on channel 0</c>.</summary>
    public override string ToString() => Through is null ? $"{SlaveAddress:X2}h on channel {Channel}" : $"{SlaveAddress:X2}h on channel {Channel} behind {Through}";
}
