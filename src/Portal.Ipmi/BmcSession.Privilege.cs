using System.Runtime.CompilerServices;
using Portal.Ipmi.Commands.App;
using Portal.Ipmi.Session;

namespace Portal.Ipmi;

/// <content>After the login the level in force is User, whatever was asked for (IPMI 2.0 §22.18).</content>
public sealed partial class BmcSession
{
    private string _userName = "";
    private bool _stepsDown;
    private PrivilegeLevel _privilegeLimit;

    /// <summary>The session is at level User and has not yet been asked for more.</summary>
    private volatile bool _mayRaise;

    private async Task PreparePrivilegeAsync(SessionLogin login, PrivilegeLevel limit, TimeSpan deadline, CancellationToken ct)
    {
        _userName = login.UserName;
        _stepsDown = login.Quirks.HasFlag(Quirks.StepDownPrivilege);
        _privilegeLimit = limit == PrivilegeLevel.Highest ? PrivilegeLevel.Administrator : limit;
        if (limit is PrivilegeLevel.User or PrivilegeLevel.Callback)
            return;
        if (login.RaisesWhenNeeded)
            _mayRaise = true;
        else
            await RaisePrivilegeAsync(Longer(deadline - Now, s_shortestRestart), ct).ConfigureAwait(false);
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<TResponse> SendRaisingAsync<TResponse>(IpmiRequest<TResponse> request, CancellationToken ct)
    {
        if (request.RequiredPrivilege > Privilege)
            await RaiseOnceAsync(ct).ConfigureAwait(false);
        try
        {
            return await ExchangeAsync(request, _commandTimeout, SessionState.Open, ct).ConfigureAwait(false);
        }
        catch (IpmiCommandException e) when (e.CompletionCode == CompletionCode.InsufficientPrivilege && _mayRaise)
        {
            // Refused, so not carried out: the BMC wants more for this command than the specification does.
            await RaiseOnceAsync(ct).ConfigureAwait(false);
            return await ExchangeAsync(request, _commandTimeout, SessionState.Open, ct).ConfigureAwait(false);
        }
    }

    private async Task RaiseOnceAsync(CancellationToken ct)
    {
        await RaisePrivilegeAsync(_commandTimeout, ct).ConfigureAwait(false);
        _mayRaise = false;
    }

    private async Task RaisePrivilegeAsync(TimeSpan timeout, CancellationToken ct)
    {
        for (var level = _privilegeLimit; ; level--)
        {
            try
            {
                Privilege = await ExchangeAsync(new SetSessionPrivilegeLevel(level), timeout, SessionState.Open, ct).ConfigureAwait(false);
                return;
            }
            catch (IpmiCommandException e) when (e.CompletionCode is SetSessionPrivilegeLevel.NotAvailableForUser or SetSessionPrivilegeLevel.ExceedsLimit or CompletionCode.InsufficientPrivilege)
            {
                if (_stepsDown && level > PrivilegeLevel.Operator)
                    continue;
                if (_stepsDown)
                    return;
                var why = e.CompletionCode == SetSessionPrivilegeLevel.ExceedsLimit
                    ? "the limit of the user or of the LAN channel is lower"
                    : "the user does not have it";
                throw new IpmiAuthenticationException(
                    IpmiFailure.PrivilegeRefused,
                    $"User '{_userName}' logged in, but may not have privilege level {level}: {why} (completion code {(byte)e.CompletionCode:X2}h).");
            }
            catch (IpmiTimeoutException e)
            {
                throw new IpmiTimeoutException(IpmiFailure.NoAnswer, e.Message, outcomeUnknown: false);
            }
            catch (IpmiCommandException e)
            {
                // Cisco UCS refuses the command itself and goes on at the level it thinks right.
                Log.PrivilegeKept(_logger, EndPoint, level, e.CompletionCode);
                return;
            }
        }
    }
}
