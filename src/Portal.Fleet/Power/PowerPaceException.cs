namespace Portal.Fleet.Power;

/// <summary>Too many power commands in a short time. Nothing was sent.</summary>
public sealed class PowerPaceException(TimeSpan wait) : Exception("Too many power commands in a short time; nothing was sent. Wait a moment.")
{
    /// <summary>How long until the next one is taken.</summary>
    public TimeSpan Wait { get; } = wait;
}
