using Portal.Fleet.Configuration.Accounts;

namespace Portal.Web.Api.Bmc;

/// <summary>One slot of a BMC's user table.</summary>
/// <param name="Slot">User id, from 1.</param>
/// <param name="Name">Empty for a free slot, and for user 1 of most BMCs.</param>
/// <param name="Free">Nobody is here.</param>
/// <param name="Known">The BMC told about its access.</param>
/// <param name="Enabled">May log in at all; null when the BMC does not tell.</param>
/// <param name="Privilege">callback, user, operator, administrator, oem, or none.</param>
/// <param name="Sol">May open the serial console; null when the BMC does not tell.</param>
/// <param name="Own">The portal logs in with it.</param>
/// <param name="FixedName">The name cannot change.</param>
internal sealed record BmcUserJson(
    int Slot, string Name, bool Free, bool Known, bool? Enabled, string Privilege, bool CallbackOnly, bool LinkAuthentication, bool Messaging, bool? Sol, bool Own, bool FixedName)
{
    public static BmcUserJson From(BmcAccountView account) => new(
        account.Slot, account.Name, account.IsFree, account.IsKnown, account.IsEnabled, account.Privilege?.ToString().ToLowerInvariant() ?? "none", account.CallbackOnly,
        account.LinkAuthentication, account.Messaging, account.Sol, account.IsOwn, account.HasFixedName);
}
