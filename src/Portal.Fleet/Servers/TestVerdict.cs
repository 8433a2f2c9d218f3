namespace Portal.Fleet.Servers;

/// <summary>How one step of a connection test went.</summary>
public enum TestVerdict
{
    Passed,
    Noted,
    Failed,
    Skipped,
}
