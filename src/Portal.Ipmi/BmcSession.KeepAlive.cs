using System.Net.Sockets;
using Portal.Ipmi.Commands.App;
using Portal.Ipmi.Session;
using Portal.Ipmi.Wire;

namespace Portal.Ipmi;

/// <content>Keeps the session alive on the BMC, and notices when it no longer is.</content>
public sealed partial class BmcSession
{
    /// <summary>So many commands without any sign of life end the session.</summary>
    private const int UnansweredLimit = 3;

    /// <summary>So many end it when the BMC answers outside of the session meanwhile: it restarted or dropped the session.</summary>
    private const int UnansweredLimitWhenAlive = 2;

    private const byte OutsideSequence = 0x2A;

    private static readonly GetDeviceId s_keepAliveRequest = new();
    private static readonly GetChannelAuthenticationCapabilities s_outsideRequest = new(PrivilegeLevel.User, Extended: false);

    private int _unanswered;
    private bool _answersOutside;
    private TimeSpan _answeredAt;

    private void StartKeepAlive()
    {
        if (_keepAlive <= TimeSpan.Zero)
            return;
        _answeredAt = Now;
        using (ExecutionContext.SuppressFlow())
            _keepAliveLoop = KeepAliveLoopAsync();
    }

    private async Task KeepAliveLoopAsync()
    {
        while (IsOpen())
        {
            // Early by up to a fifth, so that sessions opened together do not stay together.
            var interval = _keepAlive * (1 - (0.2 * Random.Shared.NextDouble()));
            while (IsOpen() && KeepAliveWait(interval) is { } wait && wait > TimeSpan.Zero)
            {
                _idleTimer.Change(TimeSpan.FromMilliseconds(Math.Ceiling(wait.TotalMilliseconds)), Timeout.InfiniteTimeSpan);
                await _idleWake.WaitAsync().ConfigureAwait(false);
            }

            try
            {
                await SendAsync(s_keepAliveRequest, Closed).ConfigureAwait(false);
            }
            catch (IpmiCommandException)
            {
                // A refusal is a sign of life too.
            }
            catch (IpmiException e)
            {
                Log.KeepAliveFailed(_logger, EndPoint, e.Message);
            }
            catch (OperationCanceledException)
            {
            }
        }
    }

    private bool IsOpen()
    {
        lock (_gate)
            return _state == SessionState.Open;
    }

    private TimeSpan KeepAliveWait(TimeSpan interval)
    {
        lock (_gate)
            return _unanswered > 0 ? TimeSpan.Zero : _answeredAt + interval - Now;
    }

    /// <summary>A command came to nothing. The keep-alive loop asks again at once, in and outside of the session.</summary>
    private void NoteUnanswered()
    {
        Exception? lost = null;
        lock (_gate)
        {
            if (_state != SessionState.Open)
                return;
            _unanswered++;
            if (_networkError is { SocketErrorCode: SocketError.ConnectionRefused })
                lost = new IpmiException(IpmiFailure.SessionLost, $"{EndPoint} went away: its port is closed now. The BMC probably restarts.");
            else if (_unanswered >= UnansweredLimitWhenAlive && _answersOutside)
                lost = new IpmiException(IpmiFailure.SessionLost, $"{EndPoint} answers, but no longer in this session: the BMC restarted or dropped it.");
            else if (_unanswered >= UnansweredLimit)
                lost = new IpmiException(IpmiFailure.SessionLost, $"{EndPoint} stopped answering: {_unanswered} commands in a row came to nothing.");
        }

        if (lost is not null)
        {
            Abort(lost);
            return;
        }

        Log.Unanswered(_logger, EndPoint);
        Span<byte> data = stackalloc byte[2];
        var writer = new IpmiWriter(data);
        s_outsideRequest.Write(ref writer);
        Span<byte> datagram = stackalloc byte[32];
        SendDatagram(datagram[..SessionlessPacket.Write(datagram, s_outsideRequest.Code, OutsideSequence, data)]);
        _idleWake.Set();
    }

    /// <summary>A packet of the session came and verified.</summary>
    private void NoteAlive()
    {
        lock (_gate)
        {
            _unanswered = 0;
            _answersOutside = false;
            _networkError = null;
        }
    }

    /// <summary>
    /// An answer outside of the session, to the question that <see cref="NoteUnanswered"/> asked. Nobody vouches for it,
    /// so it counts only while the session itself is silent.
    /// </summary>
    private bool NoteOutsideAnswer(ReadOnlySpan<byte> datagram)
    {
        if (!SessionlessPacket.TryRead(datagram, out var answer) || answer.RequestSequence != OutsideSequence || answer.Command != s_outsideRequest.Code.Command)
            return false;
        lock (_gate)
        {
            if (_unanswered == 0)
                return false;
            _answersOutside = true;
            return true;
        }
    }
}
