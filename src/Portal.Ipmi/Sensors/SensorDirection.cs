namespace Portal.Ipmi.Sensors;

/// <summary>Whether a sensor watches what goes into its entity or what comes out, IPMI 2.0 §43.1.</summary>
public enum SensorDirection : byte
{
    /// <summary>Unspecified, or no question of direction.</summary>
    Unspecified = 0,

    /// <summary>Input.</summary>
    Input = 1,

    /// <summary>Output.</summary>
    Output = 2,

    /// <summary>Reserved.</summary>
    Reserved = 3,
}
