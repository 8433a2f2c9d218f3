using Portal.Ipmi.Commands.App;

namespace Portal.Fleet.Configuration.Channels;

/// <summary>A channel of a BMC.</summary>
/// <param name="Info">What it is.</param>
/// <param name="IsOwn">The portal comes by it.</param>
/// <param name="InForce">Access as it is now; null for a channel without sessions, and where the BMC does not tell.</param>
/// <param name="Stored">Access after the BMC's next start.</param>
public sealed record BmcChannelView(ChannelInfo Info, bool IsOwn, ChannelAccess? InForce, ChannelAccess? Stored);
