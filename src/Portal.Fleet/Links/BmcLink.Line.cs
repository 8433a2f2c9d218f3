using Portal.Fleet.Consoles;
using Portal.Fleet.Consoles.Doctor;
using Portal.Fleet.Servers;
using Portal.Fleet.Status;
using Portal.Ipmi;
using Portal.Ipmi.Sol;

namespace Portal.Fleet.Links;

/// <summary>Has the serial line for as long as it is wanted, and has it again after every loss.</summary>
internal sealed partial class BmcLink
{
    /// <summary>A line that was live this long may be taken up again at once.</summary>
    private static readonly TimeSpan s_stableLine = TimeSpan.FromSeconds(30);

    /// <summary>How often a console that must be recorded asks whether it is.</summary>
    private static readonly TimeSpan s_recordLook = TimeSpan.FromSeconds(1);

    /// <summary>Activates SOL again and again for as long as the session lives.</summary>
    private async Task HoldConsoleAsync(BmcSession session, Server server, CancellationToken ct)
    {
        var tries = 0;
        long? heldSince = null;
        PublishLine(ConsoleLineState.Connecting, null);
        await SettleOldSessionsAsync(session, ct);
        while (true)
        {
            await WaitUntilWantedAsync(ct);
            var woken = _wake.Next;
            var started = _desk.Time.GetTimestamp();
            TimeSpan delay;
            try
            {
                if (await UseLineAsync(session, server, ct) == LineEnd.NotWanted)
                    continue;
                PublishLine(ConsoleLineState.Down, null);
                heldSince = null;
                tries = _desk.Time.GetElapsedTime(started) > s_stableLine ? 1 : tries + 1;
                delay = BackOff.Delay(BmcProblem.SessionLost, tries, recentlySeen: false, Random.Shared.NextDouble(), Options with { BackOffMax = Options.SolRetry });
            }
            catch (BmcFailureException e) when (!e.EndsSession && !session.Closed.IsCancellationRequested)
            {
                tries++;
                if (e.Problem == BmcProblem.SolHeldByOther)
                {
                    delay = await FaceHolderAsync(session, e, heldSince ??= started, ct);
                }
                else
                {
                    delay = BackOff.Delay(e.Problem, tries, recentlySeen: true, Random.Shared.NextDouble(), Options);
                    PublishLine(e.Problem is BmcProblem.SolDisabled or BmcProblem.SolRefused ? ConsoleLineState.Refused : ConsoleLineState.Down, e);
                }
            }

            await SleepAsync(delay, woken, ct);

            // However often people come and go, the BMC is not asked more often than this.
            if (delay > TimeSpan.Zero && _desk.Time.GetElapsedTime(started) is var passed && passed < Options.SolWake)
                await Task.Delay(Options.SolWake - passed, _desk.Time, ct);
        }
    }

    /// <summary>Leaves the line to others for as long as the policy says, or a person said.</summary>
    private async Task WaitUntilWantedAsync(CancellationToken ct)
    {
        var waited = false;
        while (true)
        {
            var demand = _demand.Next;

            // Looked at once and first: a release may end at any moment, and who takes the line for unwanted behind that waits for somebody to ask for it.
            var release = Release;
            if (IsLineWanted)
                break;
            waited = true;
            var (gap, state) = WhyNotWanted(release);
            NoteLost(gap);
            PublishLine(state, null);
            if (release is null)
                await WaitForDemandAsync(demand, ct);
            else if (release.Until - _desk.Time.GetUtcNow() is { Ticks: > 0 } left)
                await SleepAsync(left, demand, ct);
        }

        if (waited)
            PublishLine(ConsoleLineState.Connecting, null);
    }

    private (string Gap, ConsoleLineState State) WhyNotWanted(ConsoleRelease? release) =>
        release is not null ? (ConsoleGap.Released, ConsoleLineState.Released)
        : IsRecordMissing ? (ConsoleGap.RecordRequired, ConsoleLineState.NotRecorded)
        : (ConsoleGap.NotWanted, _server.ConsolePolicy == ConsolePolicy.Off ? ConsoleLineState.Off : ConsoleLineState.Idle);

    private Task WaitForDemandAsync(Task demand, CancellationToken ct) =>
        _server.ConsoleRecording == ConsoleRecording.Required ? SleepAsync(s_recordLook, demand, ct) : demand.WaitAsync(ct);

    /// <summary>Ends the use of the line when it is no longer wanted; whoever looks away for a moment keeps it.</summary>
    private async Task EndWhenNotWantedAsync(CancellationTokenSource line)
    {
        try
        {
            while (true)
            {
                var demand = _demand.Next;
                if (IsLineWanted)
                {
                    await WaitForDemandAsync(demand, line.Token);
                    continue;
                }

                var lingers = Release is null && !IsRecordMissing && _server.ConsolePolicy == ConsolePolicy.OnDemand;
                if (lingers)
                    await SleepAsync(Options.ConsoleLinger, demand, line.Token);
                if (!IsLineWanted && (!lingers || !demand.IsCompleted))
                {
                    await line.CancelAsync();
                    return;
                }
            }
        }
        catch (OperationCanceledException) when (line.IsCancellationRequested)
        {
            // The line ended by itself.
        }
    }

