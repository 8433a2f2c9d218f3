namespace Portal.BmcSim.Hardware;

/// <content>Controllers behind the BMC.</content>
public sealed partial record HardwareProfile
{
    /// <summary>Satellite controllers on the BMC's buses.</summary>
    public IReadOnlyList<SimSatellite> Satellites { get; init; } = [];
}
