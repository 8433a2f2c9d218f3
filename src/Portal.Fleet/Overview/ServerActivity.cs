using Portal.Fleet.Alerts;
using Portal.Fleet.Consoles.History;
using Portal.Fleet.Events;
using Portal.Fleet.Power;

namespace Portal.Fleet.Overview;

/// <summary>What happened with one server between two times, as far as the caller may know it.</summary>
public sealed record ServerActivity(DateTimeOffset From, DateTimeOffset To)
{
    /// <summary>How much the console printed, slice by slice; empty for who may not read it, and when nothing is recorded.</summary>
    public IReadOnlyList<ConsoleBucket> Console { get; init; } = [];

    /// <summary>Boots, and where bytes are missing.</summary>
    public IReadOnlyList<ConsoleMark> Marks { get; init; } = [];

    public IReadOnlyList<AlertView> Alerts { get; init; } = [];

    public IReadOnlyList<EventView> Events { get; init; } = [];

    public IReadOnlyList<SensorBreach> Breaches { get; init; } = [];

    public IReadOnlyList<PowerOperationView> Operations { get; init; } = [];

    public IReadOnlyList<ConsolePresence> People { get; init; } = [];
}
