namespace Portal.BmcSim.Machine;

/// <summary>What a key did beyond editing the line.</summary>
internal enum LineEvent
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>The line is finished.</summary>
    Line,

    /// <summary>Ctrl-C.</summary>
    Interrupt,

    /// <summary>Ctrl-D on an empty line.</summary>
    EndOfInput,

    /// <summary>Ctrl-L.</summary>
    Redraw,
}
