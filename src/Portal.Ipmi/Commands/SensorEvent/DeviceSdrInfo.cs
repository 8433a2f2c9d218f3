namespace Portal.Ipmi.Commands.SensorEvent;

/// <summary>Answer to Get Device SDR Info, IPMI 2.0 §35.2.</summary>
/// <param name="Count">Sensors on the LUN that was asked, or records in the device, as was asked for.</param>
/// <param name="Flags">[7] the population changes while it runs, [3:0] LUNs with sensors.</param>
/// <param name="PopulationChange">Time or counter of the last change of the population; null when it does not change.</param>
public sealed record DeviceSdrInfo(byte Count, byte Flags, uint? PopulationChange)
{
    /// <summary>Sensors come and go while the device runs.</summary>
    public bool IsDynamic => (Flags & 0x80) != 0;

    /// <summary>Sensors live on this LUN.</summary>
    public bool HasSensorsOn(Lun lun) => (Flags & (1 << (int)lun)) != 0;
}
