using Portal.Fleet.Events;
using Portal.Fleet.Inventory;
using Portal.Fleet.Polling;
using Portal.Fleet.Sensors;
using Portal.Ipmi;

namespace Portal.Fleet.Links;

/// <summary>
/// Sensors and event log: read on a schedule beside the power, one request after the other, behind people's commands. A failure here is never the session's: that
/// the power's poll decides, which is asked at once.
/// </summary>
internal sealed partial class BmcLink
{
    private readonly Pulse _readNow = new();
    private readonly PollSchedule _schedule;
    private readonly VitalsMeter _vitals = new();
    private readonly int[] _watchers = new int[Enum.GetValues<ReadingKind>().Length];
    private readonly long[] _wantedUntil = new long[Enum.GetValues<ReadingKind>().Length];
    private readonly ReadingsFailure?[] _failed = new ReadingsFailure?[Enum.GetValues<PollJob>().Length];

    private PolledConnection? _polled;
    private volatile SensorPoller? _sensors;
    private volatile EventPoller? _events;
    private volatile SensorSnapshot? _snapshot;

    private TimeSpan Uptime => _desk.Time.GetElapsedTime(0);

    private PollDemand Demand => new(IsWanted(ReadingKind.Sensors), IsWanted(ReadingKind.Events), IsWanted(ReadingKind.Inventory));

    public IDisposable WatchReadings(ReadingKind kind)
    {
        Interlocked.Increment(ref _watchers[(int)kind]);
        MakeHaste();
        return new Watch(this, kind);
    }

    public void WantReadings(ReadingKind kind, TimeSpan until)
    {
        Interlocked.Exchange(ref _wantedUntil[(int)kind], (Uptime + until).Ticks);
        MakeHaste();
    }

    /// <summary>Also a round that is under way goes faster for one who just came.</summary>
    private void MakeHaste()
    {
        if (_polled is { } polled)
            polled.Haste = _desk.Readings.Options.Haste;
        _readNow.Beat();
    }

    public void HurryReadings(ReadingKind kind)
    {
        if (kind == ReadingKind.Inventory && !AskInventory())
            return;
        lock (_schedule)
        {
            foreach (var job in JobsOf(kind))
                _schedule.Hurry(job, Uptime);
        }

        _readNow.Beat();
    }

    public void ForgetReadings(ReadingKind kind)
    {
        if (kind == ReadingKind.Sensors)
            _sensors?.Forget();
        else if (kind == ReadingKind.Events)
            _events?.Forget();
        HurryReadings(kind);
    }

    public (SensorSnapshot? Snapshot, BmcVitals Vitals, ReadingsState State) GetSensors() => (_snapshot, _vitals.Read(Uptime), StateOf(PollJob.Sensors));

    public (EventLogView? Log, ReadingsState State) GetEventLog() => (_events?.View(), StateOf(PollJob.Events));

    private async Task KeepReadingAsync(BmcSession session, CancellationToken ct)
    {
        try
        {
            PrepareReadings(session);
            while (true)
            {
                var changed = _readNow.Next;
                (PollJob Job, TimeSpan At)? next;
                lock (_schedule)
                    next = _schedule.Next(Demand, Uptime);
                var wait = next is { } due ? due.At - Uptime : Timeout.InfiniteTimeSpan;
                if (next is null || wait > TimeSpan.Zero)
                    await SleepAsync(wait, changed, ct);
                else
                    await RunJobAsync(next.Value.Job, ct);
            }
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            // The session's end.
        }
        catch (Exception e)
        {
            // The loop's edge: the console and the power go on without it.
            Log.Unexpected(_desk.Logger, Id, e);
        }
        finally
        {
            if (_polled is { } polled)
                polled.Session = null;
        }
    }

    private void PrepareReadings(BmcSession session)
    {
        var desk = _desk.Readings;
        if (_polled is null)
        {
            var pace = new PollPace(desk.Options.PerBmc, desk.Options.Burst);
            _polled = new PolledConnection(_people, pace, desk.Budget, _vitals, _desk.Time, 0);
            _sensors = new SensorPoller(_polled, desk.Records, _desk.Time);
            _events = new EventPoller(Id, _polled, _sensors, desk.Events, _desk.Time);
            _inventory = new InventoryPoller(_polled, _sensors, _desk.Time);
        }
        else
        {
            SuspectInventory();
        }

        _polled.Session = session;
        _sensors!.BeginSession();
        lock (_schedule)
            _schedule.Begin(Uptime, desk.Options.Spread, Random.Shared.NextDouble());
    }

