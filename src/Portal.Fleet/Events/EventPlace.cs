namespace Portal.Fleet.Events;

/// <summary>A place in the list of events.</summary>
public readonly record struct EventPlace(DateTimeOffset At, long Id);
