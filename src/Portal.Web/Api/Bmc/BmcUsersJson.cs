using Portal.Fleet.Configuration.Accounts;

namespace Portal.Web.Api.Bmc;

/// <summary>The accounts of a BMC, read from it just now.</summary>
/// <param name="Channel">The channel whose access is told.</param>
/// <param name="Channels">Channels that take sessions.</param>
/// <param name="MaxSlots">Highest slot there can be.</param>
/// <param name="Enabled">Accounts that are enabled, as the BMC counts them.</param>
/// <param name="FixedNames">How many of the first slots have a name that cannot change.</param>
internal sealed record BmcUsersJson(int Channel, IReadOnlyList<int> Channels, int MaxSlots, int Enabled, int FixedNames, IReadOnlyList<BmcUserJson> Users, DateTimeOffset ReadAt)
{
    public static BmcUsersJson From(BmcAccountsView accounts) => new(
        accounts.Channel, [.. accounts.Channels.Select(channel => (int)channel)], accounts.MaxSlots, accounts.Enabled, accounts.FixedNames, [.. accounts.Accounts.Select(BmcUserJson.From)], accounts.ReadAt);
}
