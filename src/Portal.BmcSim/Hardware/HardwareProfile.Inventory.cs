namespace Portal.BmcSim.Hardware;

/// <summary>What a profile says about inventory.</summary>
public sealed partial record HardwareProfile
{
    /// <summary>FRU devices of the BMC.</summary>
    public IReadOnlyList<SimFru> FruDevices { get; init; } = SimFru.Standard;
}
