namespace Portal.Ipmi.Commands.Storage;

/// <summary>Auxiliary logs, IPMI 2.0 §31.12.</summary>
public enum AuxiliaryLogType : byte
{
    /// <summary>Machine check architecture log.</summary>
    MachineCheck = 0,

    /// <summary>First OEM log.</summary>
    Oem1 = 1,

    /// <summary>Second OEM log.</summary>
    Oem2 = 2,
}
