using Portal.Ipmi.Commands.App;

namespace Portal.Web.Api.Bmc;

/// <summary>Who may come by a channel.</summary>
/// <param name="Mode">disabled, preBootOnly, alwaysAvailable or shared.</param>
internal sealed record BmcChannelAccessJson(string Mode, string PrivilegeLimit, bool Alerting, bool PerMessageAuthentication, bool UserLevelAuthentication)
{
    public static BmcChannelAccessJson? From(ChannelAccess? access) => access is null ? null : new(
        BmcLanJson.Name<ChannelAccessMode>(access.Mode)!, access.PrivilegeLimit.ToString().ToLowerInvariant(), access.Alerting, access.PerMessageAuthentication, access.UserLevelAuthentication);
}
