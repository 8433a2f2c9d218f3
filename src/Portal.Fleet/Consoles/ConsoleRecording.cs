namespace Portal.Fleet.Consoles;

/// <summary>What happens to a console whose record cannot be written: the disk is full, or fails.</summary>
public enum ConsoleRecording
{
    /// <summary>It goes on: what memory cannot hold meanwhile is a counted gap in the record.</summary>
    BestEffort,

    /// <summary>It ends: nothing is shown, and nobody types, that is not recorded. It is back when the record can be written again.</summary>
    Required,
}
