namespace Portal.Fleet.Consoles;

/// <summary>When the portal holds a server's serial line, and what it keeps of it.</summary>
public enum ConsolePolicy
{
    /// <summary>Held and recorded whether or not anyone watches.</summary>
    Always,

    /// <summary>Held and recorded while someone watches: the line is left to others otherwise.</summary>
    OnDemand,

    /// <summary>Held all the time, but what it prints stays in memory and is gone with the portal.</summary>
    MemoryOnly,

    /// <summary>Never held.</summary>
    Off,
}
