using Portal.Fleet.Access;
using Portal.Fleet.Boot;
using Portal.Fleet.Power;
using Portal.Fleet.Status;
using Portal.Ipmi;
using Portal.Ipmi.Commands.App;

namespace Portal.Fleet.Links;

/// <summary>Operations of several steps: a boot from a device, and the BMC's own restart. Each step is written before the next begins; what failed ends it.</summary>
internal sealed partial class BmcLink
{
    private const string FlagsStage = "flags";
    private const string PowerStage = "power";
    private const string ConsoleStage = "console";
    private const string CommandStage = "command";
    private const string SilentStage = "silent";
    private const string BackStage = "back";

    /// <summary>Sets the boot device, where the operation does; null when the host may be started.</summary>
    private async Task<PowerEnd?> SetBootAsync(PowerOperationView operation, BmcSession session, CancellationToken ct)
    {
        if (!operation.Action.SetsBoot())
            return null;
        if (operation.Boot is not { } plan)
        {
            await StageAsync(operation, FlagsStage, StageState.Skipped, "The boot device stays as it is set.");
            return null;
        }

        await StageAsync(operation, FlagsStage, StageState.Running, null);
        try
        {
            var flags = await ChassisWork.SetBootAsync(session, plan, ct);
            await StageAsync(operation, FlagsStage, StageState.Done, $"Read back: {new BootPlan(flags.Device, flags.Persistent, flags.Uefi)}, {(flags.Valid ? "valid" : "not valid")}.");
            return null;
        }
        catch (BmcActionException e)
        {
            await StageAsync(operation, FlagsStage, e.Code == "boot_not_verified" ? StageState.Unknown : StageState.Failed, e.Message);
            return new PowerEnd(PowerOperationState.Failed, BmcProblem.None, $"The host was not touched. {e.Message}");
        }
        catch (IpmiException e)
        {
            var failure = BmcDialer.Translate(e, _server, credentialWorkedBefore: true);
            var silent = e is IpmiTimeoutException;
            await StageAsync(operation, FlagsStage, silent ? StageState.Unknown : StageState.Failed, failure.Detail);
            return new PowerEnd(PowerOperationState.Failed, failure.Problem,
                silent ? "The host was not touched. The BMC fell silent while the boot device was set: it may be set or not, and was not sent again." : $"The host was not touched. {failure.Detail}");
        }
    }

    /// <summary>What follows when the host was started: whether the console shows it.</summary>
    private async Task<PowerEnd> FollowBootAsync(PowerOperationView operation, PowerEnd end, CancellationToken ct)
    {
        if (!operation.Action.SetsBoot())
            return end;
        await StageAsync(operation, PowerStage, end.State switch
        {
            PowerOperationState.Confirmed => StageState.Done,
            PowerOperationState.Unknown => StageState.Unknown,
            _ => StageState.Failed,
        }, end.Detail);
        if (end.State != PowerOperationState.Confirmed)
            return end;
        await StageAsync(operation, ConsoleStage, StageState.Running, null);
        await SettleLineAsync(ct);
        var line = _desk.Board.Get(Id).Console;
        await StageAsync(operation, ConsoleStage, line switch
        {
            ConsoleLineState.Live => StageState.Done,
            ConsoleLineState.Off or ConsoleLineState.Idle => StageState.Skipped,
            _ => StageState.Failed,
        }, line switch
        {
            ConsoleLineState.Live => "The console is live.",
            ConsoleLineState.Off => "This server's setting is not to hold its console.",
            ConsoleLineState.Idle => "The console is held as soon as somebody opens it.",
            ConsoleLineState.HeldByOther => "Somebody else holds the console on the BMC.",
            ConsoleLineState.Refused => "The BMC refuses the console.",
            _ => "The console is not live yet.",
        });
        return end;
    }

