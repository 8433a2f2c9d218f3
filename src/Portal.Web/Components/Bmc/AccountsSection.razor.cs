using System.Globalization;
using Microsoft.AspNetCore.Components;
using Portal.Fleet.Configuration.Accounts;
using Portal.Web.Components.Parts;

namespace Portal.Web.Components.Bmc;

/// <summary>The accounts of a BMC.</summary>
public sealed partial class AccountsSection
{
    private BmcAccountsView? _view;
    private BmcAccountView? _asked;
    private BmcAccountView? _doomed;
    private ModalDialog? _dialog;
    private byte? _channel;
    private bool _deleting;

    private BmcAccountView? Free => _view?.Accounts.FirstOrDefault(account => account.IsFree && account.Slot > 1);

    protected override async Task ReadAsync() => _view = await Handle.GetAccountsAsync(_channel, Ended);

    private Task ChooseAsync(ChangeEventArgs e)
    {
        _channel = byte.TryParse(e.Value as string, NumberStyles.None, CultureInfo.InvariantCulture, out var channel) ? channel : null;
        return ReloadAsync();
    }

    private async Task DoneAsync(string said)
    {
        _asked = null;
        await ChangeAsync(async () =>
        {
            await ReadAsync();
            return said;
        });
    }

    private async Task DeleteAsync(BmcAccountView account)
    {
        var done = await ChangeAsync(async () =>
        {
            await Handle.DeleteAccountAsync(account.Slot, account.Name, Ended);
            await ReadAsync();
            return L["accounts.deleted", account.Name];
        });
        if (done)
            await _dialog!.CloseAsync();
    }

    private string Name(BmcAccountView account) => account.Name.Length == 0 ? L["accounts.nameless"] : account.Name;

    private string May(BmcAccountView account)
    {
        var may = new List<string>();
        if (account.Sol == true)
            may.Add(L["accounts.sol"]);
        if (account.Messaging)
            may.Add(L["accounts.messaging"]);
        if (account.LinkAuthentication)
            may.Add(L["accounts.link"]);
        if (account.CallbackOnly)
            may.Add(L["accounts.callback"]);
        return may.Count == 0 ? "–" : string.Join(", ", may);
    }
}
