namespace Portal.Fleet.Polling;

/// <summary>How long what BMCs told is kept.</summary>
internal sealed record ReadingsOptions
{
    /// <summary>Values of sensors are kept; else only the latest are known.</summary>
    public bool KeepsHistory { get; init; } = true;

    /// <summary>Events that are in no BMC's log any more.</summary>
    public TimeSpan KeepEvents { get; init; } = TimeSpan.FromDays(400);

    /// <summary>Requests per second to one BMC, on schedule.</summary>
    public double PerBmc { get; init; } = 10;

    /// <summary>Of these, how many at once.</summary>
    public int Burst { get; init; } = 10;

    /// <summary>Requests per second to all BMCs together, on schedule.</summary>
    public double PerProcess { get; init; } = 10_000;

    /// <summary>How many times as fast as on schedule while somebody looks.</summary>
    public double Haste { get; init; } = 5;

    /// <summary>First readings of links that come up at once are spread over this time.</summary>
    public TimeSpan Spread { get; init; } = TimeSpan.FromSeconds(20);
}
