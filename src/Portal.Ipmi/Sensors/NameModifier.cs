namespace Portal.Ipmi.Sensors;

/// <summary>What tells the names of sensors apart that share a record, IPMI 2.0 §43.2.</summary>
public enum NameModifier : byte
{
    /// <summary>Numbers.</summary>
    Numeric = 0,

    /// <summary>Letters.</summary>
    Alphabetic = 1,
}
