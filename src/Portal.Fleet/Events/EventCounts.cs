namespace Portal.Fleet.Events;

/// <summary>Events of the present tenancy that nobody acknowledged.</summary>
public sealed record EventCounts(int Critical, int Warning)
{
    public static EventCounts None { get; } = new(0, 0);
}
