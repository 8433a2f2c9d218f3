namespace Portal.Ipmi;

/// <summary>Named departures of real BMCs from the specification. Each has a simulator fault and a test.</summary>
[Flags]
public enum Quirks
{
    /// <summary>Follows the specification.</summary>
    None = 0,

    /// <summary>SOL needs a session of its own: commands on the session that carries SOL disturb it.</summary>
    SeparateSolSession = 1,
}
