using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Portal.Fleet.Access;
using Portal.Fleet.Data;

namespace Portal.Fleet.Tenants.HandOvers;

/// <summary>
/// Runs the steps of hand-overs, one after another on a server and a few servers at a time. Every state is written before the world learns of it,
/// so that a portal that dies goes on where it was; a step that fails holds up none but those that need it.
/// </summary>
internal sealed partial class HandOverRunner(
    IDbContextFactory<PortalDb> dbs, HandOverSteps steps, HandOverBell bell, Audit audit, TimeProvider time, ILogger<HandOverRunner> logger) : BackgroundService
{
    private const int AtOnce = 8;

    private static readonly TimeSpan s_again = TimeSpan.FromSeconds(30);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var running = new Dictionary<Guid, Task>();
        var isFirst = true;
        try
        {
            while (true)
            {
                var next = bell.Next;
                try
                {
                    if (isFirst)
                        await RecoverAsync(stoppingToken);
                    isFirst = false;
                    foreach (var done in running.Where(pair => pair.Value.IsCompleted).Select(pair => pair.Key).ToList())
                        running.Remove(done);
                    foreach (var id in await DueAsync(stoppingToken))
                    {
                        if (running.Count < AtOnce && !running.ContainsKey(id))
                            running[id] = RunOneAsync(id, stoppingToken);
                    }
                }
                catch (Exception e) when (e is not OperationCanceledException)
                {
                    Log.LookFailed(logger, e);
                }

                await Task.WhenAny([next, Task.Delay(s_again, time, stoppingToken), .. running.Values]);
                stoppingToken.ThrowIfCancellationRequested();
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            await Task.WhenAll(running.Values);
        }
    }

    /// <summary>What an earlier run of the portal left under way is looked at again: each step looks before it changes anything.</summary>
    private async Task RecoverAsync(CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        await db.HandOverSteps.Where(step => step.State == HandOverStepState.Running)
            .ExecuteUpdateAsync(set => set.SetProperty(step => step.State, HandOverStepState.Waiting), ct);
    }

    private async Task<List<Guid>> DueAsync(CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        return await db.HandOverSteps.AsNoTracking().Where(step => step.State == HandOverStepState.Waiting).Select(step => step.HandOverId).Distinct().ToListAsync(ct);
    }

    private async Task RunOneAsync(Guid id, CancellationToken ct)
    {
        try
        {
            while (await NextAsync(id, ct) is var (handOver, step))
                await RunAsync(handOver, step, ct);
            await EndAsync(id, ct);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            // It goes on at the next start.
        }
        catch (Exception e)
        {
            Log.Failed(logger, id, e);
        }
    }

    private async Task<(HandOver HandOver, HandOverStep Step)?> NextAsync(Guid id, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        var handOver = await db.HandOvers.AsNoTracking().Include(row => row.Steps).SingleAsync(row => row.Id == id, ct);
        return handOver.Steps.Where(step => step.State == HandOverStepState.Waiting).MinBy(step => step.Kind) is { } next ? (handOver, next) : null;
    }

    private async Task RunAsync(HandOver handOver, HandOverStep step, CancellationToken ct)
    {
        var caller = Caller.System with { Name = handOver.By ?? Caller.System.Name };
        var server = (handOver.ServerId, handOver.ServerName);
        var correlation = await audit.IntentAsync(caller, "handover.step", server, $"{step.Kind}", ct);
        await WriteAsync(step, row => (row.State, row.Attempts, row.StartedAt, row.EndedAt) = (HandOverStepState.Running, row.Attempts + 1, time.GetUtcNow(), null), ct);
        HandOverResult result;
        try
        {
            result = await steps.RunAsync(handOver, step, ct);
        }
        catch (Exception e) when (e is not OperationCanceledException || !ct.IsCancellationRequested)
        {
            Log.StepFailed(logger, handOver.Id, step.Kind, e);
            result = new HandOverResult(HandOverStepState.Failed, "unexpected", Detail: e.GetType().Name);
        }

        await WriteAsync(step, row =>
        {
            (row.State, row.Outcome, row.Count, row.EndedAt) = (result.State, result.Outcome, result.Count, time.GetUtcNow());
            row.Detail = result.Detail is { Length: > HandOverStep.MaxDetail } detail ? detail[..HandOverStep.MaxDetail] : result.Detail;
            if (result.Evidence is not null && HandOverJson.Write(result.Evidence) is { Length: <= HandOverStep.MaxEvidence } evidence)
                row.Evidence = evidence;
        }, CancellationToken.None);
        var outcome = result.State switch
        {
            HandOverStepState.Done or HandOverStepState.Attention => "ok",
            HandOverStepState.NeedsAnswer => "unknown",
            HandOverStepState.NotDone => "refused",
            _ => "failed",
        };
        await audit.OutcomeAsync(caller, correlation, "handover.step", server, outcome, $"{step.Kind}: {result.Outcome}", CancellationToken.None);
    }

    private async Task WriteAsync(HandOverStep step, Action<HandOverStep> change, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        var row = await db.HandOverSteps.SingleAsync(other => other.HandOverId == step.HandOverId && other.Kind == step.Kind, ct);
        change(row);
        await db.SaveChangesAsync(ct);
        bell.Tell();
    }

    private async Task EndAsync(Guid id, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        await using var db = await dbs.CreateDbContextAsync(ct);
        await db.HandOvers.Where(row => row.Id == id && row.EndedAt == null && !row.Steps.Any(step =>
                step.State == HandOverStepState.Waiting || step.State == HandOverStepState.Running || step.State == HandOverStepState.NeedsAnswer))
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.EndedAt, now), ct);
        bell.Tell();
    }

    private static partial class Log
    {
        [LoggerMessage(4601, LogLevel.Error, "The hand-overs could not be read; they are looked at again soon.")]
        public static partial void LookFailed(ILogger logger, Exception exception);

        [LoggerMessage(4602, LogLevel.Error, "The hand-over {HandOver} stopped; it is taken up again.")]
        public static partial void Failed(ILogger logger, Guid handOver, Exception exception);

        [LoggerMessage(4603, LogLevel.Error, "The step {Step} of the hand-over {HandOver} failed in a way that it should not.")]
        public static partial void StepFailed(ILogger logger, Guid handOver, HandOverStepKind step, Exception exception);
    }
}
