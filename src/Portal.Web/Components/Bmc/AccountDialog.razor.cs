using System.Text;
using Microsoft.AspNetCore.Components;
using Portal.Fleet.Configuration.Accounts;
using Portal.Ipmi;
using Portal.Ipmi.Configuration;
using Portal.Web.Components.Parts;

namespace Portal.Web.Components.Bmc;

/// <summary>Adds or changes one account of a BMC.</summary>
public sealed partial class AccountDialog
{
    private static readonly PrivilegeLevel[] s_levels = [PrivilegeLevel.Administrator, PrivilegeLevel.Operator, PrivilegeLevel.User, PrivilegeLevel.Callback, PrivilegeLevel.Oem];

    private ModalDialog? _dialog;
    private string _name = "";
    private string _password = "";
    private string _privilege = "";
    private bool _enabled;
    private bool _sol;
    private bool _messaging;
    private bool _link;
    private bool _callback;

    [Parameter, EditorRequired]
    public required BmcAccountView Account { get; set; }

    [Parameter, EditorRequired]
    public required byte Channel { get; set; }

    /// <summary>It was done: what, in words.</summary>
    [Parameter]
    public EventCallback<string> OnDone { get; set; }

    [Parameter]
    public EventCallback OnClosed { get; set; }

    /// <summary>What the typed password means for the BMC, by its bytes: 16 open IPMI 1.5 too, 20 are all there can be.</summary>
    private string PasswordNote => Bytes(_password) switch
    {
        0 => Account.IsFree ? L["account.password.rule"] : L["account.password.keep"],
        <= 16 and var bytes => L["account.password.short", bytes],
        <= 20 and var bytes => L["account.password.long", bytes],
        var bytes => L["account.password.tooLong", bytes],
    };

    // Nothing to ask the BMC for: the table has just told it.
    protected override Task ReadAsync()
    {
        _name = Account.Name;
        _privilege = Account.IsFree ? nameof(PrivilegeLevel.Operator) : Account.Privilege?.ToString() ?? "";
        (_enabled, _messaging) = (Account.IsFree || Account.IsEnabled != false, Account.IsFree || Account.Messaging);
        (_sol, _link, _callback) = (Account.IsFree || Account.Sol == true, Account.LinkAuthentication, Account.CallbackOnly);
        return Task.CompletedTask;
    }

    private async Task SaveAsync()
    {
        using var password = _password.Length > 0 ? SecretBytes.FromText(_password) : null;
        PrivilegeLevel? privilege = Enum.TryParse<PrivilegeLevel>(_privilege, out var level) ? level : null;
        var change = new BmcAccountChange
        {
            Name = _name != Account.Name ? _name.Trim() : null,
            Password = password,
            Privilege = privilege != Account.Privilege ? privilege : null,
            NoAccess = privilege is null && Account.Privilege is not null,
            Enabled = Account.IsFree || _enabled != (Account.IsEnabled == true) ? _enabled : null,
            Sol = (Account.IsFree && _sol) || (Account.Sol is { } sol && sol != _sol) ? _sol : null,
            Messaging = Account.IsFree || _messaging != Account.Messaging ? _messaging : null,
            LinkAuthentication = _link != Account.LinkAuthentication ? _link : null,
            CallbackOnly = _callback != Account.CallbackOnly ? _callback : null,
            Shown = Account.Name,
        };
        if (!Account.IsFree && change == new BmcAccountChange { Shown = Account.Name })
        {
            Refuse(L["action.nothing_to_change"]);
            return;
        }

        var said = "";
        var done = await ChangeAsync(async () =>
        {
            var now = await Handle.SetAccountAsync(Account.Slot, Channel, change, Ended);
            return said = L[Account.IsFree ? "accounts.added" : "accounts.changed", now.Name, now.Slot];
        });
        if (!done)
            return;
        _password = "";
        await _dialog!.CloseAsync();
        await OnDone.InvokeAsync(said);
    }

    private async Task TestAsync() => await ChangeAsync(async () =>
    {
        using var password = SecretBytes.FromText(_password);
        return L[await Handle.TestAccountAsync(Account.Slot, password, Ended) switch
        {
            PasswordTest.Right => "account.test.right",
            PasswordTest.Wrong => "account.test.wrong",
            _ => "account.test.size",
        }];
    });

    private static int Bytes(string text) => Encoding.UTF8.GetByteCount(text);
}
