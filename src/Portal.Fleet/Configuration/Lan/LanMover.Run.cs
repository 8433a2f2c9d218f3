using System.Net;
using Portal.Fleet.Access;
using Portal.Fleet.Links;
using Portal.Fleet.Servers;
using Portal.Ipmi;
using Portal.Ipmi.Configuration;

namespace Portal.Fleet.Configuration.Lan;

/// <content>A change from its first write to its end.</content>
internal sealed partial class LanMover
{
    private async Task RunWhenStartedAsync(Task started, LanMove move, byte channel, LanPlan plan, Func<LanMove, Task> onEnd)
    {
        try
        {
            await started;
        }
        catch (OperationCanceledException)
        {
            return;
        }

        try
        {
            await RunAsync(move, channel, plan, _stopping.Token);
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            move.State = LanMoveState.Interrupted;
        }
        catch (Exception e)
        {
            // The run's edge: what was reached is told, and that it did not end.
            Log.Failed(logger, move.ServerId, e);
            move.State = LanMoveState.Interrupted;
        }

        try
        {
            // Who sees the end finds its outcome in the audit.
            await onEnd(move);
            move.EndedAt = time.GetUtcNow();
            await SaveAsync(move, isNew: false, CancellationToken.None);
        }
        catch (Exception e)
        {
            Log.Failed(logger, move.ServerId, e);
        }
        finally
        {
            _running.TryRemove(move.ServerId, out _);
            _changed.Beat();
        }
    }

    private async Task RunAsync(LanMove move, byte channel, LanPlan plan, CancellationToken ct)
    {
        if (!await WriteAsync(move, channel, plan, ct))
            return;
        var row = await servers.FindAsync(move.ServerId, ct) ?? throw new NotFoundException();
        var target = IPAddress.Parse(move.NewAddress);
        await PutAsync(move, Stage(LanStageKind.LoggedIn, LanStageState.Running, null, move.NewAddress), ct);
        var (session, failure) = await LogInAsync(row.At(target), options.Settle, ct);
        if (session is null)
        {
            await LookWhereItWasAsync(move, row, failure, ct);
            return;
        }

        await using (session)
        {
            await PutAsync(move, Stage(LanStageKind.LoggedIn, LanStageState.Done, null, move.NewAddress), ct);
            var guid = await ReadGuidAsync(session, ct);
            if (move.SystemGuid is { } known && guid != known)
            {
                await PutAsync(move, Stage(LanStageKind.Same, LanStageState.Failed, "other_bmc", guid), ct);
                move.State = LanMoveState.Lost;
                return;
            }

            await PutAsync(move, Stage(LanStageKind.Same, guid is null ? LanStageState.Noted : LanStageState.Done, guid is null ? "no_guid" : null, guid), ct);
        }

        if (move.NewAddress == move.OldAddress)
        {
            await PutAsync(move, Stage(LanStageKind.Stored, LanStageState.Noted, move.IsDynamic ? "dynamic" : "stays"), ct);
        }
        else
        {
            await servers.MoveAsync(move.ServerId, target, ct);
            await PutAsync(move, Stage(LanStageKind.Stored, LanStageState.Done, null, move.NewAddress), ct);
        }

        move.State = LanMoveState.Done;
    }

    /// <summary>Writes; false when the BMC refused.</summary>
    private async Task<bool> WriteAsync(LanMove move, byte channel, LanPlan plan, CancellationToken ct)
    {
        await PutAsync(move, Stage(LanStageKind.Written, LanStageState.Running), ct);
        try
        {
            var unread = await fleet.Get(move.ServerId).UseAsync(async connection =>
            {
                move.SystemGuid = await ReadGuidAsync(connection, ct);
                await SaveAsync(move, isNew: false, ct);
                return await WriteAsync(new LanConfigurator(connection, channel), plan.Change, ct);
            }, ct);
            await PutAsync(move, unread.Count == 0 ? Stage(LanStageKind.Written, LanStageState.Done) : Stage(LanStageKind.Written, LanStageState.Noted, "unread", string.Join(", ", unread)), ct);
            return true;
        }
        catch (BmcFailureException e) when (e.Problem is BmcProblem.CommandTimeout or BmcProblem.SessionLost or BmcProblem.NoAnswer)
        {
            // The way may have gone with the last value, before its answer: whether it was taken shows where the BMC answers now.
            await PutAsync(move, Stage(LanStageKind.Written, LanStageState.Noted, "silent", e.Detail), ct);
            return true;
        }
        catch (BmcFailureException e)
        {
            await PutAsync(move, Stage(LanStageKind.Written, LanStageState.Failed, e.InnerException is ConfigurationException ? "not_kept" : "refused", e.Detail ?? e.Problem.Sentence()), ct);
            move.State = LanMoveState.Refused;
            return false;
        }
    }

    private static Task<IReadOnlyList<string>> WriteAsync(LanConfigurator configurator, LanChange change, CancellationToken ct) => configurator.ApplyAsync(change, ct);

    /// <summary>Tries again and again until the time is over; answers the last failure otherwise.</summary>
    private async Task<(BmcSession? Session, BmcFailureException? Failure)> LogInAsync(Server there, TimeSpan within, CancellationToken ct)
    {
        var started = time.GetTimestamp();
        while (true)
        {
            BmcFailureException failure;
            try
            {
                return (await dialer.OpenAsync(there, options.Login, ct), null);
            }
            catch (BmcFailureException e)
            {
                failure = e;
            }

            // A password that is refused again and again locks accounts: something else answers there, or another BMC.
            if (time.GetElapsedTime(started) + options.Again > within || failure.Problem is BmcProblem.PasswordRejected or BmcProblem.IdentityNotProven or BmcProblem.UserUnknown)
                return (null, failure);
            await Task.Delay(options.Again, time, ct);
        }
    }

    /// <summary>It is not where it should be: perhaps it is where it was.</summary>
    private async Task LookWhereItWasAsync(LanMove move, Server row, BmcFailureException? failure, CancellationToken ct)
    {
        var why = failure?.Detail ?? failure?.Problem.Sentence();
        if (move.NewAddress != move.OldAddress)
        {
            var (session, _) = await LogInAsync(row, TimeSpan.Zero, ct);
            if (session is not null)
            {
                await session.DisposeAsync();
                await PutAsync(move, Stage(LanStageKind.LoggedIn, LanStageState.Failed, "still_there", move.OldAddress), ct);
                move.State = LanMoveState.StillThere;
                return;
            }
        }

        await PutAsync(move, Stage(LanStageKind.LoggedIn, LanStageState.Failed, failure?.Problem is BmcProblem.PasswordRejected or BmcProblem.IdentityNotProven or BmcProblem.UserUnknown ? "other_bmc" : "lost", why), ct);
        move.State = LanMoveState.Lost;
    }

    private Task PutAsync(LanMove move, LanStage stage, CancellationToken ct)
    {
        move.Put(stage);
        return SaveAsync(move, isNew: false, ct);
    }
}
