using System.Diagnostics;
using Portal.Fleet.Power;
using Portal.Fleet.Status;
using Portal.Ipmi;
using Portal.Ipmi.Commands.Chassis;

namespace Portal.Fleet.Links;

/// <summary>
/// Power commands: looked at, marked, sent once, watched. Every end is one of those that can be justified: seen, refused, not sent, or unknown.
/// </summary>
internal sealed partial class BmcLink
{
    private long _powerSentAt;

    /// <summary>A power command of ours may have taken the BMC's shared network port down for a moment.</summary>
    private bool IsPowerChanging => Interlocked.Read(ref _powerSentAt) is > 0 and var sent && _desk.Time.GetElapsedTime(sent) < Options.PowerPatience;

    public async Task<PowerEnd> SetPowerAsync(PowerOperationView operation, CancellationToken ct)
    {
        if (operation.Action.IsBmcReset())
            return await ResetBmcAsync(operation, ct);
        using var turn = _people.Begin();
        var sent = false;
        try
        {
            var (session, before, unsent) = await PrepareAsync(ct);
            if (session is null || before is not { } chassis)
                return unsent!;
            if (await SetBootAsync(operation, session, ct) is { } unset)
                return unset;
            if (!await _desk.Power.MarkSentAsync(operation.Id, ct))
                return NotSent(BmcProblem.None, "the operation was already ended.");
            sent = true;
            var action = operation.Action.SetsBoot() ? chassis.IsOn ? PowerAction.Reset : PowerAction.On : operation.Action;
            return await FollowBootAsync(operation, await SendAndWatchAsync(session, action, chassis.IsOn, ct), ct);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            return sent
                ? new PowerEnd(PowerOperationState.Unknown, BmcProblem.None, "The portal stopped before the outcome was known.")
                : NotSent(BmcProblem.None, "the portal stopped.");
        }
        finally
        {
            _pollNow.Beat();
        }
    }

    /// <summary>A session, and the chassis as it was right before: later it proves what a lost answer cannot tell.</summary>
    private async Task<(BmcSession? Session, ChassisStatus? Before, PowerEnd? Unsent)> PrepareAsync(CancellationToken ct)
    {
        if (await WaitForSessionAsync(ct) is not { } session)
        {
            lock (_lock)
            {
                var problem = _linkProblem.Problem == BmcProblem.None ? BmcProblem.NoAnswer : _linkProblem.Problem;
                return (null, null, NotSent(problem, _linkProblem.Detail ?? problem.Sentence()));
            }
        }

        try
        {
            return (session, await ReadPowerAsync(session, ct), null);
        }
        catch (IpmiException e)
        {
            var failure = BmcDialer.Translate(e, _server, credentialWorkedBefore: true);
            return (null, null, NotSent(failure.Problem, failure.Detail ?? failure.Problem.Sentence()));
        }
    }

    /// <summary>The session that is up, or comes up soon enough; a link that waits is woken unless the BMC refuses it. Null when there is none.</summary>
    private async Task<BmcSession?> WaitForSessionAsync(CancellationToken ct)
    {
        var started = _desk.Time.GetTimestamp();
        var failures = Volatile.Read(ref _failures);
        if (_run is null)
            return null;
        while (true)
        {
            var changed = _changed.Next;
            if (_session is { } session)
                return session;
            var failed = Volatile.Read(ref _failures) != failures;
            if (_desk.Board.Get(Id).Link == LinkState.Waiting)
            {
                BmcProblem problem;
                lock (_lock)
                    problem = _linkProblem.Problem;
                if (failed || !BackOff.MayComeBackBySelf(problem))
                    return null;
                _wake.Beat();
            }

            var left = Options.PowerWaitForSession - _desk.Time.GetElapsedTime(started);
            if (left <= TimeSpan.Zero)
                return null;
            await SleepAsync(left, changed, ct);
        }
    }

    private async Task<PowerEnd> SendAndWatchAsync(BmcSession session, PowerAction action, bool wasOn, CancellationToken ct)
    {
        try
        {
            Interlocked.Exchange(ref _powerSentAt, _desk.Time.GetTimestamp());
            await session.SendAsync(new ChassisControl(ActionOf(action)), ct);
            WakeForPower();
        }
        catch (IpmiCommandException e) when (e.CompletionCode is CompletionCode.Timeout or CompletionCode.NoResponse)
        {
            // The BMC itself does not know whether it was done.
            return await ProveAsync(action, wasOn, BmcProblem.CommandTimeout, ct);
        }
        catch (IpmiCommandException e)
        {
            return new PowerEnd(PowerOperationState.Failed, BmcProblem.CommandRefused, BmcProblems.Scrub(e.Message, BmcDialer.EndPointOf(_server)));
        }
        catch (IpmiTimeoutException e) when (!e.OutcomeUnknown)
        {
            return NotSent(BmcProblems.Of(e.Failure, credentialWorkedBefore: true), BmcProblems.Scrub(e.Message, BmcDialer.EndPointOf(_server)));
        }
        catch (IpmiException e)
        {
            return await ProveAsync(action, wasOn, BmcProblems.Of(e.Failure, credentialWorkedBefore: true), ct);
        }

        return await ConfirmAsync(action, wasOn, ct);
    }

