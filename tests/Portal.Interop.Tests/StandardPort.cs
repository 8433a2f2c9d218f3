using System.Net;
using System.Net.Sockets;
using Portal.BmcSim;

namespace Portal.Interop.Tests;

/// <summary>Simulated BMCs for programs that can only talk to port 623: each takes a loopback address of its own.</summary>
public static class StandardPort
{
    private const int Port = 623;

    /// <summary>Starts a BMC at a free address.</summary>
    public static SimulatedBmc Start(SimulatedBmcOptions options)
    {
        for (var attempt = 0; ; attempt++)
        {
            var address = new IPAddress([127, 72, (byte)Random.Shared.Next(256), (byte)Random.Shared.Next(1, 255)]);
            try
            {
                return SimulatedBmc.Start(options with { EndPoint = new IPEndPoint(address, Port) });
            }
            catch (SocketException e) when (e.SocketErrorCode == SocketError.AddressAlreadyInUse && attempt < 10)
            {
                // Another test's; the next address is as good.
            }
            catch (SocketException e) when (e.SocketErrorCode == SocketError.AccessDenied)
            {
                Assert.Fail("This program can only talk to UDP port 623, and listening there takes root or CAP_NET_BIND_SERVICE.");
            }
        }
    }
}
