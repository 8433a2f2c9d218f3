namespace Portal.Ipmi.Commands.Chassis;

/// <summary>State of the identify light, IPMI 2.0 §28.2.</summary>
public enum IdentifyState : byte
{
    /// <summary>Off.</summary>
    Off = 0,

    /// <summary>On for a time.</summary>
    Temporary = 1,

    /// <summary>On until it is switched off.</summary>
    Indefinite = 2,

    /// <summary>Reserved value.</summary>
    Reserved = 3,
}
