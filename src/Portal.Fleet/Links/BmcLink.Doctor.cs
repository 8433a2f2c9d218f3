using System.Runtime.CompilerServices;
using Portal.Fleet.Consoles;
using Portal.Fleet.Consoles.Doctor;
using Portal.Fleet.Power;
using Portal.Fleet.Status;
using Portal.Ipmi;

namespace Portal.Fleet.Links;

/// <summary>The console doctor's hands: what only the link knows and can do.</summary>
internal sealed partial class BmcLink
{
    /// <summary>How far back the record is read for what a boot printed.</summary>
    private const int DoctorReads = 1024 * 1024;

    /// <summary>How far back noise is looked for.</summary>
    private const int DoctorNoise = 1024;

    /// <summary>How many operations are looked through for the newest that powered the host on.</summary>
    private const int DoctorOperations = 20;

    private static readonly TimeSpan s_probeWait = TimeSpan.FromSeconds(3);

    // One at a time: a page that is opened ten times must not ask the BMC ten times as much.
    private readonly SemaphoreSlim _examining = new(1, 1);

    private volatile LineSignals _signals = LineSignals.None;
    private long _poweredOnTicks;

    public async IAsyncEnumerable<DoctorFinding> ExamineConsoleAsync(DoctorAsker asker, [EnumeratorCancellation] CancellationToken ct)
    {
        await _examining.WaitAsync(ct);
        try
        {
            var started = _desk.Time.GetTimestamp();
            var session = await WaitForSessionAsync(ct);
            var reader = session is null ? null : new DoctorReader(session, _server.UserName);
            var facts = await ReadOwnAsync(asker, session, ct);
            for (var check = DoctorCheck.Session; check <= DoctorCheck.Driver; check++)
            {
                if (check == DoctorCheck.LastByte)
                    facts = facts with { LastByteAt = _console.LastByteAt, Now = _desk.Time.GetUtcNow() };
                if (reader is not null)
                    facts = await reader.ReadAsync(check, facts, ct);
                if (check == DoctorCheck.Line)
                    facts = WithLine(facts);
                yield return ConsoleDiagnosis.Judge(check, facts) with { Took = _desk.Time.GetElapsedTime(started) };
                started = _desk.Time.GetTimestamp();
            }
        }
        finally
        {
            _examining.Release();
        }
    }

    public async Task<DoctorRepair> RepairConsoleAsync(DoctorFix fix, CancellationToken ct)
    {
        await _examining.WaitAsync(ct);
        try
        {
            if (await WaitForSessionAsync(ct) is not { } session)
            {
                lock (_lock)
                    return new DoctorRepair(fix, _linkProblem.Problem == BmcProblem.None ? BmcProblem.NoAnswer : _linkProblem.Problem, _linkProblem.Detail);
            }

            try
            {
                await new ConsoleRepair(session, session.Privilege, _server.UserName).ApplyAsync(fix, ct);
            }
            catch (IpmiException e)
            {
                var failure = BmcDialer.Translate(e, _server, credentialWorkedBefore: true);
                return new DoctorRepair(fix, failure.Problem, failure.Detail);
            }

            // Whatever kept the line away may be gone.
            _wake.Beat();
            await WaitForLineAsync(ct);
            return new DoctorRepair(fix, BmcProblem.None, null);
        }
        finally
        {
            _examining.Release();
        }
    }

    public async Task<DoctorFinding> ProbeConsoleAsync(ConsolePerson by, bool isBreak, CancellationToken ct)
    {
        var before = _console.Next;
        var started = _desk.Time.GetTimestamp();
        try
        {
            if (isBreak)
            {
                await SendBreakAsync(by, ct);
                return DoctorFinding.Ok(DoctorCheck.Probe, DoctorSaying.ProbeBreakTaken);
            }

            await WriteConsoleAsync(by, "\r"u8.ToArray(), ct);
        }
        catch (ConsoleUnavailableException e)
        {
            return DoctorFinding.Failed(DoctorCheck.Probe, DoctorSaying.ProbeNotTaken, e.Problem);
        }
        catch (ConsoleControlledException e)
        {
            return DoctorFinding.Warning(DoctorCheck.Probe, DoctorSaying.ProbeOtherTypes, e.Driver);
        }

        using var limit = new CancellationTokenSource(s_probeWait, _desk.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, ct);
        try
        {
            await _console.WaitBeyondAsync(before, either.Token);
            return DoctorFinding.Ok(DoctorCheck.Probe, DoctorSaying.ProbeAnswered, (int)(_console.Next - before), (int)_desk.Time.GetElapsedTime(started).TotalMilliseconds);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return DoctorFinding.Warning(DoctorCheck.Probe, DoctorSaying.ProbeSilent, (int)s_probeWait.TotalSeconds);
        }
    }

