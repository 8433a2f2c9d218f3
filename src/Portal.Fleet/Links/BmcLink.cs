using Portal.Fleet.Consoles;
using Portal.Fleet.Events;
using Portal.Fleet.Polling;
using Portal.Fleet.Servers;
using Portal.Fleet.Status;
using Portal.Ipmi;

namespace Portal.Fleet.Links;

/// <summary>
/// The portal's link to one BMC: one session shared by polls, commands and SOL, opened again after every loss. Its loops run on their own;
/// whoever calls only reads or wakes them.
/// </summary>
internal sealed partial class BmcLink : IBmc, IAsyncDisposable
{
    /// <summary>A session that ended sooner than this counts as one more failed try.</summary>
    private static readonly TimeSpan s_stable = TimeSpan.FromSeconds(60);

    private readonly LinkDesk _desk;
    private readonly Throttle _consoleChanged;
    private readonly CancellationTokenSource _stopping = new();
    private readonly Lock _lock = new();

    // Someone wants a try now.
    private readonly Pulse _wake = new();

    // The session came or went, or a try failed.
    private readonly Pulse _changed = new();

    private volatile ConsoleSession _console;
    private volatile Server _server;
    private volatile BmcSession? _session;
    private volatile CancellationTokenSource? _serving;
    private Task? _run;
    private int _failures;
    private long _lastTry;
    private (BmcProblem Problem, string? Detail) _linkProblem;
    private (BmcProblem Problem, string? Detail) _pollProblem;
    private (BmcProblem Problem, string? Detail) _consoleProblem;

    public BmcLink(Server server, LinkDesk desk)
    {
        _server = server;
        _tenancyEpoch = server.Epoch;
        _desk = desk;
        _consoleChanged = new Throttle(desk.Options.LastLineEvery, desk.Time, PublishConsole);
        _console = NewConsole(EmptyRecord.Instance);
        _schedule = new PollSchedule(desk.Readings.Plan);
    }

    public BmcId Id => _server.Id;

    private FleetOptions Options => _desk.Options;

    /// <summary>The row changed. A session that would be opened in another way now is dropped.</summary>
    public void Apply(Server server)
    {
        var old = _server;
        _server = server;
        BeginTenancy(server.Epoch);
        _console.Apply(server.ConsolePolicy, _desk.Record.RetentionOf(server), server.ConsoleRecording);
        _console.Charset = server.ConsoleCharset;
        _console.Cut(server.ConsoleFrom);
        _demand.Beat();
        if (server.TenancyFrom != old.TenancyFrom)
        {
            // What wants a look is counted for the present tenancy, which has nothing yet.
            _desk.Board.Update(Id, status => status with { Events = EventCounts.None });

            // Nor an inventory of its own: what was read before stays with those who may know what was then.
            HurryInventory();
        }

        if (!server.ConnectsLike(old))
        {
            Drop();
            _wake.Beat();
        }
        else if (_linkProblem.Problem is BmcProblem.AddressNotAllowed or BmcProblem.CredentialMissing)
        {
            // Costs no packet when it is still so.
            _wake.Beat();
        }
    }

    /// <summary>Ends the session, and opens another.</summary>
    private void Drop()
    {
        try
        {
            _serving?.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // It ended by itself this moment.
        }
    }

    /// <summary>Takes up the console's record and starts the link's loop. Links are made before the records are open, and where none ever are.</summary>
    public void Start()
    {
        if (_run is not null)
            return;
        var record = _desk.Consoles.Open(Id);
        record.Apply(_server.ConsolePolicy, _desk.Record.RetentionOf(_server), _server.ConsoleRecording);
        _console = NewConsole(record);
        _console.Charset = _server.ConsoleCharset;
        _console.Cut(_server.ConsoleFrom);
        RememberLastRun();
        _run = Task.Run(() => RunAsync(_stopping.Token));
    }

