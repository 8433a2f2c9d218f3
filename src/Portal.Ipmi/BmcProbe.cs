using System.Net;

namespace Portal.Ipmi;

/// <summary>What can be asked of a BMC without a session.</summary>
public static class BmcProbe
{
    /// <summary>ASF presence ping (IPMI 2.0 §13.2.3). Null when nothing answers in time; many BMCs ignore it.</summary>
    public static Task<PresencePong?> PingAsync(IPEndPoint endPoint, TimeSpan timeout, CancellationToken ct) => throw new NotImplementedException();

    /// <summary>Get Channel Authentication Capabilities on the present channel (IPMI 2.0 §22.13).</summary>
    /// <exception cref="IpmiException"><see cref="IpmiFailure.NoAnswer"/> or <see cref="IpmiFailure.Unreachable"/>.</exception>
    public static Task<ChannelAuthenticationCapabilities> GetAuthenticationCapabilitiesAsync(IPEndPoint endPoint, PrivilegeLevel privilege, TimeSpan timeout, CancellationToken ct) => throw new NotImplementedException();

    /// <summary>Get Channel Cipher Suites on the present channel (IPMI 2.0 §22.15). Empty when the BMC does not answer it: never authoritative.</summary>
    public static Task<IReadOnlyList<CipherSuiteId>> GetCipherSuitesAsync(IPEndPoint endPoint, TimeSpan timeout, CancellationToken ct) => throw new NotImplementedException();
}
