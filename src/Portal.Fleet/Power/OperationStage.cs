namespace Portal.Fleet.Power;

/// <summary>A step of an operation that has several.</summary>
/// <param name="Kind"><c>flags</c>, <c>power</c>, <c>console</c> of a boot; <c>command</c>, <c>silent</c>, <c>back</c> of a BMC's reset.</param>
/// <param name="At">When it came to its state.</param>
/// <param name="Detail">More, in English.</param>
public sealed record OperationStage(string Kind, StageState State, DateTimeOffset At, string? Detail);
