namespace Portal.Fleet.Configuration.Accounts;

/// <summary>The accounts of a BMC, read from it just now.</summary>
/// <param name="Channel">The channel whose access is shown.</param>
/// <param name="OwnChannel">The channel that the portal comes by.</param>
/// <param name="Channels">Channels that take sessions.</param>
/// <param name="MaxSlots">Highest slot there can be.</param>
/// <param name="Enabled">Accounts that are enabled, as the BMC counts them.</param>
/// <param name="FixedNames">How many of the first slots have a name that cannot change.</param>
/// <param name="Accounts">The slots, free ones among them.</param>
/// <param name="ReadAt">When.</param>
public sealed record BmcAccountsView(
    byte Channel, byte OwnChannel, IReadOnlyList<byte> Channels, byte MaxSlots, byte Enabled, byte FixedNames, IReadOnlyList<BmcAccountView> Accounts, DateTimeOffset ReadAt);
