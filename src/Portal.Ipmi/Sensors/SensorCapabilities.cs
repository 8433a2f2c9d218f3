namespace Portal.Ipmi.Sensors;

/// <summary>What a sensor can do, IPMI 2.0 §43.1, byte 12.</summary>
/// <param name="Bits">The byte as it came.</param>
public readonly record struct SensorCapabilities(byte Bits)
{
    /// <summary>To be ignored while its entity is absent or disabled.</summary>
    public bool IgnoredWhenAbsent => (Bits & 0x80) != 0;

    /// <summary>Re-arms by itself; others latch their events until re-armed.</summary>
    public bool RearmsItself => (Bits & 0x40) != 0;

    /// <summary>Access to its hysteresis.</summary>
    public SensorAccess Hysteresis => (SensorAccess)((Bits >> 4) & 0x03);

    /// <summary>Access to its thresholds.</summary>
    public SensorAccess Thresholds => (SensorAccess)((Bits >> 2) & 0x03);

    /// <summary>How its events are switched.</summary>
    public EventControl EventControl => (EventControl)(Bits & 0x03);
}
