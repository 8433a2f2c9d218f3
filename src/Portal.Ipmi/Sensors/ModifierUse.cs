namespace Portal.Ipmi.Sensors;

/// <summary>How the modifier unit goes with the base unit, IPMI 2.0 §43.1, sensor units 1.</summary>
public enum ModifierUse : byte
{
    /// <summary>There is none.</summary>
    None = 0,

    /// <summary>Base unit divided by modifier unit.</summary>
    Divide = 1,

    /// <summary>Base unit times modifier unit.</summary>
    Multiply = 2,

    /// <summary>Reserved.</summary>
    Reserved = 3,
}
