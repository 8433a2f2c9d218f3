using Portal.Fleet.Power;
using Portal.Fleet.Servers;

namespace Portal.Fleet.Access;

/// <summary>
/// The one gate. Pages, hubs and endpoints hold nothing but a <see cref="BmcHandle"/> or <see cref="FleetHandle"/> from here;
/// the links behind it are internal, so a bypass does not compile. A refusal is <see cref="NotFoundException"/>.
/// </summary>
public sealed class BmcAccess
{
    /// <summary>Opens one server for the rights asked for (all of them are needed).</summary>
    /// <exception cref="NotFoundException">Missing or forbidden.</exception>
    public Task<BmcHandle> OpenAsync(Caller caller, BmcId id, BmcRight rights, CancellationToken ct) => throw new NotImplementedException();

    /// <summary>Every server the caller may view, with its live status, ordered by name.</summary>
    public Task<IReadOnlyList<ServerView>> ListAsync(Caller caller, CancellationToken ct) => throw new NotImplementedException();

    /// <summary>Opens the fleet's administration: adding servers. Needs <see cref="Role.Administrator"/> on the whole fleet.</summary>
    /// <exception cref="NotFoundException">The caller is no administrator.</exception>
    public Task<FleetHandle> OpenFleetAsync(Caller caller, CancellationToken ct) => throw new NotImplementedException();

    /// <summary>Whether <see cref="OpenFleetAsync"/> would succeed: decides which buttons a page shows.</summary>
    public Task<bool> IsAdministratorAsync(Caller caller, CancellationToken ct) => throw new NotImplementedException();

    /// <summary>One power operation of a server the caller may view.</summary>
    /// <exception cref="NotFoundException">Missing or forbidden.</exception>
    public Task<PowerOperationView> GetOperationAsync(Caller caller, PowerOperationId id, CancellationToken ct) => throw new NotImplementedException();

    /// <summary>The newest power operations of all servers the caller may view.</summary>
    public Task<IReadOnlyList<PowerOperationView>> ListOperationsAsync(Caller caller, int limit, CancellationToken ct) => throw new NotImplementedException();
}
