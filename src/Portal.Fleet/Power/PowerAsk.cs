using Portal.Fleet.Boot;

namespace Portal.Fleet.Power;

/// <summary>What a person asks for, and what they say with it.</summary>
public sealed record PowerAsk(PowerAction Action)
{
    /// <summary>Why, for the record.</summary>
    public string? Reason { get; init; }

    /// <summary>The same key of the same person answers the operation that it made first.</summary>
    public string? IdempotencyKey { get; init; }

    /// <summary>The server's name as the person typed it, for servers that want that before what destroys.</summary>
    public string? Confirm { get; init; }

    /// <summary>With <see cref="PowerAction.Soft"/>: power is cut after so long if the host has not shut down by then. Null leaves it on.</summary>
    public TimeSpan? HardOffAfter { get; init; }

    /// <summary>With what sets the boot device: which, and how.</summary>
    public BootPlan? Boot { get; init; }
}
