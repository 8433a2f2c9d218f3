namespace Portal.Fleet.Links;

/// <summary>Section <c>Portal:Polling</c>.</summary>
public sealed class PollingOptions
{
    /// <summary>Seconds between two readings of a server's power, ± 20 % by chance so that thousands do not ask at once.</summary>
    public int PowerSeconds { get; set; } = 15;
}
