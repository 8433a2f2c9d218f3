namespace Portal.Fleet.Alerts;

/// <summary>What an alert was raised by.</summary>
public enum AlertSource
{
    /// <summary>A line on a server's console; the key is the id of the rule.</summary>
    Console,
}
