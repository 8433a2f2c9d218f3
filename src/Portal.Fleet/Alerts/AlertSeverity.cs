namespace Portal.Fleet.Alerts;

/// <summary>How bad it is, mildest first.</summary>
public enum AlertSeverity
{
    /// <summary>Worth knowing tomorrow.</summary>
    Info,

    /// <summary>Something is wrong, and the server goes on.</summary>
    Warning,

    /// <summary>The server is down, or is losing data.</summary>
    Critical,
}
