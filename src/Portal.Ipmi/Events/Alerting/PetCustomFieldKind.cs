namespace Portal.Ipmi.Events.Alerting;

/// <summary>What an OEM field of a trap is, IPMI 2.0 §17.16.1.</summary>
public enum PetCustomFieldKind
{
    /// <summary>Binary data, or text in an encoding that is not read.</summary>
    Binary,

    /// <summary>Text of the manufacturer's.</summary>
    Text,

    /// <summary>The alert string of the alert policy.</summary>
    AlertString,

    /// <summary>Data of the OEM whose enterprise number stands in front of it.</summary>
    OemByEnterprise,

    /// <summary>Data of the trap's manufacturer.</summary>
    OemByManufacturer,
}
