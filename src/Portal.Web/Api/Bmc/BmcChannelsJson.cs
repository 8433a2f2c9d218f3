namespace Portal.Web.Api.Bmc;

/// <summary>The channels of a BMC, read from it just now.</summary>
internal sealed record BmcChannelsJson(IReadOnlyList<BmcChannelJson> Channels, DateTimeOffset ReadAt);
