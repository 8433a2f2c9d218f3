using System.Net;
using Portal.Ipmi.Commands.App;
using Portal.Ipmi.Session;

namespace Portal.Ipmi;

/// <summary>What can be asked of a BMC without a session. Nothing vouches for the answers.</summary>
public static class BmcProbe
{
    /// <summary>ASF presence ping (IPMI 2.0 §13.2.3). Null when nothing answers in time; many BMCs ignore it.</summary>
    /// <exception cref="IpmiException"><see cref="IpmiFailure.Unreachable"/>.</exception>
    public static async Task<PresencePong?> PingAsync(IPEndPoint endPoint, TimeSpan timeout, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(endPoint);
        using var exchange = new SessionlessExchange(endPoint, TimeProvider.System);
        return await exchange.PingAsync(timeout, ct).ConfigureAwait(false);
    }

    /// <summary>Get Channel Authentication Capabilities on the present channel (IPMI 2.0 §22.13).</summary>
    /// <exception cref="IpmiException"><see cref="IpmiFailure.NoAnswer"/> or <see cref="IpmiFailure.Unreachable"/>.</exception>
    public static async Task<ChannelAuthenticationCapabilities> GetAuthenticationCapabilitiesAsync(IPEndPoint endPoint, PrivilegeLevel privilege, TimeSpan timeout, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(endPoint);
        using var exchange = new SessionlessExchange(endPoint, TimeProvider.System);
        try
        {
            return await exchange.SendAsync(new GetChannelAuthenticationCapabilities(privilege, Extended: true), timeout, int.MaxValue, ct).ConfigureAwait(false);
        }
        catch (IpmiCommandException)
        {
            // A BMC of IPMI 1.5 refuses the bit that asks for the longer answer.
            return await exchange.SendAsync(new GetChannelAuthenticationCapabilities(privilege, Extended: false), timeout, int.MaxValue, ct).ConfigureAwait(false);
        }
    }

    /// <summary>
    /// Get Channel Cipher Suites on the present channel (IPMI 2.0 §22.15). Empty when the BMC does not answer it: never authoritative.
    /// Asked once per page and waited for no longer than <paramref name="timeout"/>: many BMCs ignore it.
    /// </summary>
    /// <exception cref="IpmiException"><see cref="IpmiFailure.Unreachable"/>.</exception>
    public static Task<IReadOnlyList<CipherSuiteId>> GetCipherSuitesAsync(IPEndPoint endPoint, TimeSpan timeout, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(endPoint);
        return GetCipherSuitesAsync(endPoint, timeout, TimeProvider.System, ct);
    }

    /// <summary>The same by another clock.</summary>
    internal static async Task<IReadOnlyList<CipherSuiteId>> GetCipherSuitesAsync(IPEndPoint endPoint, TimeSpan timeout, TimeProvider timeProvider, CancellationToken ct)
    {
        using var exchange = new SessionlessExchange(endPoint, timeProvider);
        var records = new List<byte>();
        try
        {
            for (byte page = 0; page < GetChannelCipherSuites.MaxPages; page++)
            {
                var bytes = await exchange.SendAsync(new GetChannelCipherSuites(page), timeout, transmissions: 1, ct).ConfigureAwait(false);
                records.AddRange(bytes.Span);
                if (bytes.Length < GetChannelCipherSuites.PageBytes)
                    break;
            }
        }
        catch (IpmiException e) when (e.Failure is IpmiFailure.NoAnswer or IpmiFailure.CommandRefused or IpmiFailure.Malformed)
        {
            // What came so far is all there is to know.
        }

        return GetChannelCipherSuites.ReadRecords(records.ToArray());
    }
}
