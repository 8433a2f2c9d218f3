namespace Portal.Web.Api.Bmc;

/// <summary>An IPv6 address of a BMC.</summary>
/// <param name="Source">static, slaac or dhcpv6.</param>
/// <param name="Status">active, disabled, pending, failed, deprecated or invalid.</param>
internal sealed record BmcIpv6AddressJson(string Address, int PrefixLength, string Source, string Status);
