using Microsoft.Extensions.Logging;
using Portal.Fleet.Power;
using Portal.Fleet.Servers;
using Portal.Fleet.Tenants;

namespace Portal.Fleet.Access;

/// <summary>
/// The one gate. Pages, hubs and endpoints hold nothing but a <see cref="BmcHandle"/> or <see cref="FleetHandle"/> from here;
/// the links behind it are internal, so a bypass does not compile. A refusal is <see cref="NotFoundException"/>.
/// </summary>
public sealed partial class BmcAccess
{
    private readonly FleetDesk _desk;
    private readonly ILogger<BmcAccess> _logger;

    internal BmcAccess(FleetDesk desk, ILogger<BmcAccess> logger) => (_desk, _logger) = (desk, logger);

    /// <summary>Opens one server for the rights asked for (all of them are needed).</summary>
    /// <exception cref="NotFoundException">Missing or forbidden.</exception>
    public async Task<BmcHandle> OpenAsync(Caller caller, BmcId id, BmcRight rights, CancellationToken ct)
    {
        var row = await _desk.Servers.FindAsync(id, ct) ?? throw Refuse(caller, id, rights);
        while (true)
        {
            var (user, ended) = await _desk.Grants.HoldAsync(caller, row, ct);

            // Looked up again now that the token is made: a server changed or deleted in between is another here, later changes fire the token.
            var present = await _desk.Servers.FindAsync(id, ct) ?? throw Refuse(caller, id, rights);
            if (!ReferenceEquals(present, row))
            {
                row = present;
                continue;
            }

            var held = user.On(row);
            var needed = rights | BmcRight.View;
            if ((held & needed) != needed)
                throw Refuse(caller, id, rights);
            return new BmcHandle(_desk, caller, row, held, ended);
        }
    }

    /// <summary>The log tells who tries what is not theirs; the answer is the same as for what does not exist.</summary>
    private NotFoundException Refuse(Caller caller, BmcId id, BmcRight rights)
    {
        Log.Refused(_logger, caller.UserId, caller.Via, id, rights);
        return new NotFoundException();
    }

    /// <summary>Every server the caller may view, with its live status, ordered by name.</summary>
    public async Task<IReadOnlyList<ServerView>> ListAsync(Caller caller, CancellationToken ct)
    {
        var rights = await _desk.Grants.GetAsync(caller, ct);
        var rows = await _desk.Servers.OrderedAsync(ct);
        var views = new List<ServerView>(rows.Count);
        foreach (var row in rows)
        {
            var held = rights.On(row);
            if ((held & BmcRight.View) != 0)
                views.Add(_desk.View(row, held));
        }
        return views;
    }

    /// <summary>Opens the fleet's administration: adding servers. Needs <see cref="Role.Administrator"/> on the whole fleet.</summary>
    /// <exception cref="NotFoundException">The caller is no administrator.</exception>
    public async Task<FleetHandle> OpenFleetAsync(Caller caller, CancellationToken ct) =>
        await IsAdministratorAsync(caller, ct) ? new FleetHandle(_desk, caller) : throw new NotFoundException();

    /// <summary>Whether <see cref="OpenFleetAsync"/> would succeed: decides which buttons a page shows.</summary>
    public async Task<bool> IsAdministratorAsync(Caller caller, CancellationToken ct) =>
        ((await _desk.Grants.GetAsync(caller, ct)).OnFleet & BmcRight.Administer) != 0;

    /// <summary>One power operation of a server the caller may view.</summary>
    /// <exception cref="NotFoundException">Missing or forbidden.</exception>
    public async Task<PowerOperationView> GetOperationAsync(Caller caller, PowerOperationId id, CancellationToken ct)
    {
        var rights = await _desk.Grants.GetAsync(caller, ct);
        var operation = await _desk.Power.Ledger.FindAsync(id, ct);
        if (operation is null || await _desk.Servers.FindAsync(operation.ServerId, ct) is not { } row || !rights.MayView(row) || !Sight.Of(row, rights.On(row)).Covers(operation.RequestedAt))
            throw new NotFoundException();
        return operation;
    }

    /// <summary>The newest power operations of all servers the caller may view.</summary>
    public async Task<IReadOnlyList<PowerOperationView>> ListOperationsAsync(Caller caller, int limit, CancellationToken ct)
    {
        var rights = await _desk.Grants.GetAsync(caller, ct);
        var rows = await _desk.Servers.AllAsync(ct);
        Server[] visible = [.. rows.Values.Where(rights.MayView)];
        return await _desk.Power.Ledger.ListAsync(
            [.. visible.Select(row => row.Id)], [.. visible.Where(row => Sight.Of(row, rights.On(row)).IsWhole).Select(row => row.Id)], limit, ct);
    }

    private static partial class Log
    {
        [LoggerMessage(4010, LogLevel.Information, "Refused: user {User} by {Via} asked for server {Server} with {Rights}.")]
        public static partial void Refused(ILogger logger, string user, string via, BmcId server, BmcRight rights);
    }
}
