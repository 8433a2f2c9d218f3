using System.Net;
using System.Net.Sockets;

namespace Portal.BmcSim;

/// <summary>
/// Ports for simulators that take any. The system gives a port out again as soon as it is free, while portals still try to reach the simulator that had it:
/// they would log in to the next one. So a process takes its ports from a block of its own, each once before the first comes again.
/// </summary>
internal static class SimPorts
{
    private const int First = 20_000;
    private const int BlockSize = 1000;
    private const int Blocks = 12;

    private static readonly Lock s_gate = new();
    private static Socket? s_claim;
    private static int s_start;
    private static int s_taken;

    /// <summary>Binds to the address, and to its port or, where that is 0, to one of the block.</summary>
    public static void Bind(Socket socket, IPEndPoint wanted)
    {
        for (var attempt = 0; wanted.Port == 0 && attempt < BlockSize; attempt++)
        {
            try
            {
                socket.Bind(new IPEndPoint(wanted.Address, Next()));
                return;
            }
            catch (SocketException e) when (e.SocketErrorCode == SocketError.AddressAlreadyInUse)
            {
                // Somebody else's: the next one.
            }
        }

        socket.Bind(wanted);
    }

    /// <summary>0, for any, when other processes have all the blocks.</summary>
    private static int Next()
    {
        lock (s_gate)
        {
            if (s_claim is null && !TryClaim())
                return 0;
            return s_start + 1 + (s_taken++ % (BlockSize - 1));
        }
    }

    /// <summary>Whoever holds the first port of a block has the block; the system frees it with the process.</summary>
    private static bool TryClaim()
    {
        for (var block = 0; block < Blocks; block++)
        {
            var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
            try
            {
                s_start = First + (block * BlockSize);
                socket.Bind(new IPEndPoint(IPAddress.Loopback, s_start));
                s_claim = socket;
                return true;
            }
            catch (SocketException)
            {
                socket.Dispose();
            }
        }

        return false;
    }
}