    /// <summary>Notes what the line signals besides characters.</summary>
    private void NoteSignal(Ipmi.Sol.SolEventKind kind)
    {
        var now = _desk.Time.GetUtcNow();
        _signals = kind switch
        {
            Ipmi.Sol.SolEventKind.TransferUnavailable => _signals with { BlockedSince = _signals.BlockedSince ?? now },
            Ipmi.Sol.SolEventKind.TransferResumed => _signals with { BlockedSince = null },
            Ipmi.Sol.SolEventKind.CharactersLost => _signals with { OverrunAt = now },
            _ => _signals,
        };
    }

    /// <summary>The host was off when the power was read the last time, and is on now.</summary>
    private void NotePower(BmcStatus before, bool isOn)
    {
        if (!isOn || before is not { Power: PowerState.Off, PowerReadAt: { } at })
            return;
        Interlocked.Exchange(ref _poweredOnTicks, at.UtcTicks);
        WakeForPower();
    }

    private async Task<DoctorFacts> ReadOwnAsync(DoctorAsker asker, BmcSession? session, CancellationToken ct)
    {
        BmcProblem linkProblem;
        lock (_lock)
            linkProblem = _linkProblem.Problem;
        return WithLine(new DoctorFacts
        {
            Asker = asker,
            Now = _desk.Time.GetUtcNow(),
            HasSession = session is not null,
            LinkProblem = linkProblem,
            CipherSuite = (int?)session?.CipherSuite,
            Privilege = session?.Privilege ?? PrivilegeLevel.Highest,
            Policy = _server.ConsolePolicy,
            Record = _console.RecordState,
            LastByteAt = _console.LastByteAt,
            PoweredOnAt = await PoweredOnAsync(ct),
            Text = await ReadTextAsync(ct),
            Driver = _console.Control.Driver,
        });
    }

    private DoctorFacts WithLine(DoctorFacts facts)
    {
        lock (_lock)
            return facts with { Line = _desk.Board.Get(Id).Console, LineProblem = _consoleProblem.Problem, Signals = _signals };
    }

    private async Task<DateTimeOffset?> PoweredOnAsync(CancellationToken ct)
    {
        DateTimeOffset? seen = Interlocked.Read(ref _poweredOnTicks) is > 0 and var ticks ? new DateTimeOffset(ticks, TimeSpan.Zero) : null;
        foreach (var operation in await _desk.Power.ListAsync([Id], [], DoctorOperations, ct))
        {
            if (operation is { Action: PowerAction.On or PowerAction.Cycle or PowerAction.Reset, State: PowerOperationState.Confirmed, SentAt: { } sent })
                return seen > sent ? seen : sent;
        }

        return seen;
    }

    private async Task<HostText> ReadTextAsync(CancellationToken ct)
    {
        var end = _console.Next;
        var scanner = new HostTextScanner();
        try
        {
            await foreach (var chunk in _console.ReadAsync(Math.Max(Math.Max(_console.First, _console.CutAt), end - DoctorReads), end, ct))
                scanner.Take(chunk.Data.Span);
            var noise = new byte[DoctorNoise];
            return scanner.End(noise.AsSpan(0, _console.ReadTail(noise)));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Log.TailUnreadable(_desk.Logger, Id, e);
            return HostText.Nothing;
        }
    }

    /// <summary>Gives the line a moment to come up, so that what is looked at next is how things are now.</summary>
    private async Task WaitForLineAsync(CancellationToken ct)
    {
        using var limit = new CancellationTokenSource(Options.DoctorSettle, _desk.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, ct);
        var pulse = new Pulse();
        using var subscription = _desk.Board.Subscribe(Id, pulse.Beat);
        try
        {
            while (true)
            {
                var next = pulse.Next;
                var state = _desk.Board.Get(Id).Console;
                if (IsLineWanted ? state == ConsoleLineState.Live : state is ConsoleLineState.Released or ConsoleLineState.Idle or ConsoleLineState.Off)
                    return;
                await next.WaitAsync(either.Token);
            }
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            // It did not: the next look says why.
        }
    }
}
