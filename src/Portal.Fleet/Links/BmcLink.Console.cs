using System.Runtime.CompilerServices;
using Portal.Fleet.Consoles;
using Portal.Fleet.Consoles.Doctor;
using Portal.Fleet.Consoles.History;
using Portal.Fleet.Consoles.Terminal;
using Portal.Fleet.Servers;
using Portal.Fleet.Status;
using Portal.Ipmi;
using Portal.Ipmi.Sol;

namespace Portal.Fleet.Links;

/// <summary>The console: SOL is held all the time, so that everything the host prints is recorded, unless the server's policy says otherwise.</summary>
internal sealed partial class BmcLink
{
    /// <summary>A line that was live this long may be taken up again at once.</summary>
    private static readonly TimeSpan s_stableLine = TimeSpan.FromSeconds(30);

    // Viewers came or went, or the policy changed.
    private readonly Pulse _demand = new();

    private volatile SolChannel? _channel;

    /// <summary>Whether the policy wants the line now.</summary>
    private bool IsLineWanted => _server.ConsolePolicy switch
    {
        ConsolePolicy.Always or ConsolePolicy.MemoryOnly => true,
        ConsolePolicy.OnDemand => _console.IsWatched,
        _ => false,
    };

    public ConsoleHistory History => _console.History;

    public async IAsyncEnumerable<ConsoleChunk> AttachConsoleAsync(ConsolePerson viewer, long? fromOffset, [EnumeratorCancellation] CancellationToken ct)
    {
        try
        {
            using var presence = _console.Join(viewer);
            _demand.Beat();
            WakeForViewer();
            await foreach (var chunk in _console.ReadAsync(fromOffset, to: null, ct, screens: true))
                yield return chunk;
        }
        finally
        {
            _demand.Beat();
        }
    }

    public async IAsyncEnumerable<ConsoleChunk> ReadConsoleAsync(long from, long to, [EnumeratorCancellation] CancellationToken ct)
    {
        await foreach (var chunk in _console.ReadAsync(from, Math.Min(to, _console.Next), ct))
            yield return chunk;
    }

    public ValueTask<TerminalSnapshot> GetScreenAsync(long offset, CancellationToken ct) => ValueTask.FromResult(_console.ScreenAt(offset));

    public bool ChangeControl(Func<ConsoleControl, DateTimeOffset, bool> change) => _console.ChangeControl(change);

    public ValueTask<ConsoleInfo> GetConsoleAsync(CancellationToken ct)
    {
        var status = _desk.Board.Get(Id);
        return ValueTask.FromResult(new ConsoleInfo(
            status.Console, LineProblem(), _console.First, _console.Next, _console.LastByteAt, _console.Viewers, _console.Control,
            _console.RecordState, _console.LostBytes));
    }

    public ValueTask<long> FindConsoleAsync(DateTimeOffset time, CancellationToken ct) => ValueTask.FromResult(_console.Find(time));

    private async Task OnLineAsync(ConsolePerson by, Func<SolChannel, Task> act)
    {
        if (_channel is not { } channel)
            throw new ConsoleUnavailableException(LineProblem());
        if (!_console.ChangeControl((control, now) => control.TryType(by, now)))
            throw new ConsoleControlledException(_console.Control.Driver?.Name ?? "Somebody else");
        try
        {
            await act(channel);
        }
        catch (Exception e) when (e is IpmiException or ObjectDisposedException)
        {
            var problem = e is IpmiException ipmi ? BmcProblems.Of(ipmi.Failure, credentialWorkedBefore: true) : LineProblem();
            throw new ConsoleUnavailableException(problem, interrupted: true);
        }
    }

    private BmcProblem LineProblem()
    {
        lock (_lock)
            return _linkProblem.Problem != BmcProblem.None ? _linkProblem.Problem : _consoleProblem.Problem;
    }