    /// <summary>Activates SOL and reads it until it ends.</summary>
    private async Task<LineEnd> UseLineAsync(BmcSession shared, Server server, CancellationToken ct)
    {
        using var line = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var wanted = Task.CompletedTask;
        var watched = Task.FromResult<LineVerdict?>(null);
        BmcSession? own = null;
        try
        {
            if (server.Quirks.HasFlag(Quirks.SeparateSolSession))
            {
                own = await _desk.Dialer.OpenInTurnAsync(server, () => { }, ct);
                NoteSession(own.Id);
            }

            var session = own ?? shared;
            await using var channel = await session.ActivateSolAsync(new SolOptions { AcknowledgeWhenTaken = true, ReadInline = true }, ct);
            MarkLost();
            _signals = LineSignals.None;
            PublishLine(ConsoleLineState.Live, null);
            _channel = channel;
            wanted = EndWhenNotWantedAsync(line);
            watched = WatchAsync(session, channel, line);
            try
            {
                await RecordAsync(channel, line.Token);
            }
            catch (OperationCanceledException) when (line.IsCancellationRequested && !ct.IsCancellationRequested)
            {
                if (await watched is { } verdict)
                    return End(verdict, session, channel);
                NoteLost(WhyNotWanted(Release).Gap);
                return LineEnd.NotWanted;
            }
            finally
            {
                _channel = null;
                NoteLost(session.Closed.IsCancellationRequested ? ConsoleGap.SessionLost : ConsoleGap.LineLost, _desk.Time.GetUtcNow() - (session.Closed.IsCancellationRequested ? session.Silence : TimeSpan.Zero), weak: true);
            }

            return LineEnd.Ended;
        }
        catch (IpmiException e)
        {
            throw BmcDialer.Translate(e, server, credentialWorkedBefore: true);
        }
        finally
        {
            await line.CancelAsync();
            await wanted;
            await watched;
            if (own is not null)
            {
                await own.DisposeAsync();
                ForgetSession(own.Id);
            }
        }
    }

    /// <summary>Watches the line while it is used, and ends its use when it is not ours any more.</summary>
    private async Task<LineVerdict?> WatchAsync(BmcSession session, SolChannel channel, CancellationTokenSource line)
    {
        try
        {
            var watch = new LineWatch(session, channel, Options, _desk.Time, () => IsPowerChanging || _people.IsBusy);
            var verdict = await watch.RunAsync(line.Token);
            await line.CancelAsync();
            return verdict;
        }
        catch (Exception e) when (e is OperationCanceledException or IpmiException or ObjectDisposedException)
        {
            // The line ended by itself.
            return null;
        }
    }

    private LineEnd End(LineVerdict verdict, BmcSession session, SolChannel channel)
    {
        // Nothing to deactivate: the BMC does not hear, or it would take the line from somebody else.
        channel.Abandon();
        switch (verdict)
        {
            case LineVerdict.BmcSilent:
                NoteLost(ConsoleGap.SessionLost, _desk.Time.GetUtcNow() - session.Silence);
                PublishLine(ConsoleLineState.Down, null);
                throw new BmcFailureException(BmcProblem.SessionLost, "The BMC stopped answering while the console was live.") { EndsSession = true };
            case LineVerdict.TakenByOther:
                NoteLost(ConsoleGap.Stolen);
                throw new BmcFailureException(BmcProblem.SolHeldByOther, "The BMC gave the line to somebody else without a word.");
            default:
                NoteLost(ConsoleGap.LineLost);
                return LineEnd.Ended;
        }
    }

    private async Task RecordAsync(SolChannel channel, CancellationToken ct)
    {
        await foreach (var happened in channel.ReadAllAsync(ct))
        {
            switch (happened.Kind)
            {
                case SolEventKind.Data:
                    await _console.AppendAsync(happened.Data, ct);
                    break;
                case SolEventKind.Gap:
                    _console.MarkGap(ConsoleGap.LineLost);
                    break;
                case SolEventKind.CharactersLost:
                    NoteSignal(happened.Kind);
                    _console.MarkGap(ConsoleGap.BmcOverrun);
                    break;
                case SolEventKind.Deactivated:
                    return;
                default:
                    // A break from the host, or the BMC cannot pass characters (the host is off): the line itself is well.
                    NoteSignal(happened.Kind);
                    break;
            }
        }
    }

    private enum LineEnd
    {
        Ended,
        NotWanted,
    }
}
