namespace Portal.Web.Api.Bmc;

/// <summary>Where to look for a BMC.</summary>
/// <param name="Address">Inside Portal:Bmc:AllowedNetworks.</param>
internal sealed record BmcFindRequest(string Address);
