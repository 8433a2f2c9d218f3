namespace Portal.BmcSim.Hardware;

/// <summary>What a server has for DCMI.</summary>
public sealed record SimDcmi
{
    /// <summary>A server with nothing special about it.</summary>
    public static SimDcmi Standard { get; } = new();

    /// <summary>Power of the host when it is on; 0 when the BMC does not measure power.</summary>
    public ushort Watts { get; init; } = 212;

    /// <summary>Power of the host when it is off, and the lowest limit that can be set.</summary>
    public ushort StandbyWatts { get; init; } = 14;

    /// <summary>Periods of enhanced statistics as DCMI writes them: bits 7:6 the unit, 5:0 the number.</summary>
    public IReadOnlyList<byte> RollingPeriods { get; init; } = [0x05, 0x1E, 0x41, 0x81];

    /// <summary>Temperatures of the air inlets.</summary>
    public SimDcmiEntity Inlet { get; init; } = new([23], [1]);

    /// <summary>Temperatures of the processors.</summary>
    public SimDcmiEntity Processors { get; init; } = new([48, 51], [2, 3]);

    /// <summary>Temperatures of the baseboard.</summary>
    public SimDcmiEntity Baseboard { get; init; } = new([34], [4]);
}
