namespace Portal.Ipmi.Dcmi;

/// <summary>What DCMI has temperatures of, DCMI 1.5 table 6-14. The values are the entity ids of DCMI 1.1, which every version takes.</summary>
public enum DcmiEntity : byte
{
    /// <summary>Air inlet.</summary>
    Inlet = 0x40,

    /// <summary>Processors or their cores.</summary>
    Processor = 0x41,

    /// <summary>Baseboard.</summary>
    Baseboard = 0x42,
}
