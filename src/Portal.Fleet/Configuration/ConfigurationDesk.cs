using Portal.Fleet.Configuration.Accounts;
using Portal.Fleet.Configuration.Channels;
using Portal.Fleet.Configuration.Lan;
using Portal.Fleet.Configuration.Raw;
using Portal.Fleet.Configuration.Sol;

namespace Portal.Fleet.Configuration;

/// <summary>What reads and changes the settings of BMCs.</summary>
internal sealed record ConfigurationDesk(AccountWork Accounts, LanMover Lan, SolWork Sol, ChannelWork Channels, RawWork Raw);
