using Portal.Fleet.Configuration.Channels;
using Portal.Ipmi.Commands.App;

namespace Portal.Web.Api.Bmc;

/// <summary>What to change of a channel's access; what is left out stays.</summary>
internal sealed record BmcChannelRequest
{
    public required int Channel { get; init; }

    public ChannelAccessMode? Mode { get; init; }

    /// <summary>Highest privilege of any session on it: callback, user, operator, administrator or oem.</summary>
    public string? PrivilegeLimit { get; init; }

    public bool? Alerting { get; init; }

    public bool? PerMessageAuthentication { get; init; }

    public bool? UserLevelAuthentication { get; init; }

    /// <summary>Also what is kept over a restart; otherwise only what is in force.</summary>
    public bool Store { get; init; }

    public BmcChannelChange ToChange() => new()
    {
        Mode = Mode,
        PrivilegeLimit = PrivilegeLimit is null ? null : BmcPrivileges.Parse(PrivilegeLimit, "privilegeLimit"),
        Alerting = Alerting,
        PerMessageAuthentication = PerMessageAuthentication,
        UserLevelAuthentication = UserLevelAuthentication,
        Store = Store,
    };
}
