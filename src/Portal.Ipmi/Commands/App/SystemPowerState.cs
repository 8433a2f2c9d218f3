namespace Portal.Ipmi.Commands.App;

/// <summary>ACPI system power states, IPMI 2.0 §20.6.</summary>
public enum SystemPowerState : byte
{
    /// <summary>S0/G0, working.</summary>
    S0 = 0x00,

    /// <summary>S1, context kept by the hardware.</summary>
    S1 = 0x01,

    /// <summary>S2, like S1, the processor has lost its context.</summary>
    S2 = 0x02,

    /// <summary>S3, suspend to memory.</summary>
    S3 = 0x03,

    /// <summary>S4, suspend to disk.</summary>
    S4 = 0x04,

    /// <summary>S5/G2, soft off.</summary>
    S5 = 0x05,

    /// <summary>S4 or S5, it cannot be told which.</summary>
    S4S5 = 0x06,

    /// <summary>G3, mechanical off.</summary>
    G3 = 0x07,

    /// <summary>Sleeping: S1, S2 or S3.</summary>
    Sleeping = 0x08,

    /// <summary>G1 sleeping: S1 to S4.</summary>
    G1Sleeping = 0x09,

    /// <summary>S5 entered by override.</summary>
    Override = 0x0A,

    /// <summary>On, without ACPI.</summary>
    LegacyOn = 0x20,

    /// <summary>Off, without ACPI.</summary>
    LegacyOff = 0x21,

    /// <summary>Unknown.</summary>
    Unknown = 0x2A,

    /// <summary>No change; only to set.</summary>
    NoChange = 0x7F,
}
