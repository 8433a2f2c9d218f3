namespace Portal.Fleet.Links;

/// <summary>Section <c>Portal:Polling</c>.</summary>
public sealed class PollingOptions
{
    /// <summary>Seconds between two readings of a server's power, ± 20 % by chance so that thousands do not ask at once.</summary>
    public int PowerSeconds { get; set; } = 15;

    /// <summary>Seconds between two readings of a server's sensors while nobody looks at them. 0: only while somebody looks.</summary>
    public int SensorSeconds { get; set; } = 60;

    /// <summary>Seconds between two looks at a server's event log while nobody looks at it. 0: only while somebody looks.</summary>
    public int EventSeconds { get; set; } = 60;

    /// <summary>Hours between two readings of a server's inventory. 0: only when somebody looks at it.</summary>
    public int InventoryHours { get; set; } = 24;

    /// <summary>Values of sensors are kept, for charts.</summary>
    public bool History { get; set; } = true;

    /// <summary>Days that events are kept which are in no BMC's log any more.</summary>
    public int EventDays { get; set; } = 400;

    /// <summary>Requests per second to one BMC that polls send at most.</summary>
    public int RequestsPerBmc { get; set; } = 10;

    /// <summary>Requests per second to all BMCs together that polls send at most.</summary>
    public int RequestsInAll { get; set; } = 10_000;
}
