namespace Portal.Fleet.Consoles;

/// <summary>Bytes are missing right before an offset.</summary>
/// <param name="Offset">Offset of the first byte after the gap.</param>
/// <param name="Reason">As in <see cref="ConsoleChunk.GapBefore"/>.</param>
internal readonly record struct ConsoleGap(long Offset, string Reason)
{
    /// <summary>Older than the record.</summary>
    public const string NotKept = "not-kept";

    /// <summary>A packet was lost, or the line ended and nobody knows why.</summary>
    public const string LineLost = "line-lost";

    /// <summary>The BMC says that it lost characters itself.</summary>
    public const string BmcOverrun = "bmc-overrun";

    /// <summary>Printed and shown, but the record could not be written, or was damaged later.</summary>
    public const string RecordLost = "record-lost";

    /// <summary>Printed and shown while the server's policy kept no record.</summary>
    public const string NotRecorded = "not-recorded";

    /// <summary>The BMC restarted.</summary>
    public const string BmcRebooted = "bmc-rebooted";

    /// <summary>The session to the BMC was lost: the network was away, or the BMC ended it.</summary>
    public const string SessionLost = "session-lost";

    /// <summary>Somebody else held the line on the BMC.</summary>
    public const string Stolen = "stolen";

    /// <summary>The portal did not run.</summary>
    public const string PortalDown = "portal-down";

    /// <summary>A person gave the line to somebody else for a while.</summary>
    public const string Released = "released";

    /// <summary>The server's policy was not to hold the line.</summary>
    public const string NotWanted = "not-wanted";

    /// <summary>The record could not be written, and the server's settings end the console then.</summary>
    public const string RecordRequired = "record-required";

    // The place in the list is the number on disk: new ones go to the end. There are four bits for it.
    private static readonly string[] s_reasons =
        ["", NotKept, LineLost, BmcOverrun, RecordLost, NotRecorded, BmcRebooted, SessionLost, Stolen, PortalDown, Released, NotWanted, RecordRequired];

    /// <summary>The reason's number on disk, never 0.</summary>
    public static byte CodeOf(string reason)
    {
        var code = Array.IndexOf(s_reasons, reason);
        ArgumentOutOfRangeException.ThrowIfLessThan(code, 1, nameof(reason));
        return (byte)code;
    }

    /// <summary>The reason of a number on disk; null for 0. A number from a later version is a loss whose reason is not known here.</summary>
    public static string? ReasonOf(byte code) => code switch
    {
        0 => null,
        _ when code < s_reasons.Length => s_reasons[code],
        _ => RecordLost,
    };
}
