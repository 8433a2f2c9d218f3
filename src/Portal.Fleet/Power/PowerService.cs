using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Portal.Fleet.Access;
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

    private readonly ConcurrentDictionary<PowerOperationId, Task> _running = new();
    private readonly CancellationTokenSource _stopping = new();

    public PowerLedger Ledger => ledger;

    /// <summary>Records the operation and starts it.</summary>
    /// <exception cref="PowerPaceException">Too many came before it.</exception>
    public async Task<PowerOperationView> RequestAsync(Caller caller, BmcId id, string name, PowerAction action, string? reason, string? idempotencyKey, CancellationToken ct)
    {
        if (!Enum.IsDefined(action))
            throw new ArgumentOutOfRangeException(nameof(action), action, "There is no such power action.");
        if (idempotencyKey?.Length > MaxIdempotencyKey)
            throw new ArgumentException($"An idempotency key has at most {MaxIdempotencyKey} characters.", nameof(idempotencyKey));
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
            RequestedAt = time.GetUtcNow(),
        };
        var (operation, inserted) = await ledger.InsertAsync(row, ct);
        if (!inserted)
            return operation;

        try
        {
            await audit.IntentAsync(caller, operation.Id.Value, Verb(action), (id, name), reason, CancellationToken.None);
        }
        catch
        {
            await ledger.EndAsync(operation.Id, new PowerEnd(PowerOperationState.Failed, BmcProblem.None, "Not sent: the audit entry could not be written."), CancellationToken.None);
            throw;
        }

        // Owned by this service: StopAsync awaits it. The request that started it may go away.
        var run = RunAsync(caller, operation);
        _running[operation.Id] = run;
        _ = run.ContinueWith(_ => _running.TryRemove(operation.Id, out Task? _), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        return operation;
    }

    /// <summary>Ends what an earlier run of the portal left under way. It cannot be known more about it than its row says.</summary>
    public async Task RecoverAsync(CancellationToken ct)
    {
        foreach (var operation in await ledger.UnderWayAsync(ct))
        {
            var end = operation.State == PowerOperationState.Requested
                ? new PowerEnd(PowerOperationState.Failed, BmcProblem.None, "Not sent: the portal stopped before sending.")
                : new PowerEnd(PowerOperationState.Unknown, BmcProblem.None, "The portal stopped before the outcome was known; nothing was sent again.");
            await ledger.EndAsync(operation.Id, end, ct);
            await audit.OutcomeAsync(Caller.System, operation.Id.Value, Verb(operation.Action), (operation.ServerId, operation.ServerName), Outcome(end), end.Detail, ct);
            Log.Recovered(logger, operation.Id, operation.Action, end.State);
        }
    }

    /// <summary>Ends what is under way with an honest word, and waits for it.</summary>
    public async Task StopAsync()
    {
        await _stopping.CancelAsync();
        await Task.WhenAll(_running.Values);
    }

    public void Dispose() => _stopping.Dispose();

    private async Task RunAsync(Caller caller, PowerOperationView operation)
    {
        PowerEnd end;
        try
        {
            end = await fleet.Get(operation.ServerId).SetPowerAsync(operation.Id, operation.Action, _stopping.Token);
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
            await audit.OutcomeAsync(caller, operation.Id.Value, Verb(operation.Action), (operation.ServerId, operation.ServerName), Outcome(end), end.Detail, CancellationToken.None);
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

    private static string Verb(PowerAction action) => action switch
    {
        PowerAction.On => "power.on",
        PowerAction.Off => "power.off",
        PowerAction.Cycle => "power.cycle",
        PowerAction.Reset => "power.reset",
        PowerAction.Soft => "power.soft",
        PowerAction.Nmi => "power.nmi",
        _ => throw new ArgumentOutOfRangeException(nameof(action), action, null),
    };

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