    /// <summary>
    /// Restarts the BMC and waits until it answers again. The link notices by itself that its session is gone, as always, and opens another: that is the proof.
    /// </summary>
    private async Task<PowerEnd> ResetBmcAsync(PowerOperationView operation, CancellationToken ct)
    {
        var sent = false;
        try
        {
            if (await WaitForSessionAsync(ct) is not { } session)
                return NotSentNow();
            if (!await _desk.Power.MarkSentAsync(operation.Id, ct))
                return NotSent(BmcProblem.None, "the operation was already ended.");
            sent = true;
            await StageAsync(operation, CommandStage, StageState.Running, null);
            var answered = true;
            try
            {
                await session.SendAsync<Empty>(operation.Action == PowerAction.BmcColdReset ? new ColdReset() : new WarmReset(), ct);
                await StageAsync(operation, CommandStage, StageState.Done, null);
            }
            catch (IpmiCommandException e)
            {
                var why = ChassisRefusal.Of(e)?.Message ?? BmcProblems.Scrub(e.Message, BmcDialer.EndPointOf(_server));
                await StageAsync(operation, CommandStage, StageState.Failed, why);
                return new PowerEnd(PowerOperationState.Failed, BmcProblem.CommandRefused, why);
            }
            catch (IpmiTimeoutException e) when (!e.OutcomeUnknown)
            {
                return NotSent(BmcProblems.Of(e.Failure, credentialWorkedBefore: true), BmcProblems.Scrub(e.Message, BmcDialer.EndPointOf(_server)));
            }
            catch (IpmiException)
            {
                answered = false;
                await StageAsync(operation, CommandStage, StageState.Unknown, "No answer came; a BMC that restarts at once does not send one.");
            }

            return await FollowResetAsync(operation, session, answered, ct);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            return sent
                ? new PowerEnd(PowerOperationState.Unknown, BmcProblem.None, "The portal stopped before the BMC was seen again.")
                : NotSent(BmcProblem.None, "the portal stopped.");
        }
    }

    private async Task<PowerEnd> FollowResetAsync(PowerOperationView operation, BmcSession session, bool answered, CancellationToken ct)
    {
        await StageAsync(operation, SilentStage, StageState.Running, null);
        var wentSilent = await LookAsync(() => !ReferenceEquals(_session, session), Options.BmcResetSilence, ct);
        if (!wentSilent)
        {
            await StageAsync(operation, SilentStage, StageState.Skipped, "It answered all the time.");
            await StageAsync(operation, BackStage, StageState.Done, null);
            return answered
                ? Confirmed("The BMC accepted the reset and answered all the time: its restart was too short to be seen, or it keeps its sessions.")
                : new PowerEnd(PowerOperationState.Unknown, BmcProblem.CommandTimeout, "The command was sent once and its answer was lost; the BMC answers, and nothing tells whether it restarted. It was not sent again.");
        }

        var quietSince = _desk.Board.Get(Id).SeenAt;
        await StageAsync(operation, SilentStage, StageState.Done, null);
        await StageAsync(operation, BackStage, StageState.Running, null);
        var back = await LookAsync(() => _session is not null, Options.BmcResetSettle, ct);
        if (!back)
        {
            await StageAsync(operation, BackStage, StageState.Failed, null);
            return new PowerEnd(PowerOperationState.NotReached, BmcProblem.NoAnswer,
                $"The BMC went down and has not answered for {Options.BmcResetSettle.TotalMinutes:0} minutes. The portal goes on trying; if it stays away, the server needs somebody on site: some BMCs come back only when mains power is cut.");
        }

        var away = quietSince is { } seen ? $" after {(_desk.Time.GetUtcNow() - seen).TotalSeconds:0} s" : "";
        await StageAsync(operation, BackStage, StageState.Done, $"It answers again{away}.");
        return Confirmed($"The BMC restarted and answers again{away}.");
    }

    /// <summary>Waits for something that the link itself finds out, and makes it look.</summary>
    private async Task<bool> LookAsync(Func<bool> seen, TimeSpan within, CancellationToken ct)
    {
        var started = _desk.Time.GetTimestamp();
        while (true)
        {
            var changed = _changed.Next;
            if (seen())
                return true;
            var left = within - _desk.Time.GetElapsedTime(started);
            if (left <= TimeSpan.Zero)
                return false;
            _pollNow.Beat();
            await SleepAsync(left < Options.PowerLook ? left : Options.PowerLook, changed, ct);
        }
    }

    private Task StageAsync(PowerOperationView operation, string kind, StageState state, string? detail) =>
        _desk.Power.StageAsync(operation.Id, new OperationStage(kind, state, _desk.Time.GetUtcNow(), detail is null ? null : BmcProblems.Scrub(detail, BmcDialer.EndPointOf(_server))));

    private PowerEnd NotSentNow()
    {
        lock (_lock)
        {
            var problem = _linkProblem.Problem == BmcProblem.None ? BmcProblem.NoAnswer : _linkProblem.Problem;
            return NotSent(problem, _linkProblem.Detail ?? problem.Sentence());
        }
    }
}
