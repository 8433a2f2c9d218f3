namespace Portal.Web.Api;

/// <summary>An order of new BMC passwords.</summary>
internal sealed record RotationRunJson(string Id, IReadOnlyList<RotationJson> Rotations);
