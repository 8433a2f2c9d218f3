using Portal.Ipmi.Session;

namespace Portal.Ipmi.Sol;

/// <summary>
/// An active SOL payload: characters both ways, nothing lost, nothing doubled (IPMI 2.0 §15.9 to §15.11). Thread safe.
/// It ends by <see cref="DisposeAsync"/>, by the BMC, or with the session; dispose it before SOL is activated again on the same session.
/// </summary>
public sealed partial class SolChannel : IAsyncDisposable
{
    private readonly Lock _gate = new();
    private readonly ISolLink _link;
    private readonly SolOptions _options;
    private readonly long _started;
    private readonly SolInputQueue _input = new();
    private readonly WakeSignal _wake = new();

    private SolWindow _window;
    private bool _activated;
    private bool _ended;
    private Exception? _inputFailure;
    private int _untaken;
    private long _charactersIn;
    private long _charactersOut;

    private SolChannel(ISolLink link, SolOptions options)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(options.EventCapacity, 1);
        _link = link;
        _options = options;
        _started = link.TimeProvider.GetTimestamp();
        _window = NewWindow();
    }

    /// <summary>Largest number of characters in one packet to the BMC, after clamping what the BMC claimed.</summary>
    public int MaxOutboundCharacters
    {
        get
        {
            lock (_gate)
                return _window.MaxCharacters;
        }
    }

    /// <summary>What the channel has carried so far.</summary>
    public SolCounters Counters
    {
        get
        {
            lock (_gate)
                return new SolCounters(
                    _charactersIn, _charactersOut, _window.Retransmissions, _window.Refusals, _window.Duplicates, _window.Gaps);
        }
    }

    private TimeSpan Now => _link.TimeProvider.GetElapsedTime(_started);

    /// <summary>
    /// Sends characters to the host; completes when the BMC has accepted all of them. Calls are served in order. The memory must not
    /// change until then. Cancelling drops the characters that are not yet in flight.
    /// </summary>
    /// <exception cref="IpmiException">The channel has ended: how many characters arrived is not known.</exception>
    public Task WriteAsync(ReadOnlyMemory<byte> characters, CancellationToken ct) =>
        characters.IsEmpty ? Task.CompletedTask : EnqueueAsync(characters, ct);

    /// <summary>Sends a serial break, ordered behind earlier characters; completes when the BMC acknowledged it.</summary>
    /// <exception cref="IpmiTimeoutException">The BMC did not acknowledge it, as some never do: the break may have reached the host.</exception>
    public Task SendBreakAsync(CancellationToken ct) => EnqueueAsync(ReadOnlyMemory<byte>.Empty, ct);

    /// <summary>
    /// Completes when nothing that has been sent so far can reach the host any more but what it has: all of it was accepted, or the channel has ended. What waits
    /// behind it may still go out, unless it is cancelled.
    /// </summary>
    public Task SettleInputAsync(CancellationToken ct)
    {
        lock (_gate)
            return _ended ? Task.CompletedTask : _input.WhenSettled().WaitAsync(ct);
    }

    /// <summary>Takes one SOL payload. Called by the session's receive loop: synchronous, never blocks, keeps no reference to the bytes.</summary>
    internal void OnPayload(ReadOnlySpan<byte> payload)
    {
        bool brings;
        lock (_gate)
        {
            // Before the activation is answered, "deactivated" can only concern the one before it.
            if (_ended || (!_activated && SolPacket.TryRead(payload, out var packet) && packet.Status.HasFlag(SolStatus.Deactivated)))
                return;

            var before = _events.Count;
            Apply(_window.OnPacket(payload, Now, HasRoom));
            brings = _events.Count > before;
        }

        if (brings)
            WakeReader();
        // Most packets need an answer: it leaves from here, without a detour over the pool.
        _wake.SetAndRun();
    }

    private async Task EnqueueAsync(ReadOnlyMemory<byte> characters, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        SolWrite write;
        lock (_gate)
        {
            if (_ended)
                throw _inputFailure!;
            write = _input.Enqueue(characters);
        }

        // A key leaves on this thread, without a detour over the pool.
        _wake.SetAndRun();
        var registration = ct.UnsafeRegister(
            static (state, token) =>
            {
                var (channel, cancelled) = ((SolChannel, SolWrite))state!;
                lock (channel._gate)
                    cancelled.TrySetCanceled(token);
            },
            (this, write));
        await using (registration.ConfigureAwait(false))
            await write.Task.ConfigureAwait(false);
    }

    /// <summary>The reader has dealt with characters; once it has with all of them, they are acknowledged.</summary>
    private void OnTaken()
    {
        lock (_gate)
        {
            if (--_untaken > 0)
                return;
            _window.HoldsAnswer = false;
        }

        _wake.SetAndRun();
    }

    private void Apply(SolStep step)
    {
        if (step.Accepted > 0)
        {
            _charactersOut += step.Accepted;
            _input.Accept(step.Accepted);
        }

        if (step.BreakAcknowledged)
            _input.CompleteBreak(null);

        if (step.Signals != SolSignals.None)
            Report(step.Signals);
        if (!step.Characters.IsEmpty)
        {
            _charactersIn += step.Characters.Length;
            if (_options.AcknowledgeWhenTaken)
            {
                _untaken++;
                _window.HoldsAnswer = true;
            }

            Bring(new SolEvent(SolEventKind.Data, step.Characters.ToArray()));
        }

        if (step.Signals.HasFlag(SolSignals.Deactivated))
        {
            Log.DeactivatedByBmc(_link.Logger);
            Bring(new SolEvent(SolEventKind.Deactivated));
            End(null, new IpmiException(IpmiFailure.SessionLost, "The BMC deactivated SOL: another party took it, or it was switched off."));
        }
    }

    private void Report(SolSignals signals)
    {
        if (signals.HasFlag(SolSignals.TransferUnavailable))
            Bring(new SolEvent(SolEventKind.TransferUnavailable));
        if (signals.HasFlag(SolSignals.TransferResumed))
            Bring(new SolEvent(SolEventKind.TransferResumed));
        if (signals.HasFlag(SolSignals.Gap))
        {
            Log.Gap(_link.Logger);
            Bring(new SolEvent(SolEventKind.Gap));
        }

        if (signals.HasFlag(SolSignals.CharactersLost))
        {
            Log.CharactersLost(_link.Logger);
            Bring(new SolEvent(SolEventKind.CharactersLost));
        }

        if (signals.HasFlag(SolSignals.BreakDetected))
            Bring(new SolEvent(SolEventKind.BreakDetected));
    }

    /// <summary>Ends the channel; the first reason wins. The pump and the timer stop by themselves.</summary>
    private void End(Exception? reason, Exception inputFailure)
    {
        lock (_gate)
        {
            if (_ended)
                return;
            _ended = true;
            _inputFailure = inputFailure;
            _window.Close();
            _input.FailAll(inputFailure);
            _readFailure = reason;
        }

        _arrived.Set();
        _wake.Set();
    }

    private SolWindow NewWindow()
    {
        // A measured round trip beats a guess, but commands may be quicker than SOL: triple it. The first acknowledgement corrects it.
        var retransmission = _options.Retransmission;
        if (_link.RoundTrip is { } roundTrip && roundTrip * 3 < retransmission)
            retransmission = roundTrip * 3 > SolTimings.MinRetransmission ? roundTrip * 3 : SolTimings.MinRetransmission;
        return new SolWindow(
            new SolTimings(retransmission, _options.AcknowledgementTimeout), Commands.App.PayloadActivation.FallbackCharacters);
    }
}
