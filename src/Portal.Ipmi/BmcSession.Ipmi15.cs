using Portal.Ipmi.Session;

namespace Portal.Ipmi;

/// <content>Sessions of IPMI 1.5: another login and other packets, the rest is the same.</content>
public sealed partial class BmcSession
{
    private async Task Establish15Async(SessionLogin login, CancellationToken ct)
    {
        var deadline = Now + login.OpenTimeout;
        using (var exchange = new SessionlessExchange(EndPoint, _timeProvider, _transport, login.InitialRetransmission))
        {
            var grant = await new Ipmi15Login(exchange, login, _timeProvider).RunAsync(ct).ConfigureAwait(false);
            lock (_sendGate)
            {
                _sealer = grant.Sealer;
                _consoleSessionId = _bmcSessionId = grant.SessionId;
                _outboundSequence = unchecked(grant.InboundSequence - 1);
            }

            _inboundWindow = new SequenceWindow(grant.OutboundSequence, isForgeable: !grant.IsSigned);
            lock (_gate)
            {
                Ipmi15Authentication = grant.Type;
                Privilege = login.Privilege == PrivilegeLevel.Callback ? PrivilegeLevel.Callback : PrivilegeLevel.User;
                _state = SessionState.Open;
            }
        }

        StartReceiving();
        await PreparePrivilegeAsync(login, login.Privilege, deadline, ct).ConfigureAwait(false);
        Log.Opened15(_logger, EndPoint, Ipmi15Authentication.GetValueOrDefault(), Privilege);
    }
}
