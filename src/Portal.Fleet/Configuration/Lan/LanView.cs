using Portal.Ipmi.Configuration;

namespace Portal.Fleet.Configuration.Lan;

/// <summary>The LAN settings of a BMC, read from it just now; without the community string, which is a secret.</summary>
/// <param name="Settings">What the BMC tells.</param>
/// <param name="IsTranslated">The portal reaches the BMC at another address than it has itself.</param>
/// <param name="ReadAt">When.</param>
public sealed record LanView(LanConfiguration Settings, bool IsTranslated, DateTimeOffset ReadAt);
