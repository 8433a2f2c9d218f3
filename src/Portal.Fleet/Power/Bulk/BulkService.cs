using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Portal.Fleet.Access;
using Portal.Fleet.Auditing;

namespace Portal.Fleet.Power.Bulk;

/// <summary>
/// Carries bulk operations through, batch after batch. Each server is opened at the gate when its turn comes, for the person who asked and with that person's rights of
/// then, and gets a power operation of its own; nothing is ever sent twice. The rows tell the story: a lost browser changes nothing about it.
/// </summary>
internal sealed partial class BulkService(BulkLedger ledger, PowerService power, TimeProvider time, ILogger<BulkService> logger) : IDisposable
{
    private readonly ConcurrentDictionary<BulkId, Run> _running = new();
    private readonly CancellationTokenSource _stopping = new();

    /// <summary>A bulk operation or one of its servers has another state. Must not block.</summary>
    public event Action? Changed;

    public BulkLedger Ledger => ledger;

    /// <summary>Starts what was stored. The request that asked for it may go away.</summary>
    public void Start(BmcAccess access, Caller caller, BulkOperation bulk, IReadOnlyList<BulkTarget> targets)
    {
        var stop = CancellationTokenSource.CreateLinkedTokenSource(_stopping.Token);
        var run = new Run(stop);
        _running[bulk.Id] = run;

        // Owned by this service: StopAsync awaits it.
        run.Ended = RunAsync(access, caller, bulk, targets, run);
        Changed?.Invoke();
    }

    /// <summary>What has not begun is not begun any more; what is under way comes to its own end. Answers when that is so.</summary>
    public async Task StopAsync(BulkId id, string by)
    {
        if (!_running.TryGetValue(id, out var run))
            return;
        run.StoppedBy = by;
        try
        {
            await run.Stop.CancelAsync();
        }
        catch (ObjectDisposedException)
        {
            // It ended by itself this moment.
        }
    }

    /// <summary>Ends what an earlier run of the portal left under way, after <see cref="PowerService.RecoverAsync"/>. Nothing is begun by itself.</summary>
    public async Task RecoverAsync(CancellationToken ct)
    {
        foreach (var bulk in await ledger.UnderWayAsync(ct))
        {
            await InterruptAsync(bulk, ct);
            Log.Interrupted(logger, bulk.Id);
        }
    }

    /// <summary>Ends everything that runs, and waits for it. Before <see cref="PowerService.StopAsync"/>, which ends the single operations.</summary>
    public async Task StopAsync(Func<Task> stopPower)
    {
        await _stopping.CancelAsync();
        await stopPower();
        await Task.WhenAll(_running.Values.Select(run => run.Ended));
    }

    public void Dispose() => _stopping.Dispose();

    private async Task RunAsync(BmcAccess access, Caller caller, BulkOperation bulk, IReadOnlyList<BulkTarget> targets, Run run)
    {
        // Off the caller's thread: it is answered as soon as the rows are there.
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        var stop = run.Stop.Token;
        try
        {
            var first = true;
            foreach (var batch in targets.Chunk(bulk.BatchSize))
            {
                if (!first)
                    stop.ThrowIfCancellationRequested();
                if (!first && bulk.DelaySeconds > 0)
                    await Task.Delay(TimeSpan.FromSeconds(bulk.DelaySeconds), time, stop);
                first = false;
                var states = await Task.WhenAll(batch.Select(target => SwitchAsync(access, caller, bulk, target, stop)));
                if (states.Contains(BulkTargetState.NotBegun))
                    stop.ThrowIfCancellationRequested();
            }

            await ledger.EndAsync(bulk.Id, BulkState.Done, null, CancellationToken.None);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            await EndAsync(bulk, () => ledger.EndAsync(bulk.Id, run.StoppedBy is null ? BulkState.Interrupted : BulkState.Stopped, run.StoppedBy, CancellationToken.None));
        }
        catch (Exception e)
        {
            // The edge of the run: a word in a row could not be written, so each row is held against what was begun.
            Log.Broken(logger, bulk.Id, e);
            await EndAsync(bulk, () => InterruptAsync(bulk, CancellationToken.None));
        }
        finally
        {
            _running.TryRemove(bulk.Id, out _);
            run.Stop.Dispose();
            Changed?.Invoke();
        }
    }

    private async Task EndAsync(BulkOperation bulk, Func<Task> end)
    {
        try
        {
            await end();
        }
        catch (Exception e)
        {
            // The rows stay as they are, and the next start ends them.
            Log.Broken(logger, bulk.Id, e);
        }
    }

