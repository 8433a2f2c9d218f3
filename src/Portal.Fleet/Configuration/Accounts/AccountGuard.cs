using Portal.Fleet.Access;
using Portal.Ipmi;

namespace Portal.Fleet.Configuration.Accounts;

/// <summary>Which changes of accounts would keep the portal, or everybody, out of a BMC.</summary>
internal static class AccountGuard
{
    public const string Code = "would_lock_out";

    /// <exception cref="BmcActionException">It would.</exception>
    public static void Check(BmcAccountsView accounts, BmcAccountView account, BmcAccountChange change)
    {
        if (account.IsOwn)
        {
            if (change.Name is { } name && name != account.Name)
                throw Own("renaming it");
            if (change.Enabled == false)
                throw Own("disabling it");
            if (change.Password is not null)
                throw new BmcActionException("own_password", "The portal logs in with this account. Its password is changed by rotating the credential, so that the portal knows the new one.");
            if (accounts.Channel == accounts.OwnChannel)
            {
                if (change.NoAccess || (change.Privilege is { } privilege && Rank(privilege) < Rank(account.Privilege)))
                    throw Own("taking privilege from it");
                if (change.Messaging == false || change.CallbackOnly == true)
                    throw Own("taking messaging from it");
                if (change.Sol == false)
                    throw Own("taking the console from it");
            }
        }

        var loses = change.Enabled == false
            || (accounts.Channel == accounts.OwnChannel && (change.NoAccess || change.Messaging == false || change.CallbackOnly == true || change.Privilege < PrivilegeLevel.Administrator));
        if (loses && IsLastAdministrator(accounts, account))
            throw Last();
    }

    /// <exception cref="BmcActionException">It would.</exception>
    public static void CheckDelete(BmcAccountsView accounts, BmcAccountView account)
    {
        if (account.IsOwn)
            throw Own("deleting it");
        if (IsLastAdministrator(accounts, account))
            throw Last();
    }

    private static bool IsLastAdministrator(BmcAccountsView accounts, BmcAccountView account) =>
        account.IsAdministrator && !accounts.Accounts.Any(other => other.Slot != account.Slot && other.IsAdministrator);

    // OEM is no more than administrator for what the portal does.
    private static int Rank(PrivilegeLevel? privilege) => privilege is { } level ? Math.Min((int)level, (int)PrivilegeLevel.Administrator) : 0;

    private static BmcActionException Own(string what) => new(Code, $"The portal logs in with this account: {what} would lock the portal out.");

    private static BmcActionException Last() => new(Code, "This is the last administrator: nobody could manage the BMC any more.");
}