    private async Task RunJobAsync(PollJob job, CancellationToken ct)
    {
        var started = Uptime;
        _polled!.Haste = Demand.Wants(job) ? _desk.Readings.Options.Haste : 1;
        try
        {
            switch (job)
            {
                case PollJob.Sensors:
                    Publish(await _sensors!.RunAsync(ct));
                    break;
                case PollJob.Events:
                    var (log, _) = await _events!.RunAsync(ct);
                    _desk.Board.Update(Id, status => status with { EventLog = log });
                    break;
                case PollJob.Inventory:
                    started = await TakeInventoryAsync(started, ct);
                    break;
                default:
                    await _events!.ReadClockAsync(ct);
                    if (_events.View() is { } view)
                        _desk.Board.Update(Id, status => status with { EventLog = view });
                    break;
            }

            _failed[(int)job] = null;
            lock (_schedule)
                _schedule.Done(job, started, Random.Shared.NextDouble());
            if (job == PollJob.Inventory)
                SettleInventory(failed: false);
        }
        catch (Exception e) when (!ct.IsCancellationRequested)
        {
            NoteFailed(job, e);
            if (job == PollJob.Inventory)
                SettleInventory(failed: true);
        }
    }

    private void Publish(SensorSnapshot snapshot)
    {
        _snapshot = snapshot;
        if (_desk.Readings.Options.KeepsHistory)
            _desk.Readings.History.Record(Id, snapshot);
        var summary = SensorSummary.Of(snapshot);
        _desk.Board.Update(Id, status => status with { Sensors = summary });
    }

    private void NoteFailed(PollJob job, Exception e)
    {
        var failure = e is IpmiException ipmi ? BmcDialer.Translate(ipmi, _server, credentialWorkedBefore: true) : null;
        var isUnsupported = e is IpmiCommandException { CompletionCode: CompletionCode.InvalidCommand };
        _failed[(int)job] = new ReadingsFailure(failure?.Problem ?? BmcProblem.CommandRefused, failure?.Detail, isUnsupported);
        BreakerState before, after;
        lock (_schedule)
        {
            before = _schedule.StateOf(job, Uptime);
            _schedule.Failed(job, Uptime, isUnsupported, Random.Shared.NextDouble());
            after = _schedule.StateOf(job, Uptime);
        }

        if (after == BreakerState.Open && before == BreakerState.Closed)
            Log.ReadingRests(_desk.Logger, Id, job, failure?.Problem ?? BmcProblem.CommandRefused, failure?.Detail);
        if (failure is null)
            Log.Unexpected(_desk.Logger, Id, e);

        // Whoever looks is told; and silence may be the session's end, which the other poll finds out.
        _desk.Board.Update(Id, status => status);
        if (e is IpmiTimeoutException)
            _pollNow.Beat();
    }

    private ReadingsState StateOf(PollJob job)
    {
        var failed = _failed[(int)job];
        lock (_schedule)
        {
            var now = Uptime;
            return new ReadingsState(
                _schedule.StateOf(job, now), _schedule.FailuresOf(job), _schedule.RestsUntil(job, now) is { } until ? _desk.Time.GetUtcNow() + (until - now) : null,
                failed?.Problem ?? BmcProblem.None, failed?.Detail, failed?.IsUnsupported ?? false);
        }
    }

    private static PollJob[] JobsOf(ReadingKind kind) => kind switch
    {
        ReadingKind.Sensors => [PollJob.Sensors],
        ReadingKind.Inventory => [PollJob.Inventory],
        _ => [PollJob.Events, PollJob.Clock],
    };

    private bool IsWanted(ReadingKind kind) => Volatile.Read(ref _watchers[(int)kind]) > 0 || Interlocked.Read(ref _wantedUntil[(int)kind]) > Uptime.Ticks;

    private sealed record ReadingsFailure(BmcProblem Problem, string? Detail, bool IsUnsupported);

    private sealed class Watch(BmcLink link, ReadingKind kind) : IDisposable
    {
        private int _ended;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _ended, 1) == 0)
                Interlocked.Decrement(ref link._watchers[(int)kind]);
        }
    }
}
