namespace Portal.Fleet.Configuration.Channels;

/// <summary>The channels of a BMC, read from it just now.</summary>
public sealed record BmcChannelsView(IReadOnlyList<BmcChannelView> Channels, DateTimeOffset ReadAt);
