using System.Collections.Concurrent;
using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Portal.Fleet.Access;
using Portal.Fleet.Data;
using Portal.Fleet.Links;
using Portal.Fleet.Servers;
using Portal.Ipmi;
using Portal.Ipmi.Commands.App;
using Portal.Ipmi.Configuration;

namespace Portal.Fleet.Configuration.Lan;

/// <summary>
/// Changes a BMC's network: checks, writes, logs in where the BMC should be, and only then keeps the address. Each stage is stored as it ends, so that a change that
/// was cut off is seen as that.
/// </summary>
internal sealed partial class LanMover(
    IDbContextFactory<PortalDb> dbs, ServerRegistry servers, IFleet fleet, BmcDialer dialer, NetworkGate network, LanOptions options, TimeProvider time, ILogger<LanMover> logger) : IAsyncDisposable
{
    private readonly ConcurrentDictionary<BmcId, Task> _running = new();
    private readonly CancellationTokenSource _stopping = new();
    private readonly Pulse _changed = new();

    /// <summary>Completes when a stage of some change ends. Take it before reading.</summary>
    public Task Changed => _changed.Next;

    /// <summary>Reads the settings.</summary>
    public async Task<LanView> ReadAsync(BmcId id, IIpmiConnection connection, CancellationToken ct)
    {
        var row = await servers.FindAsync(id, ct) ?? throw new NotFoundException();
        var channel = await LanConfigurator.FindChannelAsync(connection, ct);
        var settings = await new LanConfigurator(connection, channel).ReadAsync(ct) with { Community = null };
        return new LanView(settings, IsTranslated(row, settings), time.GetUtcNow());
    }

    /// <summary>The newest change of a server; null when there was none.</summary>
    public async Task<LanMoveView?> FindAsync(BmcId id, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        var move = await db.LanMoves.AsNoTracking().Where(row => row.ServerId == id).OrderByDescending(row => row.StartedAt).FirstOrDefaultAsync(ct);
        return move is null ? null : LanMoveView.Of(move, _running.ContainsKey(id));
    }

    /// <summary>Checks a wish without sending anything to the BMC but questions.</summary>
    /// <exception cref="BmcActionException">It is not possible, or would not end well.</exception>
    public async Task<LanPlan> PlanAsync(Server row, LanView now, LanWish wish, CancellationToken ct)
    {
        var plan = LanPlan.Of(now.Settings, wish);
        if (row.SealedNextPassword is not null)
            throw new BmcActionException("rotation_under_way", "The BMC's password is being changed; until that has ended, its place stays.");
        if (plan.Address is not { } address || now.IsTranslated)
            return plan;
        if (row.Simulated)
            throw new BmcActionException("simulated", "A simulated server stays where its simulator listens.");
        await CheckPlaceAsync(row, address, ct);
        if (await AnswersAsync(row.At(address), ct))
            throw new BmcActionException("address_in_use", $"Something answers at {address} already: two at one address would reach neither. Nothing was sent.");
        return plan;
    }

    /// <summary>Begins a change; it goes on by itself. <paramref name="onEnd"/> is told how it ended.</summary>
    /// <exception cref="BmcActionException">Another one is under way.</exception>
    public async Task<LanMoveView> StartAsync(Caller caller, Server row, LanView now, LanPlan plan, Func<LanMove, Task> onEnd, CancellationToken ct)
    {
        var move = new LanMove
        {
            ServerId = row.Id,
            ServerName = row.Name,
            By = caller.Name,
            StartedAt = time.GetUtcNow(),
            OldAddress = row.Address,
            NewAddress = now.IsTranslated || plan.Address is null ? row.Address : plan.Address.ToString(),
            IsDynamic = plan.IsDynamic,
            Sent = LanMove.Write(plan.Differences),
        };
        move.Put(Stage(LanStageKind.Fits, LanStageState.Done));
        move.Put(plan.Address is null ? Stage(LanStageKind.Free, LanStageState.Noted, "stays")
            : now.IsTranslated ? Stage(LanStageKind.Free, LanStageState.Noted, "translated") : Stage(LanStageKind.Free, LanStageState.Done, null, move.NewAddress));
        move.Put(Stage(LanStageKind.Kept, LanStageState.Done));
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var run = RunWhenStartedAsync(started.Task, move, now.Settings.Channel, plan, onEnd);
        if (!_running.TryAdd(row.Id, run))
        {
            started.SetCanceled(CancellationToken.None);
            throw new BmcActionException("lan_move_under_way", "The network of this BMC is being changed already.");
        }

        try
        {
            await SaveAsync(move, isNew: true, ct);
            started.SetResult();
        }
        catch
        {
            _running.TryRemove(row.Id, out _);
            started.SetCanceled(CancellationToken.None);
            throw;
        }

        return LanMoveView.Of(move, isRunning: true);
    }

    /// <summary>Looks for a BMC whose change did not end: logs in at an address, and keeps it when it is the same BMC.</summary>
    /// <exception cref="BmcActionException">It is not there, or something else is.</exception>
    public async Task<LanMoveView> FindAgainAsync(Server row, string address, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        var move = await db.LanMoves.Where(other => other.ServerId == row.Id).OrderByDescending(other => other.StartedAt).FirstOrDefaultAsync(ct)
            ?? throw new BmcActionException("lan_no_move", "No change of this BMC's network is open.");
        if (_running.ContainsKey(row.Id))
            throw new BmcActionException("lan_move_under_way", "The network of this BMC is being changed already.");
        if (!IPAddress.TryParse(address, out var place) || place.ToString() != address)
            throw new BmcActionException("lan_invalid", "This is no address such as 192.0.2.10.");
        if (address != row.Address)
            await CheckPlaceAsync(row, place, ct);
        try
        {
            await using var session = await dialer.OpenAsync(row.At(place), options.Login, ct);
            if (await ReadGuidAsync(session, ct) is { } guid && move.SystemGuid is { } known && guid != known)
                throw new BmcActionException("other_bmc", $"What answers at {address} is another BMC: nothing was kept.");
        }
        catch (BmcFailureException e)
        {
            throw BmcActionException.Of(e);
        }

        if (address != row.Address)
            await servers.MoveAsync(row.Id, place, ct);
        var isOld = address == move.OldAddress && move.NewAddress != move.OldAddress;
        move.State = isOld ? LanMoveState.StillThere : LanMoveState.Done;
        move.EndedAt = time.GetUtcNow();
        move.Put(Stage(LanStageKind.LoggedIn, LanStageState.Done, "found", address));
        move.Put(Stage(LanStageKind.Same, move.SystemGuid is null ? LanStageState.Noted : LanStageState.Done, move.SystemGuid is null ? "no_guid" : null));
        move.Put(Stage(LanStageKind.Stored, isOld ? LanStageState.Noted : LanStageState.Done, isOld ? "still_there" : null, address));
        await db.SaveChangesAsync(ct);
        _changed.Beat();
        return LanMoveView.Of(move, isRunning: false);
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        foreach (var run in _running.Values)
            await run;
        _stopping.Dispose();
    }

    private static bool IsTranslated(Server row, LanConfiguration settings) => settings.Address is { } own && IPAddress.TryParse(row.Address, out var known) && !own.Equals(known);

    private async Task CheckPlaceAsync(Server row, IPAddress address, CancellationToken ct)
    {
        if (!network.Allows(new IPEndPoint(address, row.Port)))
            throw new BmcActionException("address_not_allowed", "The address is outside Portal:Bmc:AllowedNetworks: the portal could not reach the BMC there. Nothing was sent.");
        if ((await servers.AllAsync(ct)).Values.FirstOrDefault(other => other.Id != row.Id && other.Port == row.Port && other.Address == address.ToString()) is not null)
            throw new BmcActionException("endpoint_taken", "Another server of the portal has its BMC at this address. Nothing was sent.");
    }

    /// <summary>Whether anything speaks RMCP there: the presence ping, which many BMCs ignore, and the question that all answer.</summary>
    private async Task<bool> AnswersAsync(Server there, CancellationToken ct)
    {
        try
        {
            if (await dialer.ProbeAsync(there, endPoint => BmcProbe.PingAsync(endPoint, options.Free, ct)) is not null)
                return true;
        }
        catch (BmcFailureException)
        {
            // Then the other question tells.
        }

        try
        {
            await dialer.ProbeAsync(there, (IPEndPoint endPoint) => BmcProbe.GetAuthenticationCapabilitiesAsync(endPoint, PrivilegeLevel.Administrator, options.Free, ct));
            return true;
        }
        catch (BmcFailureException e)
        {
            return e.Problem is not (BmcProblem.NoAnswer or BmcProblem.Unreachable or BmcProblem.CommandTimeout);
        }
    }

    private static async Task<string?> ReadGuidAsync(IIpmiConnection connection, CancellationToken ct)
    {
        try
        {
            return Convert.ToHexStringLower((await connection.SendAsync(new GetSystemGuid(), ct)).Span);
        }
        catch (IpmiException e) when (e is IpmiCommandException or IpmiFormatException)
        {
            return null;
        }
    }

    private LanStage Stage(LanStageKind kind, LanStageState state, string? code = null, string? detail = null) => new(kind, state, code, detail, time.GetUtcNow());

    private async Task SaveAsync(LanMove move, bool isNew, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        if (isNew)
            db.LanMoves.Add(move);
        else
            db.LanMoves.Update(move);
        await db.SaveChangesAsync(ct);
        _changed.Beat();
    }

    private static partial class Log
    {
        [LoggerMessage(3080, LogLevel.Error, "The change of the network of {Server} failed inside the portal.")]
        public static partial void Failed(ILogger logger, BmcId server, Exception exception);
    }
}
