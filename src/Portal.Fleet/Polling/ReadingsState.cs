using Portal.Fleet.Links;

namespace Portal.Fleet.Polling;

/// <summary>How the reading of sensors, or of the event log, stands.</summary>
/// <param name="State">Whether it runs on its schedule.</param>
/// <param name="Failures">Failures in a row.</param>
/// <param name="NextAt">When it is tried again, while it rests.</param>
/// <param name="Problem">Why the last try failed; <see cref="BmcProblem.None"/> when it did not.</param>
/// <param name="Detail">The engine's words about it, in English; no secret and no payload.</param>
/// <param name="IsUnsupported">The BMC has none.</param>
public sealed record ReadingsState(BreakerState State, int Failures, DateTimeOffset? NextAt, BmcProblem Problem, string? Detail, bool IsUnsupported);
