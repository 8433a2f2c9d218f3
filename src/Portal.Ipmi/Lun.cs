namespace Portal.Ipmi;

/// <summary>Logical unit of a controller that a command goes to, IPMI 2.0 §7.2. Sensors may live on any of them.</summary>
public enum Lun : byte
{
    /// <summary>The BMC's own commands.</summary>
    Bmc = 0,

    /// <summary>First OEM unit.</summary>
    Oem1 = 1,

    /// <summary>System management software.</summary>
    Sms = 2,

    /// <summary>Second OEM unit.</summary>
    Oem2 = 3,
}
