using System.Collections.Frozen;
using Portal.Fleet.Servers;

namespace Portal.Fleet.Access;

/// <summary>What one user may do, as the grants said when it was read. Immutable.</summary>
internal sealed class UserRights(BmcRight onFleet, FrozenDictionary<BmcId, BmcRight> onServers)
{
    /// <summary>Holds nothing: unknown or disabled.</summary>
    public static UserRights Nothing { get; } = new(BmcRight.None, FrozenDictionary<BmcId, BmcRight>.Empty);

    /// <summary>Holds everything: the command line, whose user can read the key file and the database anyway.</summary>
    public static UserRights Everything { get; } = new(Role.Administrator.Rights(), FrozenDictionary<BmcId, BmcRight>.Empty);

    /// <summary>Rights on every server.</summary>
    public BmcRight OnFleet { get; } = onFleet;

    /// <summary>Servers with rights beyond those on the fleet.</summary>
    public IEnumerable<BmcId> NamedServers => onServers.Keys;

    /// <summary>All rights on one server.</summary>
    public BmcRight On(BmcId id) => OnFleet | onServers.GetValueOrDefault(id);

    public bool MayView(BmcId id) => (On(id) & BmcRight.View) != 0;
}
