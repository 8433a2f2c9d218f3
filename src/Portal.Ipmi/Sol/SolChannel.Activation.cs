using Portal.Ipmi.Commands.App;

namespace Portal.Ipmi.Sol;

/// <summary>Beginning and end: Activate and Deactivate Payload.</summary>
public sealed partial class SolChannel
{
    private const int MaxActivations = 3;

    private static readonly TimeSpan s_deactivationLimit = TimeSpan.FromSeconds(2);

    private bool _disposed;

    /// <summary>Deactivates the payload on the BMC, best effort, and ends the channel. The session lives on.</summary>
    public async ValueTask DisposeAsync()
    {
        bool deactivate;
        lock (_gate)
        {
            if (_disposed)
                return;
            _disposed = true;
            // What has ended may belong to somebody else by now: deactivating it would take it from them.
            deactivate = _activated && !_ended;
            End(null, new IpmiException(IpmiFailure.SessionLost, "The SOL channel was closed."));
        }

        if (deactivate && !_link.Closed.IsCancellationRequested)
            await TryDeactivateAsync().ConfigureAwait(false);
        await StopAsync().ConfigureAwait(false);
    }

    /// <summary>Ends the channel without a word to the BMC: it does not hear, or SOL is somebody else's by now.</summary>
    public void Abandon() => End(null, new IpmiException(IpmiFailure.SessionLost, "SOL is no longer ours."));

    /// <summary>
    /// Registers a new channel with <paramref name="link"/> (<see cref="ISolLink.SetReceiver"/>), then activates the payload;
    /// detaches it again when that fails.
    /// </summary>
    internal static async Task<SolChannel> ActivateAsync(ISolLink link, SolOptions options, CancellationToken ct)
    {
        var channel = new SolChannel(link, options);
        link.SetReceiver(channel);
        channel.Start(await s_plain.ConfigureAwait(false));
        try
        {
            var activation = await channel.ActivateAsync(ct).ConfigureAwait(false);
            lock (channel._gate)
            {
                channel._window.MaxCharacters = activation.MaxOutboundCharacters;
                channel._activated = true;
            }

            Log.Activated(link.Logger, activation.MaxOutboundCharacters, activation.InboundPayloadSize, activation.OutboundPayloadSize);
            return channel;
        }
        catch (Exception e)
        {
            channel.End(e, e);
            await channel.StopAsync().ConfigureAwait(false);
            throw;
        }
    }

    private async Task<PayloadActivation> ActivateAsync(CancellationToken ct)
    {
        var request = new ActivatePayload(_options.Instance);
        for (var attempt = 1; ; attempt++)
        {
            CompletionCode code;
            try
            {
                return await _link.SendCommandAsync(request, ct).ConfigureAwait(false);
            }
            catch (IpmiCommandException e)
            {
                code = e.CompletionCode;
            }

            // "Already active" may mean ourselves: the answer was lost and the request repeated, or an earlier channel of this
            // session ended without a word from the BMC. Then it is ours to begin anew.
            if (code != ActivatePayload.AlreadyActive || attempt >= MaxActivations || !await IsOwnAsync(ct).ConfigureAwait(false))
                throw new IpmiCommandException(request.Code, code, ActivatePayload.FailureOf(code), request.Describe(code));

            await TryDeactivateAsync().ConfigureAwait(false);
            lock (_gate)
                _window = NewWindow();
        }
    }

    private async Task<bool> IsOwnAsync(CancellationToken ct)
    {
        if (_link.SessionId == 0)
            return false;
        try
        {
            var info = await _link.SendCommandAsync(new GetPayloadInstanceInfo(_options.Instance), ct).ConfigureAwait(false);
            return info.SessionId == _link.SessionId;
        }
        catch (IpmiException e) when (e is IpmiCommandException or IpmiFormatException)
        {
            // Optional for the BMC; without it the other party has the benefit of the doubt.
            return false;
        }
    }

    private async Task TryDeactivateAsync()
    {
        using var limit = new CancellationTokenSource(s_deactivationLimit, _link.TimeProvider);
        try
        {
            await _link.SendCommandAsync(new DeactivatePayload(_options.Instance), limit.Token).ConfigureAwait(false);
        }
        catch (IpmiCommandException e) when (e.CompletionCode == DeactivatePayload.NotActive)
        {
        }
        catch (Exception e) when (e is IpmiException or OperationCanceledException or ObjectDisposedException)
        {
            Log.DeactivationFailed(_link.Logger, e.Message);
        }
    }

    private async Task StopAsync()
    {
        _link.SetReceiver(null);
        await _pump.ConfigureAwait(false);
        await _closed.DisposeAsync().ConfigureAwait(false);
        await _timer!.DisposeAsync().ConfigureAwait(false);
    }
}
