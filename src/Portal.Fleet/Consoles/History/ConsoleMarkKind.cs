namespace Portal.Fleet.Consoles.History;

/// <summary>What happened at a mark.</summary>
public enum ConsoleMarkKind
{
    /// <summary>Bytes are missing; the text is the reason.</summary>
    Gap,

    /// <summary>Firmware started: a boot begins.</summary>
    Firmware,

    /// <summary>A Linux kernel started; the text is its version.</summary>
    Kernel,

    /// <summary>A login prompt appeared after a boot.</summary>
    Login,
}
