namespace Portal.Fleet.Polling;

/// <summary>What somebody looks at right now.</summary>
internal readonly record struct PollDemand(bool Sensors, bool Events)
{
    public bool Wants(PollJob job) => job == PollJob.Sensors ? Sensors : Events;
}
