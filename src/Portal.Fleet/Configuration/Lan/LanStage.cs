namespace Portal.Fleet.Configuration.Lan;

/// <summary>One part of a change of a BMC's network.</summary>
/// <param name="Code">What there is to say of it, stable; null when there is nothing.</param>
/// <param name="Detail">What belongs to it: an address, the BMC's own words.</param>
/// <param name="At">When it reached this state.</param>
public sealed record LanStage(LanStageKind Kind, LanStageState State, string? Code = null, string? Detail = null, DateTimeOffset? At = null);