    /// <summary>Ends a bulk operation of which nothing runs any more. Only what has no power operation under its key was certainly not begun.</summary>
    private async Task InterruptAsync(BulkOperation bulk, CancellationToken ct)
    {
        foreach (var (target, operation) in await ledger.TargetsAsync(bulk.Id, ct))
        {
            // The break may have come between the operation's row and the word of it in the target's.
            if (target.State is BulkTargetState.Waiting or BulkTargetState.Running && (operation ?? await ledger.FindBegunAsync(bulk, target, ct)) is { } begun)
                await ledger.EndAsync(target, StateOf(begun.State), begun.Id, null, ct);
        }

        await ledger.EndAsync(bulk.Id, BulkState.Interrupted, null, ct);
    }

    /// <summary>One server, from the gate to the end of its operation.</summary>
    private async Task<BulkTargetState> SwitchAsync(BmcAccess access, Caller caller, BulkOperation bulk, BulkTarget target, CancellationToken stop)
    {
        PowerOperationId? operation = null;
        var (state, code) = (BulkTargetState.Failed, (string?)null);
        try
        {
            operation = (await RequestAsync(access, caller, bulk, target, stop)).Id;
            await ledger.BeginAsync(target, operation.Value, CancellationToken.None);
            Changed?.Invoke();
            state = await EndOfAsync(operation.Value);
        }
        catch (NotFoundException)
        {
            code = "not_found";
        }
        catch (BulkRefusedException refused)
        {
            code = refused.Code;
        }
        catch (BmcActionException guarded)
        {
            // Protected, or it wants its name typed: nothing was sent.
            code = guarded.Code;
        }
        catch (PowerConflictException)
        {
            code = "power_conflict";
        }
        catch (AuditUnavailableException)
        {
            code = "audit_unavailable";
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested && operation is null)
        {
            state = BulkTargetState.NotBegun;
        }
        catch (Exception e)
        {
            // The edge of one server: the others go on. What was begun under its key may have been executed, whatever went wrong behind it.
            Log.TargetBroken(logger, bulk.Id, target.ServerId, e);
            operation ??= (await ledger.FindBegunAsync(bulk, target, CancellationToken.None))?.Id;
            state = operation is { } begun ? await EndOfAsync(begun) : BulkTargetState.Failed;
            code = "internal_error";
        }

        await ledger.EndAsync(target, state, operation, code, CancellationToken.None);
        Changed?.Invoke();
        return state;
    }

    private async Task<BulkTargetState> EndOfAsync(PowerOperationId id)
    {
        await power.EndOf(id);
        return StateOf((await power.Ledger.FindAsync(id, CancellationToken.None))?.State ?? PowerOperationState.Unknown);
    }

    private async Task<PowerOperationView> RequestAsync(BmcAccess access, Caller caller, BulkOperation bulk, BulkTarget target, CancellationToken stop)
    {
        while (true)
        {
            stop.ThrowIfCancellationRequested();

            // Opened anew each time: rights may have changed while it waited.
            var handle = await access.OpenAsync(caller, target.ServerId, BmcAccess.RightFor(bulk.Action), stop);
            if (handle.Epoch != target.Epoch)
                throw new BulkRefusedException("handed_over", "The server was handed over since it was chosen.");
            try
            {
                return await handle.RequestPowerAsync(bulk.Action, bulk.Reason, BulkLedger.KeyOf(bulk.Id), CancellationToken.None);
            }
            catch (PowerPaceException pace)
            {
                // Nothing was sent. Its turn comes when the person's pace allows it.
                await Task.Delay(pace.Wait, time, stop);
            }
        }
    }

    private static BulkTargetState StateOf(PowerOperationState state) => state switch
    {
        PowerOperationState.Confirmed => BulkTargetState.Confirmed,
        PowerOperationState.NotReached => BulkTargetState.NotReached,
        PowerOperationState.Failed => BulkTargetState.Failed,
        _ => BulkTargetState.Unknown,
    };

    private sealed class Run(CancellationTokenSource stop)
    {
        public CancellationTokenSource Stop { get; } = stop;

        public string? StoppedBy { get; set; }

        public Task Ended { get; set; } = Task.CompletedTask;
    }

    private static partial class Log
    {
        [LoggerMessage(3251, LogLevel.Warning, "Bulk operation {Bulk} was left under way by an earlier run; what had not begun is not begun.")]
        public static partial void Interrupted(ILogger logger, BulkId bulk);

        [LoggerMessage(3252, LogLevel.Error, "Bulk operation {Bulk} broke off.")]
        public static partial void Broken(ILogger logger, BulkId bulk, Exception exception);

        [LoggerMessage(3253, LogLevel.Error, "Bulk operation {Bulk} failed at server {Server}.")]
        public static partial void TargetBroken(ILogger logger, BulkId bulk, Servers.BmcId server, Exception exception);
    }
}
