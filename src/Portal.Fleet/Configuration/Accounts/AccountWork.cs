using System.Text;
using Portal.Fleet.Access;
using Portal.Fleet.Configuration.Channels;
using Portal.Fleet.Sensors;
using Portal.Ipmi;
using Portal.Ipmi.Commands.App;
using Portal.Ipmi.Configuration;

namespace Portal.Fleet.Configuration.Accounts;

/// <summary>Reading and changing a BMC's accounts. What would keep the portal out is refused before anything is sent.</summary>
internal sealed class AccountWork(TimeProvider time)
{
    /// <summary>Reads the user table as a channel sees it.</summary>
    /// <param name="connection">The BMC.</param>
    /// <param name="ownName">The name that the portal logs in with.</param>
    /// <param name="channel">The channel; null for the portal's own.</param>
    /// <param name="ct">Stops it.</param>
    public async Task<BmcAccountsView> ReadAsync(IIpmiConnection connection, string ownName, byte? channel, CancellationToken ct)
    {
        var own = await ChannelWork.FindOwnAsync(connection, ct);
        var number = channel ?? own;
        var list = await new UserDirectory(connection, number).ListAsync(ct);
        var ownSlots = await FindOwnAsync(connection, ownName, list.Users, ct);
        var accounts = new List<BmcAccountView>(list.Users.Count);
        var tellsSol = true;
        foreach (var user in list.Users)
        {
            var account = Of(user, list.FixedNames) with { IsOwn = ownSlots.Contains(user.Id) };
            if (tellsSol && account is { IsFree: false, IsKnown: true })
            {
                account = account with { Sol = await TrySolAsync(connection, number, user.Id, ct) };
                // One that does not tell of an account tells of none.
                tellsSol = account.Sol is not null;
            }

            accounts.Add(account);
        }

        var channels = await ChannelWork.ListSessionChannelsAsync(connection, ct);
        return new BmcAccountsView(number, own, channels.Contains(number) ? channels : [number, .. channels], list.MaxUsers, list.EnabledUsers, list.FixedNames, accounts, time.GetUtcNow());
    }

    /// <summary>Changes an account, or makes one in a free slot, and answers what the BMC has then.</summary>
    /// <exception cref="BmcActionException">Refused here or by the BMC, or another value is read back.</exception>
    public async Task<BmcAccountView> ChangeAsync(IIpmiConnection connection, string ownName, byte slot, byte? channel, BmcAccountChange change, CancellationToken ct)
    {
        Check(change);
        var before = await ReadAsync(connection, ownName, channel, ct);
        var account = Find(before, slot, change.Shown);
        AccountGuard.Check(before, account, change);
        if (account.HasFixedName && change.Name is { } wanted && wanted != account.Name)
            throw new BmcActionException("account_name_fixed", "The BMC does not let the name in this slot be changed.");
        if (change.Name is { Length: > 0 } taken && before.Accounts.FirstOrDefault(other => other.Slot != slot && other.Name == taken) is { } twin)
            throw new BmcActionException("account_name_taken", $"The BMC has an account \"{taken}\" already, in slot {twin.Slot}.");
        var isNew = account.IsFree;
        if (isNew && (string.IsNullOrEmpty(change.Name) || change.Password is null))
            throw new BmcActionException("account_incomplete", "A new account needs a name and a password.");
        if (isNew)
            change = change with { Privilege = change.NoAccess ? null : change.Privilege ?? PrivilegeLevel.User, Enabled = change.Enabled ?? true, Messaging = change.Messaging ?? true };

        var steps = new AccountSteps(connection, before.Channel, account, change);
        try
        {
            await steps.RunAsync(ct);
        }
        catch (Exception e) when (e is IpmiException or OperationCanceledException)
        {
            if (isNew && steps.Done.Count > 0)
            {
                // Half an account helps nobody, and could be the door that nobody remembers.
                await TryAsync(connection, new SetUserPassword(slot, PasswordOperation.Disable), CancellationToken.None);
                await TryAsync(connection, new SetUserName(slot, ""), CancellationToken.None);
            }

            throw Explain(e, steps, isNew);
        }

        return (await ReadAsync(connection, ownName, before.Channel, ct)).Accounts.First(other => other.Slot == slot);
    }

    /// <summary>Takes an account away: disabled, without access, without a name; and looks whether it is gone.</summary>
    /// <exception cref="BmcActionException">It is the portal's own, the last administrator, or it cannot be taken away.</exception>
    public async Task DeleteAsync(IIpmiConnection connection, string ownName, byte slot, string? shown, CancellationToken ct)
    {
        var before = await ReadAsync(connection, ownName, null, ct);
        var account = Find(before, slot, shown);
        if (account.IsFree)
            throw new BmcActionException("account_free", "Nobody is in this slot.");
        if (slot == 1 || account.HasFixedName)
            throw new BmcActionException("account_fixed", "This slot cannot be emptied: its name is fixed. Disable the account instead.");
        AccountGuard.CheckDelete(before, account);
        await ChangeRefusedAsync(() => new UserDirectory(connection, before.Channel).DeleteAsync(slot, ct));
        var after = (await ReadAsync(connection, ownName, before.Channel, ct)).Accounts.First(other => other.Slot == slot);
        if (after.IsKnown && (after.IsEnabled == true || after.Privilege is not null))
            throw new BmcActionException("not_kept", "The BMC took it, but the account can still log in.");
    }

