using Portal.Ipmi.Configuration;

namespace Portal.Fleet.Configuration.Sol;

/// <summary>The serial-over-LAN settings of a BMC, read from it just now.</summary>
public sealed record SolView(SolConfiguration Settings, DateTimeOffset ReadAt);
