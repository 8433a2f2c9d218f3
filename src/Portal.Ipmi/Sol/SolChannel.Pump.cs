namespace Portal.Ipmi.Sol;

/// <summary>The one loop that sends, and the timer that wakes it.</summary>
public sealed partial class SolChannel
{
    private static readonly Task<ExecutionContext> s_plain = CapturePlainAsync();

    private readonly byte[] _packet = new byte[SolPacket.HeaderLength + SolPacket.MaxCharacters];
    private TimeSpan _armedFor = TimeSpan.MaxValue;
    private volatile bool _fired;
    private ITimer? _timer;
    private CancellationTokenRegistration _closed;
    private Task _pump = Task.CompletedTask;

    private static Task<ExecutionContext> CapturePlainAsync()
    {
        using var _ = ExecutionContext.SuppressFlow();
        return Task.Run(() => ExecutionContext.Capture()!);
    }

    private void Start(ExecutionContext plain)
    {
        // The channel outlives the request that activates it, and keeps nothing of its context.
        using var _ = ExecutionContext.SuppressFlow();
        _timer = _link.TimeProvider.CreateTimer(
            static state => ((SolChannel)state!).OnTimer(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        // The pump goes on in the plain one whoever wakes it.
        ExecutionContext.Run(plain, static channel => ((SolChannel)channel!)._pump = ((SolChannel)channel).PumpAsync(), this);
        _closed = _link.Closed.UnsafeRegister(static state => ((SolChannel)state!).OnLinkClosed(), this);
    }

    private void OnTimer()
    {
        _fired = true;
        _wake.Set();
    }

    private async Task PumpAsync()
    {
        try
        {
            while (true)
            {
                var length = Prepare();
                if (length < 0)
                    return;
                if (length == 0)
                    await _wake.WaitAsync().ConfigureAwait(false);
                else
                    await _link.SendAsync(_packet.AsMemory(0, length), _link.Closed).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (_link.Closed.IsCancellationRequested)
        {
            // As below.
        }
        catch (IpmiException e) when (e.Failure == IpmiFailure.SessionLost)
        {
            // The session is ending; OnLinkClosed, which knows why, ends the channel.
        }
        // The edge of the loop: whatever stops it ends the channel, and is told to reader and writers.
        catch (Exception e)
        {
            Lose(new IpmiException(IpmiFailure.SessionLost, "SOL ended: the session could not send.", e));
        }
    }

    /// <summary>Writes the next packet into <see cref="_packet"/>: its length, 0 when there is none yet, -1 when the channel has ended.</summary>
    private int Prepare()
    {
        lock (_gate)
        {
            if (_ended)
                return -1;

            var now = Now;
            if (_window.IsLost(now))
            {
                Lose(new IpmiException(
                    IpmiFailure.SessionLost,
                    $"The BMC acknowledged no SOL packet for {_options.AcknowledgementTimeout.TotalSeconds:0} s."));
                return -1;
            }

            if (_window.AbandonBreak(now))
            {
                _input.CompleteBreak(new IpmiTimeoutException(
                    IpmiFailure.CommandTimeout, "The BMC did not acknowledge the break; it may have reached the host.", outcomeUnknown: true));
            }

            if (_activated && _window.WantsInput(now))
                StartInput();

            var length = _window.NextPacket(now, _packet);
            if (length == 0 && _window.NextDeadline is { } deadline)
                Arm(deadline, now);
            return length;
        }
    }

    private void StartInput()
    {
        if (_input.NextIsBreak)
        {
            _input.TakeBreak();
            _window.StartBreak();
        }
        else if (_input.Take(_window.InputBuffer) is > 0 and var count)
        {
            _window.StartCharacters(count);
        }
    }

    /// <summary>
    /// The timer is touched only to bring it forward: most deadlines are over, because the acknowledgement came, before it would
    /// fire, and it may well fire for nothing once in a while.
    /// </summary>
    private void Arm(TimeSpan deadline, TimeSpan now)
    {
        // A timer may fire a little early by our clock: then it is not armed any more, whatever the time.
        var armed = !_fired && _armedFor > now;
        if (armed && _armedFor <= deadline)
            return;

        _fired = false;

        _armedFor = deadline;
        // Timers cut to whole milliseconds; one that fires early would only be armed again.
        var due = deadline > now ? TimeSpan.FromMilliseconds(Math.Ceiling((deadline - now).TotalMilliseconds)) : TimeSpan.Zero;
        _timer!.Change(due, Timeout.InfiniteTimeSpan);
    }

    private void OnLinkClosed()
    {
        var reason = _link.Reason;
        var failure = reason as IpmiException
            ?? new IpmiException(IpmiFailure.SessionLost, "SOL ended with its session.", reason);
        if (reason is null)
            End(null, failure);
        else
            Lose(failure);
    }

    private void Lose(IpmiException failure)
    {
        lock (_gate)
        {
            if (_ended)
                return;
            Log.Lost(_link.Logger, failure.Failure, failure.Message);
            End(failure, failure);
        }
    }
}