    /// <summary>Asks the BMC whether an account has a password, in the size its length suggests and in the other one.</summary>
    /// <exception cref="BmcActionException">The BMC cannot tell.</exception>
    public static async Task<PasswordTest> TestAsync(IIpmiConnection connection, byte slot, SecretBytes password, CancellationToken ct)
    {
        CheckPassword(password);
        try
        {
            return await new UserDirectory(connection).TestPasswordAsync(slot, password, ct);
        }
        catch (IpmiCommandException e)
        {
            throw new BmcActionException("password_not_testable", $"The BMC does not tell whether the password is right: {e.CompletionCode.Describe()}.");
        }
    }

    private static void Check(BmcAccountChange change)
    {
        if (change.Name is { } name && (Encoding.UTF8.GetByteCount(name) > SetUserName.MaxLength || name.Any(c => char.IsControl(c) || char.IsWhiteSpace(c))))
            throw new BmcActionException("account_name_invalid", $"A name has at most {SetUserName.MaxLength} bytes, without spaces or control characters.");
        if (change.Name is { Length: 0 })
            throw new BmcActionException("account_name_invalid", "An account without a name is deleted, not renamed.");
        if (change.Privilege is { } privilege && privilege is < PrivilegeLevel.Callback or > PrivilegeLevel.Oem)
            throw new BmcActionException("account_privilege_invalid", "The privilege is callback, user, operator, administrator or oem.");
        if (change.Password is { } password)
            CheckPassword(password);
    }

    private static void CheckPassword(SecretBytes password)
    {
        if (password.Length is < 1 or > SetUserPassword.LongLength)
            throw new BmcActionException("account_password_invalid", $"A password has 1 to {SetUserPassword.LongLength} bytes, not {password.Length}.");
        if (password.Reveal().Contains((byte)0))
            throw new BmcActionException("account_password_invalid", "A password holds no zero byte.");
    }

    private static BmcAccountView Find(BmcAccountsView accounts, byte slot, string? shown)
    {
        var account = accounts.Accounts.FirstOrDefault(other => other.Slot == slot) ?? throw new BmcActionException("account_unknown", $"The BMC has slots 1 to {accounts.MaxSlots}.");
        return shown is null || shown == account.Name ? account
            : throw new BmcActionException("account_changed", "Another account is in this slot by now: nothing was changed. Read again.");
    }

    private static BmcAccountView Of(UserEntry user, byte fixedNames) => new(user.Id, SensorText.Clean(user.Name), user.Access?.IsEnabled, user.Access?.Privilege)
    {
        IsKnown = user.Access is not null,
        CallbackOnly = user.Access?.CallbackOnly ?? false,
        LinkAuthentication = user.Access?.LinkAuthentication ?? false,
        Messaging = user.Access?.Messaging ?? false,
        HasFixedName = user.Id <= fixedNames,
    };

    /// <summary>The slots of the account that the portal uses: the BMC's own word for this session, or every user of this name.</summary>
    private static async Task<HashSet<byte>> FindOwnAsync(IIpmiConnection connection, string ownName, IReadOnlyList<UserEntry> users, CancellationToken ct)
    {
        var named = users.Where(user => user.Name == ownName).Select(user => user.Id).ToHashSet();
        var session = await TryAsync(connection, new GetSessionInfo(), ct);
        return session?.UserId is { } id and > 0 && (named.Count == 0 || named.Contains(id)) ? [id] : named;
    }

    private static BmcActionException Explain(Exception e, AccountSteps steps, bool isNew)
    {
        var done = steps.Done.Count == 0 ? "Nothing was changed before." : isNew ? "What was begun was taken back." : $"Changed before it: {string.Join(", ", steps.Done)}.";
        return e is IpmiTimeoutException or OperationCanceledException
            ? new BmcActionException("account_half_done", $"The BMC stopped answering at the {steps.Current}; whether it took that is not known. {done}")
            : new BmcActionException(e is ConfigurationException ? "not_kept" : "account_refused", $"{e.Message} {done}");
    }

    private static async Task ChangeRefusedAsync(Func<Task> act)
    {
        try
        {
            await act();
        }
        catch (ConfigurationException e)
        {
            throw new BmcActionException("not_kept", e.Message);
        }
    }

    private static async Task<bool?> TrySolAsync(IIpmiConnection connection, byte channel, byte slot, CancellationToken ct)
    {
        try
        {
            return (await connection.SendAsync(new GetUserPayloadAccess(channel, slot), ct)).Sol;
        }
        catch (IpmiException e) when (e is IpmiCommandException or IpmiFormatException)
        {
            return null;
        }
    }

    /// <summary>The answer, or default where the BMC refuses or sends nonsense.</summary>
    private static async Task<T?> TryAsync<T>(IIpmiConnection connection, IpmiRequest<T> request, CancellationToken ct)
    {
        try
        {
            return await connection.SendAsync(request, ct);
        }
        catch (IpmiException e) when (e is IpmiCommandException or IpmiFormatException || ct == CancellationToken.None)
        {
            return default;
        }
    }
}
