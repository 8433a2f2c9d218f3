namespace Portal.Ipmi.Oem.Intel;

/// <summary>What a policy or a statistic of Node Manager is about.</summary>
public enum NodeManagerDomain : byte
{
    /// <summary>The whole server.</summary>
    Platform = 0,

    /// <summary>Processors.</summary>
    Processors = 1,

    /// <summary>Memory.</summary>
    Memory = 2,

    /// <summary>Hardware protection.</summary>
    Protection = 3,

    /// <summary>High-power I/O.</summary>
    HighPowerIo = 4,
}
