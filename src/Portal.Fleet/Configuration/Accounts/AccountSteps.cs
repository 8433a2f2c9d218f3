using Portal.Ipmi;
using Portal.Ipmi.Commands.App;
using Portal.Ipmi.Configuration;

namespace Portal.Fleet.Configuration.Accounts;

/// <summary>
/// The changes of one account in the order that BMCs take: name, password, access, console, and enabling last. Disabling comes first: whoever loses an account loses
/// it at once.
/// </summary>
internal sealed class AccountSteps(IIpmiConnection connection, byte channel, BmcAccountView before, BmcAccountChange change)
{
    private readonly UserDirectory _users = new(connection, channel);
    private readonly List<string> _done = [];

    /// <summary>What was done and read back.</summary>
    public IReadOnlyList<string> Done => _done;

    /// <summary>What is under way.</summary>
    public string Current { get; private set; } = "beginning";

    public async Task RunAsync(CancellationToken ct)
    {
        var slot = before.Slot;
        if (change.Enabled == false)
            await StepAsync("disabling", () => _users.SetEnabledAsync(slot, false, ct));
        if (change.Name is { } name && name != before.Name)
            await StepAsync("name", () => _users.RenameAsync(slot, name, ct));
        if (change.Password is { } password)
            await StepAsync("password", () => _users.SetPasswordAsync(slot, password, ct));
        if (change.ChangesAccess)
            await StepAsync("access", () => SetAccessAsync(slot, ct));
        if (change.Sol is { } sol)
            await StepAsync("console", () => SetSolAsync(slot, sol, ct));
        if (change.Enabled == true)
            await StepAsync("enabling", () => _users.SetEnabledAsync(slot, true, ct));
    }

    private async Task StepAsync(string name, Func<Task> act)
    {
        Current = name;
        await act();
        _done.Add(name);
    }

    private async Task SetAccessAsync(byte slot, CancellationToken ct)
    {
        var privilege = change.NoAccess ? null : change.Privilege ?? before.Privilege;
        // Who is given a privilege where there was none wants to log in.
        var messaging = change.Messaging ?? (privilege is not null && (before.Messaging || before.Privilege is null));
        var link = change.LinkAuthentication ?? before.LinkAuthentication;
        var callback = change.CallbackOnly ?? before.CallbackOnly;
        var permissions = (messaging ? UserPermissions.Messaging : 0) | (link ? UserPermissions.LinkAuthentication : 0) | (callback ? UserPermissions.CallbackOnly : 0);
        await connection.SendAsync(new SetUserAccess(channel, slot, privilege) { Permissions = permissions }, ct);
        var now = await connection.SendAsync(new GetUserAccess(channel, slot), ct);
        var different = new List<string>();
        if (now.Privilege != privilege)
            different.Add("privilege");
        if (change.Messaging is { } wantsMessaging && now.Messaging != wantsMessaging)
            different.Add("messaging");
        if (change.LinkAuthentication is { } wantsLink && now.LinkAuthentication != wantsLink)
            different.Add("link authentication");
        if (change.CallbackOnly is { } wantsCallback && now.CallbackOnly != wantsCallback)
            different.Add("callback");
        if (different.Count > 0)
            throw new ConfigurationException(different);
    }

    private async Task SetSolAsync(byte slot, bool allowed, CancellationToken ct)
    {
        await connection.SendAsync(new SetUserPayloadAccess(channel, slot, allowed, UserPayloadAccess.SolOnly), ct);
        if ((await connection.SendAsync(new GetUserPayloadAccess(channel, slot), ct)).Sol != allowed)
            throw new ConfigurationException(["console"]);
    }
}
