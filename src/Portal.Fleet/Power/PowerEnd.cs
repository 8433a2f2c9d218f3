using Portal.Fleet.Links;

namespace Portal.Fleet.Power;

/// <summary>How a power operation ended.</summary>
internal sealed record PowerEnd(PowerOperationState State, BmcProblem Problem, string Detail);
