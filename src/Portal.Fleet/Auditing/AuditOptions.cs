namespace Portal.Fleet.Auditing;

/// <summary>Where the audit's anchors go.</summary>
public sealed class AuditOptions
{
    /// <summary>File that anchors are appended to; best on another machine's disk, or one that can only be appended to. Null: beside the database.</summary>
    public string? AnchorFile { get; set; }
}
