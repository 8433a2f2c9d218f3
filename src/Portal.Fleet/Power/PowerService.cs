using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Portal.Fleet.Access;
using Portal.Fleet.Boot;
using Portal.Fleet.Links;
using Portal.Fleet.Servers;

namespace Portal.Fleet.Power;

/// <summary>
/// Power operations from request to end: row, audit intent, sent once by the link, watched, ended, audited.
/// The row tells the story, so that a lost browser or a restart of the portal changes nothing about it.
/// </summary>
internal sealed partial class PowerService(PowerLedger ledger, PowerPace pace, IFleet fleet, Audit audit, TimeProvider time, ILogger<PowerService> logger) : IDisposable
{
    public const int MaxReason = 500;
    public const int MaxIdempotencyKey = 128;

    private readonly ConcurrentDictionary<PowerOperationId, (Task Run, CancellationTokenSource Watch)> _running = new();
    private readonly ConcurrentDictionary<PowerOperationId, bool> _givenUp = new();
    private readonly CancellationTokenSource _stopping = new();

    public PowerLedger Ledger => ledger;

    /// <summary>Records the operation and starts it.</summary>
    /// <exception cref="PowerPaceException">Too many came before it.</exception>
    public async Task<PowerOperationView> RequestAsync(Caller caller, BmcId id, string name, PowerAsk ask, CancellationToken ct)
    {
        var (action, reason, idempotencyKey) = (ask.Action, ask.Reason, ask.IdempotencyKey);
        if (idempotencyKey?.Length > MaxIdempotencyKey)
            throw new ArgumentException($"An idempotency key has at most {MaxIdempotencyKey} characters.", nameof(ask));
        _stopping.Token.ThrowIfCancellationRequested();
        pace.Take(caller.UserId, id.ToString());

        reason = string.IsNullOrWhiteSpace(reason) ? null : reason.Trim();
        var row = new PowerOperation
        {
            Id = PowerOperationId.New(),
            ServerId = id,
            ServerName = name,
            Action = action,
            State = PowerOperationState.Requested,
            UserId = caller.UserId,
            UserName = caller.Name,
            Reason = reason?.Length > MaxReason ? reason[..MaxReason] : reason,
            IdempotencyKey = string.IsNullOrEmpty(idempotencyKey) ? null : idempotencyKey,
            Plan = ask.Boot?.ToString(),
            RequestedAt = time.GetUtcNow(),
        };
        var (operation, inserted) = await InsertAsync(row, ct);
        if (!inserted)
            return operation;

        try
        {
            await audit.IntentAsync(caller, operation.Id.Value, action.Act(), (id, name), Said(ask.Boot, reason), CancellationToken.None);
        }
        catch
        {
            await ledger.EndAsync(operation.Id, new PowerEnd(PowerOperationState.Failed, BmcProblem.None, "Not sent: the audit entry could not be written."), CancellationToken.None);
            throw;
        }

        // Owned by this service: StopAsync awaits it. The request that started it may go away.
        var watch = CancellationTokenSource.CreateLinkedTokenSource(_stopping.Token);
        var run = RunAsync(caller, operation, watch.Token);
        _running[operation.Id] = (run, watch);
        _ = run.ContinueWith(_ => Forget(operation.Id), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        return operation;
    }

    /// <summary>Ends when the operation has come to its end, as far as this run of the portal carries it.</summary>
    public Task EndOf(PowerOperationId id) => _running.TryGetValue(id, out var running) ? running.Run : Task.CompletedTask;

    /// <summary>Ends what an earlier run of the portal left under way. It cannot be known more about it than its row says.</summary>
    public async Task RecoverAsync(CancellationToken ct)
    {
        foreach (var operation in await ledger.UnderWayAsync(ct))
        {
            var end = operation.State == PowerOperationState.Requested
                ? new PowerEnd(PowerOperationState.Failed, BmcProblem.None, "Not sent: the portal stopped before sending.")
                : new PowerEnd(PowerOperationState.Unknown, BmcProblem.None, "The portal stopped before the outcome was known; nothing was sent again.");
            await ledger.EndAsync(operation.Id, end, ct);
            await audit.OutcomeAsync(Caller.System, operation.Id.Value, operation.Action.Act(), (operation.ServerId, operation.ServerName), Outcome(end), end.Detail, ct);
            Log.Recovered(logger, operation.Id, operation.Action, end.State);
        }
    }

    /// <summary>Stops waiting for a host to shut down, as something stronger follows; completes when the operation's row has its end.</summary>
    public async Task GiveUpAsync(PowerOperationId id)
    {
        if (!_running.TryGetValue(id, out var running))
            return;
        _givenUp[id] = true;
        try
        {
            await running.Watch.CancelAsync();
        }
        catch (ObjectDisposedException)
        {
            // It ended by itself this moment.
        }

        await running.Run;
        _givenUp.TryRemove(id, out _);
    }

    /// <summary>Ends what is under way with an honest word, and waits for it.</summary>
    public async Task StopAsync()
    {
        await _stopping.CancelAsync();
        await Task.WhenAll(_running.Values.Select(running => running.Run));
    }

    public void Dispose() => _stopping.Dispose();

    /// <summary>Inserts the row. A hard power-off does not wait behind the shutdown that it is to replace.</summary>
    private async Task<(PowerOperationView Operation, bool Inserted)> InsertAsync(PowerOperation row, CancellationToken ct)
    {
        try
        {
            return await ledger.InsertAsync(row, ct);
        }
        catch (PowerConflictException e) when (row.Action == PowerAction.Off && e.Current is { Action: PowerAction.Soft, State: PowerOperationState.Sent })
        {
            await GiveUpAsync(e.Current.Id);
            return await ledger.InsertAsync(row, ct);
        }
    }

    private async Task RunAsync(Caller caller, PowerOperationView operation, CancellationToken ct)
    {
        PowerEnd end;
        try
        {
            end = await fleet.Get(operation.ServerId).SetPowerAsync(operation, ct);
            if (end.State == PowerOperationState.Unknown && _givenUp.ContainsKey(operation.Id))
                end = new PowerEnd(PowerOperationState.NotReached, BmcProblem.None, "The host was still on when a hard power-off took the place of its shutdown.");
        }
        catch (NotFoundException)
        {
            end = new PowerEnd(PowerOperationState.Failed, BmcProblem.None, "Not sent: the server was deleted.");
        }
        catch (Exception e)
        {
            // The edge of the operation: whatever went wrong, the row must not stay under way, nor claim more than is known.
            Log.Broken(logger, operation.Id, e);
            end = await BrokenAsync(operation.Id);
        }

        try
        {
            await ledger.EndAsync(operation.Id, end, CancellationToken.None);
            await audit.OutcomeAsync(caller, operation.Id.Value, operation.Action.Act(), (operation.ServerId, operation.ServerName), Outcome(end), end.Detail, CancellationToken.None);
            Log.Ended(logger, operation.Id, operation.Action, end.State, end.Problem);
        }
        catch (Exception e)
        {
            // The row stays under way; the next start ends it as Unknown.
            Log.NotWritten(logger, operation.Id, e);
        }
    }

    private async Task<PowerEnd> BrokenAsync(PowerOperationId id)
    {
        try
        {
            if (await ledger.FindAsync(id, CancellationToken.None) is { State: PowerOperationState.Requested })
                return new PowerEnd(PowerOperationState.Failed, BmcProblem.None, "Not sent: the portal failed before sending.");
        }
        catch (Exception e)
        {
            Log.NotWritten(logger, id, e);
        }

        return new PowerEnd(PowerOperationState.Unknown, BmcProblem.None, "The portal failed while it watched for the outcome.");
    }

    private static string Outcome(PowerEnd end) => end.State switch
    {
        PowerOperationState.Confirmed => "ok",
        PowerOperationState.Failed when end.Problem == BmcProblem.CommandRefused => "refused",
        PowerOperationState.Failed or PowerOperationState.NotReached => "failed",
        _ => "unknown",
    };

    private void Forget(PowerOperationId id)
    {
        if (_running.TryRemove(id, out var ended))
            ended.Watch.Dispose();
    }

    private static string? Said(BootPlan? boot, string? reason) => boot is null ? reason : reason is null ? boot.ToString() : $"{boot}: {reason}";

    private static partial class Log
    {
        [LoggerMessage(3201, LogLevel.Information, "Power operation {Operation} ({Action}) ended as {State}, problem {Problem}.")]
        public static partial void Ended(ILogger logger, PowerOperationId operation, PowerAction action, PowerOperationState state, BmcProblem problem);

        [LoggerMessage(3202, LogLevel.Warning, "Power operation {Operation} ({Action}) was left under way by an earlier run and ended as {State}.")]
        public static partial void Recovered(ILogger logger, PowerOperationId operation, PowerAction action, PowerOperationState state);

        [LoggerMessage(3203, LogLevel.Error, "Power operation {Operation} broke off.")]
        public static partial void Broken(ILogger logger, PowerOperationId operation, Exception exception);

        [LoggerMessage(3204, LogLevel.Error, "The end of power operation {Operation} could not be written.")]
        public static partial void NotWritten(ILogger logger, PowerOperationId operation, Exception exception);
    }
}
