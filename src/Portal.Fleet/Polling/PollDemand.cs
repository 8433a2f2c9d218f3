namespace Portal.Fleet.Polling;

/// <summary>What somebody looks at right now.</summary>
internal readonly record struct PollDemand(bool Sensors, bool Events, bool Inventory = false)
{
    public bool Wants(PollJob job) => job switch { PollJob.Sensors => Sensors, PollJob.Inventory => Inventory, _ => Events };
}
