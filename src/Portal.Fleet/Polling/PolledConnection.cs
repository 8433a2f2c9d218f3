using System.Runtime.CompilerServices;
using Portal.Ipmi;
using Portal.Ipmi.Bridging;

namespace Portal.Fleet.Polling;

/// <summary>
/// The session as polls use it: one request at a time, after people's commands, within the budgets of the BMC and of the process, and counted. It outlives
/// sessions, so that what is known of the sensors does too. For one caller at a time.
/// </summary>
internal sealed class PolledConnection(HumanFirst people, PollPace pace, PollBudget budget, VitalsMeter vitals, TimeProvider time, long start) : IBridgingConnection
{
    private volatile IBridgingConnection? _session;
    private bool _isPaced;

    /// <summary>The present session; null between two.</summary>
    public IBridgingConnection? Session
    {
        get => _session;
        set => _session = value;
    }

    /// <summary>How many times as fast as on schedule, while somebody waits for it.</summary>
    public double Haste { get; set; } = 1;

    /// <summary>
    /// The caller waits by itself, with <see cref="PaceAsync"/> before each step, so that a pause does not look like a slow answer; what a step sends beyond one
    /// request is waited for before the next.
    /// </summary>
    public bool IsStepwise { get; set; }

    /// <summary>Waits until the next request may be sent: for the budgets, and for people.</summary>
    public async ValueTask PaceAsync(CancellationToken ct)
    {
        var wait = pace.Take(Now, Haste);
        var budgeted = budget.Take();
        wait = wait > budgeted ? wait : budgeted;
        if (wait > TimeSpan.Zero)
            await Task.Delay(wait, time, ct);
        await people.WaitAsync(ct);
        _isPaced = true;
    }

    public ValueTask<TResponse> SendAsync<TResponse>(IpmiRequest<TResponse> request, CancellationToken ct) => SendAsync(request, null, ct);

    public IIpmiConnection Behind(SatelliteAddress satellite) => new Satellite(this, satellite);

    private TimeSpan Now => time.GetElapsedTime(start);

    // Pooled: this runs once per sensor and poll.
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<TResponse> SendAsync<TResponse>(IpmiRequest<TResponse> request, SatelliteAddress? satellite, CancellationToken ct)
    {
        if (!IsStepwise)
            await PaceAsync(ct);
        else if (!_isPaced)
            pace.Take(Now, Haste);
        _isPaced = false;
        var session = _session ?? throw new IpmiTimeoutException(IpmiFailure.CommandTimeout, "There is no session.", outcomeUnknown: false);
        var connection = satellite is null ? session : session.Behind(satellite);
        var sentAt = Now;
        try
        {
            var response = await connection.SendAsync(request, ct);
            Note(sentAt, refused: false);
            return response;
        }
        catch (IpmiTimeoutException)
        {
            vitals.Unanswered(Now);
            pace.Answered(Now, Now - sentAt);
            throw;
        }
        catch (IpmiException e) when (e.Failure is IpmiFailure.CommandRefused or IpmiFailure.Malformed)
        {
            Note(sentAt, refused: true);
            throw;
        }
    }

    private void Note(TimeSpan sentAt, bool refused)
    {
        var now = Now;
        vitals.Answered(now, now - sentAt, refused);
        pace.Answered(now, now - sentAt);
    }

    private sealed class Satellite(PolledConnection owner, SatelliteAddress address) : IIpmiConnection
    {
        public ValueTask<TResponse> SendAsync<TResponse>(IpmiRequest<TResponse> request, CancellationToken ct) => owner.SendAsync(request, address, ct);
    }
}
