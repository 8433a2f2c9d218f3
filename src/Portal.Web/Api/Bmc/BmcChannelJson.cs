using Portal.Fleet.Configuration.Channels;

namespace Portal.Web.Api.Bmc;

/// <summary>A channel of a BMC.</summary>
/// <param name="Own">The portal comes by it.</param>
/// <param name="InForce">Access as it is now; null for a channel without sessions.</param>
/// <param name="Stored">Access after the BMC's next start.</param>
internal sealed record BmcChannelJson(int Channel, string Medium, string Protocol, string Sessions, int ActiveSessions, bool Own, BmcChannelAccessJson? InForce, BmcChannelAccessJson? Stored)
{
    public static BmcChannelJson From(BmcChannelView channel) => new(
        channel.Info.Channel, BmcLanJson.Name<Portal.Ipmi.Commands.App.ChannelMedium>(channel.Info.Medium)!, BmcLanJson.Name<Portal.Ipmi.Commands.App.ChannelProtocol>(channel.Info.Protocol)!,
        BmcLanJson.Name<Portal.Ipmi.Commands.App.ChannelSessions>(channel.Info.Sessions)!, channel.Info.ActiveSessions, channel.IsOwn, BmcChannelAccessJson.From(channel.InForce), BmcChannelAccessJson.From(channel.Stored));
}
