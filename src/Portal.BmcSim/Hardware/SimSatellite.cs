namespace Portal.BmcSim.Hardware;

/// <summary>A management controller behind the BMC, on one of its buses: it says what it is and has a few sensors.</summary>
public sealed record SimSatellite
{
    /// <summary>Its 8-bit slave address, even.</summary>
    public required byte Address { get; init; }

    /// <summary>Channel of its bus, 0 is the primary IPMB.</summary>
    public byte Channel { get; init; }

    /// <summary>What Get Device ID answers as device id.</summary>
    public byte DeviceId { get; init; } = 0x18;

    /// <summary>Firmware revision.</summary>
    public (int Major, int Minor) Firmware { get; init; } = (1, 1);

    /// <summary>Raw readings by sensor number.</summary>
    public IReadOnlyDictionary<byte, byte> Readings { get; init; } = new Dictionary<byte, byte>();

    /// <summary>Controllers on buses of its own.</summary>
    public IReadOnlyList<SimSatellite> Satellites { get; init; } = [];
}
