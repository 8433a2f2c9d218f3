namespace Portal.Fleet.Consoles.Doctor;

/// <summary>What the BMC signalled on the line besides characters, and when. An immutable snapshot.</summary>
/// <param name="BlockedSince">Since when the BMC cannot pass characters to the host; null while it can.</param>
/// <param name="OverrunAt">When it last said that it lost characters of the host.</param>
internal sealed record LineSignals(DateTimeOffset? BlockedSince, DateTimeOffset? OverrunAt)
{
    public static LineSignals None { get; } = new(null, null);
}
