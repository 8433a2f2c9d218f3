using Microsoft.Extensions.Logging;
using Portal.Ipmi.Bridging;
using Portal.Ipmi.Wire;

namespace Portal.Ipmi.InBand;

/// <summary>
/// This machine's own BMC through Linux's <c>/dev/ipmi0</c> (the system interface, IPMI 2.0 §9 to §12): no network, no account, all privileges.
/// Thread safe; commands run one at a time in the order they were sent. Needs the kernel modules ipmi_si (or ipmi_ssif) and ipmi_devintf.
/// </summary>
public sealed partial class InBandConnection : IBridgingConnection, IAsyncDisposable
{
    private static readonly TimeSpan s_firstPause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan s_longestPause = TimeSpan.FromMilliseconds(800);

    private readonly IIpmiDevice _device;
    private readonly InBandOptions _options;
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly TaskCompletionSource _readerEnded = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly byte[] _data = new byte[LanMessage.MaxDataBytes];

    // Guards what follows; the holder of the turn waits for at most one answer.
    private readonly Lock _gate = new();
    private TaskCompletionSource<byte[]>? _waiting;
    private long _messageId;
    private IpmiException? _ended;

    private InBandConnection(IIpmiDevice device, InBandOptions options)
    {
        _device = device;
        _options = options;
    }

    /// <summary>Opens the device.</summary>
    /// <exception cref="IpmiException">There is none, this user may not, or this is no Linux; the message says what to do.</exception>
    public static InBandConnection Open(InBandOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return Open(options, LinuxIpmiDevice.Open(options.DeviceNumber));
    }

    /// <summary>Works on a device of the caller's choice.</summary>
    internal static InBandConnection Open(InBandOptions options, IIpmiDevice device)
    {
        var connection = new InBandConnection(device, options);
        // A character device of the driver knows no asynchronous reads: one thread waits in poll.
        new Thread(connection.Read) { IsBackground = true, Name = device.Name }.Start();
        Log.Opened(options.Logger, device.Name);
        return connection;
    }

    /// <inheritdoc />
    public ValueTask<TResponse> SendAsync<TResponse>(IpmiRequest<TResponse> request, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(request);
        return SendAsync(InBandAddress.Bmc, request, ct);
    }

    /// <summary>A controller behind the BMC, on an IPMB: the driver wraps its commands in Send Message by itself (IPMI 2.0 §6.13, §22.7).</summary>
    /// <exception cref="ArgumentException">The driver bridges once only.</exception>
    public IIpmiConnection Behind(SatelliteAddress satellite)
    {
        ArgumentNullException.ThrowIfNull(satellite);
        return satellite.Through is null
            ? new Satellite(this, InBandAddress.Ipmb(satellite.Channel, satellite.SlaveAddress))
            : throw new ArgumentException("Linux's driver bridges once only: a controller behind another one is reached over LAN.", nameof(satellite));
    }

    /// <summary>Closes the device. A command that is under way ends with <see cref="IpmiFailure.SessionLost"/>.</summary>
    public async ValueTask DisposeAsync()
    {
        End(new IpmiException(IpmiFailure.SessionLost, $"{_device.Name} was closed."));
        _device.Interrupt();
        await _readerEnded.Task.ConfigureAwait(false);
        // Nobody is inside the driver once the turn is ours.
        await _turn.WaitAsync().ConfigureAwait(false);
        _device.Dispose();
        _turn.Release();
    }

    private async ValueTask<TResponse> SendAsync<TResponse>(InBandAddress address, IpmiRequest<TResponse> request, CancellationToken ct)
    {
        var started = _options.TimeProvider.GetTimestamp();
        await _turn.WaitAsync(ct).ConfigureAwait(false);
        try
        {
            for (var pause = s_firstPause; ; pause = pause < s_longestPause ? pause * 2 : s_longestPause)
            {
                var answer = await ExchangeAsync(address, request, ct).ConfigureAwait(false);
                var left = _options.CommandTimeout - _options.TimeProvider.GetElapsedTime(started);
                if (answer[0] != (byte)CompletionCode.NodeBusy || !request.IsIdempotent || left <= pause)
                    return ReadAnswer(request, answer);
                await Task.Delay(pause, _options.TimeProvider, ct).ConfigureAwait(false);
            }
        }
        finally
        {
            _turn.Release();
        }
    }

