using System.Collections.Concurrent;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Portal.Fleet.Access;
using Portal.Fleet.Auditing;
using Portal.Fleet.Links;
using Portal.Fleet.Servers;
using Portal.Fleet.Status;

namespace Portal.Fleet.Credentials;

/// <summary>
/// Works through orders to rotate passwords, a few BMCs at a time. An order is in the database from its first moment: a portal that dies goes on with it when it
/// lives again.
/// </summary>
internal sealed partial class CredentialRotator(
    RotationLedger ledger, ServerRegistry servers, IFleet fleet, StatusBoard board, Audit audit, FleetOptions options, TimeProvider time, ILogger<CredentialRotator> logger)
    : BackgroundService, IBmcPasswordRotation
{
    private const string Action = "credential.rotate";

    private readonly Pulse _work = new();
    private readonly Pulse _changed = new();
    private readonly ConcurrentDictionary<Guid, Task> _running = new();

    /// <summary>Beats when a rotation began or ended.</summary>
    public Task Changed => _changed.Next;

    public RotationLedger Ledger => ledger;

    /// <summary>Writes an order down and starts it. Answers one row for each server; the order's id is theirs but for servers that were under way already.</summary>
    public async Task<IReadOnlyList<RotationView>> StartAsync(Caller caller, IReadOnlyCollection<Server> which, string? reason, CancellationToken ct)
    {
        var rows = await ledger.InsertAsync(caller, Guid.NewGuid(), which, reason, ct);
        _work.Beat();
        _changed.Beat();
        return rows;
    }

    public async Task<RotationView> RotateAsync(Caller caller, BmcId id, string reason, CancellationToken ct)
    {
        var server = await servers.FindAsync(id, ct) ?? throw new NotFoundException();
        var row = (await StartAsync(caller, [server], reason, ct))[0];
        while (true)
        {
            var changed = _changed.Next;
            if (await ledger.FindAsync(row.Id, ct) is not { } now)
                throw new NotFoundException();
            if (now.Ended)
                return now;
            await changed.WaitAsync(ct);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await ledger.RecoverAsync(stoppingToken);
            while (true)
            {
                var work = _work.Next;
                await BeginAsync(stoppingToken);
                try
                {
                    await work.WaitAsync(options.RotationLook, time, stoppingToken);
                }
                catch (TimeoutException)
                {
                    await SettleAsync(stoppingToken);
                }
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Stopped.
        }
        finally
        {
            await Task.WhenAll(_running.Values).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task BeginAsync(CancellationToken ct)
    {
        try
        {
            if (options.ConcurrentRotations - _running.Count is not (> 0 and var free))
                return;
            foreach (var row in await ledger.TakeAsync(free, ct))
            {
                var run = RunAsync(row, ct);
                _running[row.Id] = run;
                _ = run.ContinueWith(_ =>
                {
                    _running.TryRemove(row.Id, out Task? _);
                    _work.Beat();
                }, CancellationToken.None, TaskContinuationOptions.RunContinuationsAsynchronously, TaskScheduler.Default);
            }
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            Log.NotBegun(logger, e);
        }
    }

    private async Task SettleAsync(CancellationToken ct)
    {
        try
        {
            foreach (var (row, end) in await ledger.SettleAsync(id => board.Get(id).Link == LinkState.Online, ct))
                await EndAsync(row, end);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            Log.NotBegun(logger, e);
        }
    }

    private async Task RunAsync(CredentialRotation row, CancellationToken ct)
    {
        try
        {
            _changed.Beat();
            var (caller, server) = (new Caller(row.UserId, row.UserName, row.Via, row.RemoteAddress), (row.ServerId, row.ServerName));
            await audit.IntentAsync(caller, row.Id, Action, server, row.Reason, ct);
            await EndAsync(row, await fleet.Get(row.ServerId).RotatePasswordAsync(row.Attempts > 1 ? row.StartedAt : null, ct));
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            // The row stays under way; the next start takes it up.
        }
        catch (AuditUnavailableException e)
        {
            await EndAsync(row, PasswordChange.Failed("audit_unavailable", e.Message));
        }
        catch (NotFoundException)
        {
            await EndAsync(row, PasswordChange.Failed("server_deleted", "The server was deleted."));
        }
        catch (Exception e)
        {
            // The edge of one rotation: which password counts is found out at the link's next login.
            Log.Broken(logger, row.ServerId, e);
            await EndAsync(row, PasswordChange.InDoubt("The portal failed while it changed the password; its log tells more."));
        }
    }

    private async Task EndAsync(CredentialRotation row, PasswordChange end)
    {
        try
        {
            await ledger.EndAsync(row.Id, end, CancellationToken.None);
            var outcome = end.State switch { RotationState.Done => "ok", RotationState.Failed => "failed", _ => "unknown" };
            var caller = new Caller(row.UserId, row.UserName, row.Via, row.RemoteAddress);
            await audit.OutcomeAsync(caller, row.Id, Action, (row.ServerId, row.ServerName), outcome, end.Code, CancellationToken.None);
            Log.Ended(logger, row.ServerId, end.State, end.Code);
        }
        catch (Exception e)
        {
            Log.NotWritten(logger, row.ServerId, e);
        }
        finally
        {
            _changed.Beat();
        }
    }

    private static partial class Log
    {
        [LoggerMessage(4111, LogLevel.Information, "The rotation of the BMC password of {Server} ended as {State} ({Code}).")]
        public static partial void Ended(ILogger logger, BmcId server, RotationState state, string? code);

        [LoggerMessage(4112, LogLevel.Error, "Rotations could not be begun; it is tried again.")]
        public static partial void NotBegun(ILogger logger, Exception exception);

        [LoggerMessage(4113, LogLevel.Error, "The rotation of the BMC password of {Server} broke off.")]
        public static partial void Broken(ILogger logger, BmcId server, Exception exception);

        [LoggerMessage(4114, LogLevel.Error, "The end of the rotation of the BMC password of {Server} could not be written.")]
        public static partial void NotWritten(ILogger logger, BmcId server, Exception exception);
    }
}
