namespace Portal.Fleet.Consoles;

/// <summary>Whether what a console prints is kept.</summary>
public enum RecordState
{
    /// <summary>On disk, at most a tenth of a second behind the line.</summary>
    Kept,

    /// <summary>In memory only, as the server's policy says.</summary>
    MemoryOnly,

    /// <summary>The policy is off: there is nothing to keep.</summary>
    Off,

    /// <summary>The disk is full: the line goes on, the newest bytes are in memory, and older ones are being lost.</summary>
    DiskFull,

    /// <summary>The disk cannot be written: as <see cref="DiskFull"/>.</summary>
    Failing,
}
