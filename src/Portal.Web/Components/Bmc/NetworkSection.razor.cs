using System.Globalization;
using Portal.Fleet.Access;
using Portal.Fleet.Configuration.Lan;
using Portal.Ipmi.Configuration;

namespace Portal.Web.Components.Bmc;

/// <summary>The network of a BMC, its change, and the way back when it did not come back.</summary>
public sealed partial class NetworkSection
{
    private LanView? _view;
    private LanMoveView? _move;
    private Task? _following;
    private string _source = "";
    private string _address = "";
    private string _mask = "";
    private string _gateway = "";
    private string _vlan = "";
    private string _priority = "";
    private string _protocols = "";
    private string _ipv6 = "";
    private string _prefix = "";
    private string _elsewhere = "";

    private bool Locked => Busy || _move?.State == LanMoveState.Running;

    private bool IsDhcp => _source == nameof(IpAddressSource.Dhcp);

    protected override async Task ReadAsync()
    {
        // The change is the portal's own record: it is there when the BMC is not.
        (_move, _) = await Handle.GetLanMoveAsync(Ended);
        _following ??= FollowAsync();
        StateHasChanged();
        _view = await Handle.GetLanAsync(Ended);
        Reset();
    }

    private void Reset()
    {
        if (_view?.Settings is not { } lan)
            return;
        _source = lan.AddressSource?.ToString() ?? nameof(IpAddressSource.Static);
        (_address, _mask, _gateway) = (lan.Address?.ToString() ?? "", lan.SubnetMask?.ToString() ?? "", lan.Gateway?.ToString() ?? "");
        _vlan = lan is { VlanEnabled: true, VlanId: { } vlan } ? vlan.ToString(CultureInfo.InvariantCulture) : "";
        _priority = lan.VlanPriority?.ToString(CultureInfo.InvariantCulture) ?? "";
        _protocols = lan.Ipv6?.Enables?.ToString() ?? "";
        var first = lan.Ipv6?.StaticAddresses.FirstOrDefault(address => address is { Number: 0, IsEnabled: true });
        (_ipv6, _prefix) = (first?.Address.ToString() ?? "", first?.PrefixLength.ToString(CultureInfo.InvariantCulture) ?? "64");
    }

    private async Task SaveAsync()
    {
        if (_view?.Settings is not { } lan)
            return;
        if (!TryNumber(_vlan, out var vlan) || !TryNumber(_priority, out var priority) || !TryNumber(_prefix, out var prefix))
        {
            Refuse(L["network.number"]);
            return;
        }

        var wish = new LanWish
        {
            Source = Enum.TryParse<IpAddressSource>(_source, out var source) && source != lan.AddressSource ? source : null,
            Address = IsDhcp ? null : Changed(_address, lan.Address?.ToString()),
            Mask = IsDhcp ? null : Changed(_mask, lan.SubnetMask?.ToString()),
            Gateway = IsDhcp ? null : Changed(_gateway, lan.Gateway?.ToString()),
            VlanId = lan.VlanEnabled is null ? null : vlan ?? 0,
            VlanPriority = lan.VlanEnabled is null || lan.VlanPriority is null ? null : priority,
            Protocols = Enum.TryParse<Ipv6Enables>(_protocols, out var protocols) && protocols != lan.Ipv6?.Enables ? protocols : null,
            Ipv6Address = lan.Ipv6?.MaxStaticAddresses is > 0 ? _ipv6.Trim() : null,
            Ipv6PrefixLength = lan.Ipv6?.MaxStaticAddresses is > 0 && _ipv6.Trim().Length > 0 ? prefix : null,
        };
        await ChangeAsync(async () =>
        {
            _move = await Handle.SetLanAsync(wish, Ended);
            return L["network.begun"];
        });
    }

    private async Task FindAsync(string address) => await ChangeAsync(async () =>
    {
        _move = await Handle.FindBmcAsync(address, Ended);
        return L["network.found", address];
    });

    /// <summary>Draws each stage as it ends, and reads the BMC again when the change has ended.</summary>
    private async Task FollowAsync()
    {
        try
        {
            while (true)
            {
                var (move, changed) = await Handle.GetLanMoveAsync(Ended);
                var ended = _move is { State: LanMoveState.Running } && move is { State: not LanMoveState.Running };
                _move = move;
                await InvokeAsync(StateHasChanged);
                if (ended && move!.State is LanMoveState.Done or LanMoveState.Refused or LanMoveState.StillThere)
                    await InvokeAsync(ReloadAsync);
                await changed.WaitAsync(Ended);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or NotFoundException or ObjectDisposedException)
        {
            // The page is gone, or the right is.
        }
    }

    /// <summary>The settings from before the change, in the form: nothing is sent yet.</summary>
    private void FillOld(LanMoveView move)
    {
        foreach (var (name, before, _) in move.Sent)
        {
            switch (name)
            {
                case "source": _source = before ?? _source; break;
                case "address": _address = before ?? _address; break;
                case "mask": _mask = before ?? _mask; break;
                case "gateway": _gateway = before ?? _gateway; break;
                case "vlanId": _vlan = before is null or "off" ? "" : before; break;
                case "vlanPriority": _priority = before ?? _priority; break;
                case "protocols": _protocols = before ?? _protocols; break;
                case "ipv6Address": (_ipv6, _prefix) = before is { } text && text.Split('/') is [var old, var bits] ? (old, bits) : ("", _prefix); break;
            }
        }
    }

    private string? Was(string? before, string now) => before is not null && before != now.Trim() ? L["network.was", before].Value : null;

    private static string? Changed(string text, string? before) => text.Trim() is var trimmed && trimmed != (before ?? "") ? trimmed : null;

    private static bool TryNumber(string text, out int? number)
    {
        number = null;
        if (text.Trim().Length == 0)
            return true;
        if (!int.TryParse(text.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var value))
            return false;
        number = value;
        return true;
    }
}