    private static TResponse ReadAnswer<TResponse>(IpmiRequest<TResponse> request, byte[] answer)
    {
        var reader = new IpmiReader(answer);
        return request.ReadAnswer((CompletionCode)reader.ReadByte(), ref reader);
    }

    /// <summary>One request and its answer, which holds at least a completion code.</summary>
    private async Task<byte[]> ExchangeAsync<TResponse>(InBandAddress address, IpmiRequest<TResponse> request, CancellationToken ct)
    {
        var length = Write(request);
        Task<byte[]> waiting;
        lock (_gate)
        {
            if (_ended is not null)
                throw new IpmiException(_ended.Failure, _ended.Message, _ended);
            _waiting = new TaskCompletionSource<byte[]>(TaskCreationOptions.RunContinuationsAsynchronously);
            waiting = _waiting.Task;
            _messageId++;
        }

        try
        {
            _device.Send(address, request.Lun, _messageId, request.Code, _data.AsSpan(0, length));
            return await waiting.WaitAsync(_options.CommandTimeout, _options.TimeProvider, ct).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            throw Unanswered(request, IpmiFailure.CommandTimeout, $"The BMC did not answer on {_device.Name} within {_options.CommandTimeout.TotalSeconds:0.#} s.");
        }
        catch (IpmiException e) when (waiting.IsFaulted && !request.IsIdempotent)
        {
            throw Unanswered(request, e.Failure, e.Message);
        }
        finally
        {
            lock (_gate)
                _waiting = null;
        }
    }

    private static IpmiTimeoutException Unanswered<TResponse>(IpmiRequest<TResponse> request, IpmiFailure failure, string why)
    {
        var name = request.GetType().Name;
        return request.IsIdempotent
            ? new IpmiTimeoutException(failure, $"{why} {name} may be sent again.", outcomeUnknown: false)
            : new IpmiTimeoutException(failure, $"{why} {name} was sent once and may or may not have been carried out.", outcomeUnknown: true);
    }

    private int Write<TResponse>(IpmiRequest<TResponse> request)
    {
        var writer = new IpmiWriter(_data);
        request.Write(ref writer);
        return writer.Written;
    }

    private void Read()
    {
        try
        {
            while (_device.Receive() is { } answer)
            {
                lock (_gate)
                {
                    // A late answer, to a request that was given up, and one without a completion code concern nobody.
                    if (answer.MessageId == _messageId && answer.Bytes.Length > 0)
                        _waiting?.TrySetResult(answer.Bytes);
                    else
                        Log.Dropped(_options.Logger, _device.Name, answer.Bytes.Length);
                }
            }
        }
        catch (IpmiException e)
        {
            Log.Lost(_options.Logger, _device.Name, e.Message);
            End(e);
        }
        finally
        {
            _readerEnded.SetResult();
        }
    }

    /// <summary>No further command; the first reason wins.</summary>
    private void End(IpmiException reason)
    {
        lock (_gate)
        {
            _ended ??= reason;
            _waiting?.TrySetException(new IpmiException(_ended.Failure, _ended.Message, _ended));
        }
    }

    /// <summary>A controller on an IPMB.</summary>
    private sealed class Satellite(InBandConnection connection, InBandAddress address) : IIpmiConnection
    {
        public ValueTask<TResponse> SendAsync<TResponse>(IpmiRequest<TResponse> request, CancellationToken ct)
        {
            ArgumentNullException.ThrowIfNull(request);
            return connection.SendAsync(address, request, ct);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1100, LogLevel.Debug, "{Device} is open")]
        public static partial void Opened(ILogger logger, string device);

        [LoggerMessage(1101, LogLevel.Debug, "{Device} delivered {Length} bytes that nobody waits for")]
        public static partial void Dropped(ILogger logger, string device, int length);

        [LoggerMessage(1102, LogLevel.Warning, "{Device} is lost: {Reason}")]
        public static partial void Lost(ILogger logger, string device, string reason);
    }
}
