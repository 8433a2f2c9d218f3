using Portal.Fleet.Configuration.Channels;
using Portal.Ipmi;
using Portal.Ipmi.Commands.App;
using Portal.Web.Components.Parts;

namespace Portal.Web.Components.Bmc;

/// <summary>The channels of a BMC, and who may come by them.</summary>
public sealed partial class ChannelsSection
{
    private static readonly PrivilegeLevel[] s_levels = [PrivilegeLevel.Callback, PrivilegeLevel.User, PrivilegeLevel.Operator, PrivilegeLevel.Administrator, PrivilegeLevel.Oem];

    private BmcChannelsView? _view;
    private BmcChannelView? _asked;
    private ModalDialog? _dialog;
    private ChannelAccessMode _mode;
    private PrivilegeLevel _limit;
    private bool _alerting;
    private bool _perMessage;
    private bool _userLevel;
    private bool _store;

    protected override async Task ReadAsync() => _view = await Handle.GetChannelsAsync(Ended);

    private void Ask(BmcChannelView channel)
    {
        if (channel.InForce is not { } access)
            return;
        _asked = channel;
        (_mode, _limit, _alerting, _perMessage, _userLevel, _store) = (access.Mode, access.PrivilegeLimit, access.Alerting, access.PerMessageAuthentication, access.UserLevelAuthentication, false);
    }

    private async Task SaveAsync()
    {
        if (_asked is not { InForce: { } now } asked)
            return;
        var change = new BmcChannelChange
        {
            Mode = _mode != now.Mode || _store ? _mode : null,
            PrivilegeLimit = _limit != now.PrivilegeLimit || _store ? _limit : null,
            Alerting = _alerting != now.Alerting || _store ? _alerting : null,
            PerMessageAuthentication = _perMessage != now.PerMessageAuthentication || _store ? _perMessage : null,
            UserLevelAuthentication = _userLevel != now.UserLevelAuthentication || _store ? _userLevel : null,
            Store = _store,
        };
        var done = await ChangeAsync(async () =>
        {
            await Handle.SetChannelAsync(asked.Info.Channel, change, Ended);
            await ReadAsync();
            return L["channels.changed", asked.Info.Channel];
        });
        if (done)
            await _dialog!.CloseAsync();
    }

    private string Describe(ChannelAccess? access)
    {
        if (access is null)
            return "–";
        var words = new List<string> { L[$"channels.mode.{access.Mode}"], L["channels.upTo", L[$"privilege.{access.PrivilegeLimit}"].Value] };
        if (access.Alerting)
            words.Add(L["channels.alerting"]);
        if (!access.PerMessageAuthentication)
            words.Add(L["channels.noPerMessage"]);
        if (!access.UserLevelAuthentication)
            words.Add(L["channels.noUserLevel"]);
        return string.Join(", ", words);
    }
}