    /// <summary>Closes the session and ends the loop.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        if (_run is not null)
            await _run;
        _consoleChanged.Dispose();
    }

    /// <summary>Deletes what is recorded; after <see cref="DisposeAsync"/>.</summary>
    public void DeleteConsole() => _console.Delete();

    public Task ReconnectAsync(CancellationToken ct)
    {
        // Impatience must not lock the BMC's account.
        if (!BackOff.IsAboutCredential(_linkProblem.Problem) || _desk.Time.GetElapsedTime(Interlocked.Read(ref _lastTry)) >= Options.BackOffRefused)
            _wake.Beat();
        return Task.CompletedTask;
    }

    private ConsoleSession NewConsole(IConsoleRecord record) => new(record, Options.ConsoleControlIdle, _desk.Time, _consoleChanged.Signal);

    private async Task RunAsync(CancellationToken ct)
    {
        try
        {
            PublishConsole();
            var attempts = 0;
            while (true)
            {
                var server = _server;
                var woken = _wake.Next;
                var (up, failure) = await ConnectAndServeAsync(server, ct);
                ct.ThrowIfCancellationRequested();
                if (failure is null)
                {
                    // The row changed under the session.
                    attempts = 0;
                    continue;
                }

                attempts = up > s_stable ? 1 : attempts + 1;
                await WaitAsync(server, failure, attempts, woken, ct);
                if (!_server.ConnectsLike(server))
                    attempts = 0;
            }
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            _desk.Board.Update(Id, status => status with { Link = LinkState.Idle, Console = ConsoleLineState.Down, NextTryAt = null, CipherSuite = null });
        }
    }

    /// <summary>One session from its opening to its end. No failure means that the row changed.</summary>
    private async Task<(TimeSpan Up, BmcFailureException? Failure)> ConnectAndServeAsync(Server server, CancellationToken ct)
    {
        using var serving = CancellationTokenSource.CreateLinkedTokenSource(ct);
        _serving = serving;
        try
        {
            var dialed = _desk.Time.GetTimestamp();
            var session = await LogInAsync(
                () =>
                {
                    dialed = _desk.Time.GetTimestamp();
                    PublishConnecting();
                }, serving.Token);
            var opened = _desk.Time.GetTimestamp();
            NoteDialed(_desk.Time.GetElapsedTime(dialed));
            var failure = await ServeAsync(session, server, serving.Token);
            return (_desk.Time.GetElapsedTime(opened), failure);
        }
        catch (BmcFailureException e)
        {
            NoteUnreachable(e.Problem);
            return (TimeSpan.Zero, e);
        }
        catch (OperationCanceledException) when (serving.IsCancellationRequested)
        {
            return (TimeSpan.Zero, null);
        }
        catch (Exception e)
        {
            // The loop's edge: the link must outlive whatever it did not expect, and say so.
            Log.Unexpected(_desk.Logger, Id, e);
            return (TimeSpan.Zero, new BmcFailureException(BmcProblem.HandshakeRefused, "The portal failed while it talked to the BMC; its log tells more.", e));
        }
        finally
        {
            _serving = null;
            Interlocked.Exchange(ref _lastTry, _desk.Time.GetTimestamp());
        }
    }

    private async Task<BmcFailureException?> ServeAsync(BmcSession session, Server server, CancellationToken ct)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct, session.Closed);
        await using (session)
        {
            PublishOnline(session);
            NoteSession(session.Id);
            var marked = MarkVerifiedAsync(server, ct);
            var poll = EndAsync(PollAsync(session, stop.Token), stop);
            var console = EndAsync(HoldConsoleAsync(session, server, stop.Token), stop);
            var readings = KeepReadingAsync(session, stop.Token);
            var failure = await poll;
            failure ??= await console;
            await console;
            await readings;
            await marked;
            _session = null;
            _changed.Beat();
            if (ct.IsCancellationRequested)
            {
                await session.DisposeAsync();
                ForgetSession(session.Id);
                return null;
            }

            failure ??= Translate(session.Reason as IpmiException, server);
            NoteSessionLost(session);
            return failure;
        }
    }

    /// <summary>Awaits one of the session's loops; its end is the end of the other.</summary>
    private async Task<BmcFailureException?> EndAsync(Task loop, CancellationTokenSource stop)
    {
        try
        {
            await loop;
            return null;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return null;
        }
        catch (BmcFailureException e)
        {
            return e;
        }
        catch (Exception e)
        {
            Log.Unexpected(_desk.Logger, Id, e);
            return new BmcFailureException(BmcProblem.SessionLost, "The portal failed while it talked to the BMC; its log tells more.", e);
        }
        finally
        {
            await stop.CancelAsync();
        }
    }

    private async Task WaitAsync(Server server, BmcFailureException failure, int attempts, Task woken, CancellationToken ct)
    {
        var seen = _desk.Board.Get(Id).SeenAt;
        var now = _desk.Time.GetUtcNow();
        var recently = seen is not null && now - seen < Options.RecentlySeen;
        var delay = BackOff.Delay(failure.Problem, attempts, recently, Random.Shared.NextDouble(), Options);
        PublishWaiting(failure, attempts, now + delay);
        Interlocked.Increment(ref _failures);
        _changed.Beat();
        if (!_server.ConnectsLike(server))
            return;
        await SleepAsync(delay, woken, ct);
    }

    /// <summary>Sleeps until the time is over or the pulse beats.</summary>
    private async Task SleepAsync(TimeSpan delay, Task pulse, CancellationToken ct)
    {
        try
        {
            await pulse.WaitAsync(delay, _desk.Time, ct);
        }
        catch (TimeoutException)
        {
            // The usual end of a sleep.
        }
    }

    private async Task MarkVerifiedAsync(Server server, CancellationToken ct)
    {
        if (server.CredentialVerifiedAt is not null)
            return;
        try
        {
            var at = await _desk.Marks.VerifiedAsync(server, ct);
            Interlocked.CompareExchange(ref _server, server.WithVerifiedCredential(at), server);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            // The next login writes it.
        }
        catch (Exception e)
        {
            // The session is worth more than the mark; the next login writes it.
            Log.NotMarked(_desk.Logger, Id, e);
        }
    }

    /// <summary>Someone looks at this server: try at once when BMC or line may be free again, but never hammer.</summary>
    private void WakeForViewer()
    {
        if (_session is not null ? _channel is null : BackOff.MayComeBackBySelf(_linkProblem.Problem) && _desk.Time.GetElapsedTime(Interlocked.Read(ref _lastTry)) >= Options.BackOffMin)
            _wake.Beat();
    }

    /// <summary>The host's power changes: a BMC that refused the line may give it now, and what the host prints first matters most.</summary>
    private void WakeForPower()
    {
        if (_session is not null && _channel is null)
            _wake.Beat();
    }

    private static BmcFailureException Translate(IpmiException? e, Server server) =>
        e is null ? new BmcFailureException(BmcProblem.SessionLost, null) : new BmcFailureException(BmcProblem.SessionLost, BmcProblems.Scrub(e.Message, BmcDialer.EndPointOf(server)), e);
}