    /// <summary>The BMC accepted: watch until the chassis shows it.</summary>
    private async Task<PowerEnd> ConfirmAsync(PowerAction action, bool wasOn, CancellationToken ct)
    {
        switch (action)
        {
            case PowerAction.Nmi:
                return Confirmed("The BMC accepted the diagnostic interrupt; its effect cannot be seen from the chassis.");
            case PowerAction.Off:
                return await SeeAsync(on: false, Options.PowerSettle, ct) ? Confirmed("The chassis is off.") : NotReached("The BMC accepted the command, but the chassis is still on.");
            case PowerAction.Soft:
                return await SeeAsync(on: false, Options.PowerSoftSettle, ct)
                    ? Confirmed("The chassis is off.")
                    : NotReached("The BMC accepted the command, but the host did not shut down; its operating system may ignore the power button.");
            case PowerAction.On:
                return await SeeAsync(on: true, Options.PowerSettle, ct) ? Confirmed("The chassis is on.") : NotReached("The BMC accepted the command, but the chassis is still off.");
            case PowerAction.Reset:
                return await SeeAsync(on: true, Options.PowerSettle, ct)
                    ? Confirmed("The BMC accepted the reset and the chassis is on; the reset itself cannot be seen from the chassis.")
                    : NotReached("The BMC accepted the reset, but the chassis is off.");
            default:
                var wentOff = wasOn && await SeeAsync(on: false, Options.PowerCycleOff, ct);
                return await SeeAsync(on: true, Options.PowerSettle, ct)
                    ? Confirmed(wentOff ? "The chassis was seen off and is on again." : "The BMC accepted the cycle and the chassis is on; it was not seen off in between.")
                    : NotReached("The BMC accepted the cycle, but the chassis did not come on again.");
        }
    }

    /// <summary>The answer was lost: only a change of the chassis that nothing else explains counts as proof.</summary>
    private async Task<PowerEnd> ProveAsync(PowerAction action, bool wasOn, BmcProblem problem, CancellationToken ct)
    {
        var window = action == PowerAction.Soft ? Options.PowerSoftSettle : Options.PowerProof;
        switch (action)
        {
            case PowerAction.On when !wasOn:
                if (await SeeAsync(on: true, window, ct))
                    return Confirmed("The answer was lost, but the chassis was off before and is on now.");
                break;
            case PowerAction.Off or PowerAction.Soft when wasOn:
                if (await SeeAsync(on: false, window, ct))
                    return Confirmed("The answer was lost, but the chassis was on before and is off now.");
                break;
            case PowerAction.Cycle when wasOn:
                if (await SeeAsync(on: false, window, ct))
                {
                    return await SeeAsync(on: true, Options.PowerSettle, ct)
                        ? Confirmed("The answer was lost, but the chassis was seen off and is on again.")
                        : NotReached("The answer was lost; the chassis went off, but did not come on again.");
                }

                break;
            default:
                break;
        }

        return new PowerEnd(PowerOperationState.Unknown, problem, "The command was sent once and its answer was lost; what the chassis shows does not prove whether it was executed. It was not sent again.");
    }

    /// <summary>Looks at the chassis until it is as asked for. Lost sessions and answers are waited out; they prove nothing.</summary>
    private async Task<bool> SeeAsync(bool on, TimeSpan within, CancellationToken ct)
    {
        var started = _desk.Time.GetTimestamp();
        while (true)
        {
            if (_session is { } session)
            {
                try
                {
                    if ((await ReadPowerAsync(session, ct)).IsOn == on)
                        return true;
                }
                catch (IpmiException)
                {
                    // Told by the link's own loops.
                }
            }

            var left = within - _desk.Time.GetElapsedTime(started);
            if (left <= TimeSpan.Zero)
                return false;

            // Within a cycle the chassis may be off for no more than a second (IPMI 2.0 §28.3): look often enough to see it.
            var look = on ? Options.PowerLook : Options.PowerLook / 2;
            await Task.Delay(left < look ? left : look, _desk.Time, ct);
        }
    }

    private static ChassisAction ActionOf(PowerAction action) => action switch
    {
        PowerAction.On => ChassisAction.PowerUp,
        PowerAction.Off => ChassisAction.PowerDown,
        PowerAction.Cycle => ChassisAction.PowerCycle,
        PowerAction.Reset => ChassisAction.HardReset,
        PowerAction.Soft => ChassisAction.SoftShutdown,
        PowerAction.Nmi => ChassisAction.DiagnosticInterrupt,
        _ => throw new UnreachableException(),
    };

    private static PowerEnd NotSent(BmcProblem problem, string why) => new(PowerOperationState.Failed, problem, "Not sent: " + why);

    private static PowerEnd Confirmed(string detail) => new(PowerOperationState.Confirmed, BmcProblem.None, detail);

    private static PowerEnd NotReached(string detail) => new(PowerOperationState.NotReached, BmcProblem.None, detail);
}