    /// <summary>Activates SOL again and again for as long as the session lives.</summary>
    private async Task HoldConsoleAsync(BmcSession session, Server server, CancellationToken ct)
    {
        var tries = 0;
        long? heldSince = null;
        PublishLine(ConsoleLineState.Connecting, null);
        while (true)
        {
            await WaitUntilWantedAsync(ct);
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
            catch (BmcFailureException e) when (!session.Closed.IsCancellationRequested)
            {
                tries++;
                delay = e.Problem == BmcProblem.SolHeldByOther
                    ? DelayWhileHeld(heldSince ??= started)
                    : BackOff.Delay(e.Problem, tries, recentlySeen: true, Random.Shared.NextDouble(), Options);
                var state = e.Problem switch
                {
                    BmcProblem.SolHeldByOther => ConsoleLineState.HeldByOther,
                    BmcProblem.SolDisabled or BmcProblem.SolRefused => ConsoleLineState.Refused,
                    _ => ConsoleLineState.Down,
                };
                PublishLine(state, e);
            }

            await SleepAsync(delay, _wake.Next, ct);
        }
    }

    /// <summary>Leaves the line to others for as long as the policy says.</summary>
    private async Task WaitUntilWantedAsync(CancellationToken ct)
    {
        var waited = false;
        while (true)
        {
            var demand = _demand.Next;
            if (IsLineWanted)
                break;
            waited = true;
            PublishLine(_server.ConsolePolicy == ConsolePolicy.Off ? ConsoleLineState.Off : ConsoleLineState.Idle, null);
            await demand.WaitAsync(ct);
        }

        if (waited)
            PublishLine(ConsoleLineState.Connecting, null);
    }

    /// <summary>Ends the use of the line when the policy no longer wants it; whoever looks away for a moment keeps it.</summary>
    private async Task EndWhenNotWantedAsync(CancellationTokenSource line)
    {
        try
        {
            while (true)
            {
                var demand = _demand.Next;
                if (!IsLineWanted)
                {
                    if (_server.ConsolePolicy == ConsolePolicy.OnDemand)
                        await SleepAsync(Options.ConsoleLinger, demand, line.Token);
                    if (!IsLineWanted && (_server.ConsolePolicy != ConsolePolicy.OnDemand || !demand.IsCompleted))
                    {
                        await line.CancelAsync();
                        return;
                    }

                    continue;
                }

                await demand.WaitAsync(line.Token);
            }
        }
        catch (OperationCanceledException) when (line.IsCancellationRequested)
        {
            // The line ended by itself.
        }
    }

    /// <summary>
    /// SOL is held. For about a minute it may be our own session that was lost: the BMC drops it then. Later it is someone else's, and
    /// nobody takes it from them without a person's word.
    /// </summary>
    private TimeSpan DelayWhileHeld(long since) => _desk.Time.GetElapsedTime(since) < Options.SolMaybeOurs ? Options.SolRetryFirst : Options.SolRetry;

    /// <summary>Activates SOL and reads it until it ends.</summary>
    private async Task<LineEnd> UseLineAsync(BmcSession shared, Server server, CancellationToken ct)
    {
        using var line = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var wanted = Task.CompletedTask;
        BmcSession? own = null;
        try
        {
            if (server.Quirks.HasFlag(Quirks.SeparateSolSession))
                own = await _desk.Dialer.OpenInTurnAsync(server, () => { }, ct);
            await using var channel = await (own ?? shared).ActivateSolAsync(new SolOptions { AcknowledgeWhenTaken = true }, ct);

            // What was printed while nobody listened is gone. At the very beginning of a record nothing can be missing.
            if (_console.Next > 0)
                _console.MarkGap(ConsoleGap.LineLost);
            _signals = LineSignals.None;
            PublishLine(ConsoleLineState.Live, null);
            _channel = channel;
            wanted = EndWhenNotWantedAsync(line);
            await RecordAsync(channel, line.Token);
            return LineEnd.Ended;
        }
        catch (OperationCanceledException) when (line.IsCancellationRequested && !ct.IsCancellationRequested)
        {
            return LineEnd.NotWanted;
        }
        catch (IpmiException e)
        {
            throw BmcDialer.Translate(e, server, credentialWorkedBefore: true);
        }
        finally
        {
            _channel = null;
            await line.CancelAsync();
            await wanted;
            if (own is not null)
                await own.DisposeAsync();
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
