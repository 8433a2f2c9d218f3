namespace Portal.Ipmi.Commands.App;

/// <summary>ACPI device power states, IPMI 2.0 §20.6.</summary>
public enum DevicePowerState : byte
{
    /// <summary>D0, on.</summary>
    D0 = 0x00,

    /// <summary>D1.</summary>
    D1 = 0x01,

    /// <summary>D2.</summary>
    D2 = 0x02,

    /// <summary>D3, off.</summary>
    D3 = 0x03,

    /// <summary>Unknown.</summary>
    Unknown = 0x2A,

    /// <summary>No change; only to set.</summary>
    NoChange = 0x7F,
}
