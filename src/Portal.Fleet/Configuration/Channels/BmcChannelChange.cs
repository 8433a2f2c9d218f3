using Portal.Ipmi;
using Portal.Ipmi.Commands.App;

namespace Portal.Fleet.Configuration.Channels;

/// <summary>What to change of a channel's access: all that is not null.</summary>
public sealed record BmcChannelChange
{
    public ChannelAccessMode? Mode { get; init; }

    public PrivilegeLevel? PrivilegeLimit { get; init; }

    public bool? Alerting { get; init; }

    public bool? PerMessageAuthentication { get; init; }

    public bool? UserLevelAuthentication { get; init; }

    /// <summary>Also what is kept over a restart; otherwise only what is in force.</summary>
    public bool Store { get; init; }

    internal ChannelAccess On(ChannelAccess access) => access with
    {
        Mode = Mode ?? access.Mode,
        PrivilegeLimit = PrivilegeLimit ?? access.PrivilegeLimit,
        Alerting = Alerting ?? access.Alerting,
        PerMessageAuthentication = PerMessageAuthentication ?? access.PerMessageAuthentication,
        UserLevelAuthentication = UserLevelAuthentication ?? access.UserLevelAuthentication,
    };

    internal string Describe(byte channel)
    {
        var parts = new List<string> { $"channel {channel}" };
        void Note(object? value, string name)
        {
            if (value is not null)
                parts.Add($"{name} {value}");
        }

        Note(Mode, "mode");
        Note(PrivilegeLimit, "limit");
        Note(Alerting, "alerting");
        Note(PerMessageAuthentication, "per-message authentication");
        Note(UserLevelAuthentication, "user-level authentication");
        parts.Add(Store ? "stored" : "until restart");
        return string.Join(", ", parts);
    }
}
