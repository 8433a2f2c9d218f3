namespace Portal.Web.Api;

/// <summary>How a connection test went.</summary>
/// <param name="Ok">No step failed.</param>
internal sealed record TestJson(bool Ok, IReadOnlyList<TestStepJson> Steps);
