namespace Portal.Ipmi.Session;

/// <summary>What the owner of a <see cref="CommandLane"/> has to do next.</summary>
internal readonly record struct LaneStep(LaneStepKind Kind, TimeSpan Until = default);
