namespace Portal.Fleet.Events;

/// <summary>Which events a list shows.</summary>
public enum EventState
{
    All,

    /// <summary>Bad conditions that began and that nobody acknowledged.</summary>
    Open,

    Acknowledged,
}
