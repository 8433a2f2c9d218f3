namespace Portal.Web.Api.Bmc;

/// <summary>One part of a change of a BMC's network.</summary>
/// <param name="Stage">fits, free, kept, written, loggedIn, same or stored.</param>
/// <param name="State">waiting, running, done, noted or failed.</param>
/// <param name="Code">What there is to say of it, stable.</param>
/// <param name="Detail">What belongs to it: an address, the BMC's own words.</param>
internal sealed record BmcLanStageJson(string Stage, string State, string? Code, string? Detail, DateTimeOffset? At);
