using System.Net;
using System.Net.Sockets;
using System.Numerics;

namespace Portal.BmcSim;

/// <summary>N simulated BMCs on N successive addresses, in one process.</summary>
public sealed class SimulatedFarm : IAsyncDisposable
{
    private readonly SimulatedBmc[] _bmcs;

    private SimulatedFarm(SimulatedBmc[] bmcs) => _bmcs = bmcs;

    /// <summary>The BMCs, in address order.</summary>
    public IReadOnlyList<SimulatedBmc> Bmcs => _bmcs;

    /// <summary>
    /// Starts <paramref name="count"/> BMCs at <paramref name="first"/>, first + 1 and so on; <paramref name="configure"/> may change the options of each.
    /// Unless it says otherwise each is called sim0001, sim0002 and so on, and keeps less of its past than a single BMC does.
    /// </summary>
    public static SimulatedFarm Start(int count, IPEndPoint first, Func<int, SimulatedBmcOptions, SimulatedBmcOptions>? configure = null)
    {
        var bmcs = new SimulatedBmc[count];
        var started = 0;
        try
        {
            for (; started < count; started++)
            {
                var options = new SimulatedBmcOptions
                {
                    EndPoint = new IPEndPoint(AddressAt(first.Address, started), first.Port),
                    HostName = $"sim{started + 1:D4}",
                    Seed = started + 1,
                    LedgerLimit = 1000,
                    TranscriptLimit = 256 << 10,
                };
                bmcs[started] = SimulatedBmc.Start(configure?.Invoke(started, options) ?? options);
            }
            return new SimulatedFarm(bmcs);
        }
        catch
        {
            foreach (var bmc in bmcs.AsSpan(0, started))
                bmc.Close();
            throw;
        }
    }

    /// <summary>The address <paramref name="offset"/> after <paramref name="first"/>, carrying over its octets.</summary>
    public static IPAddress AddressAt(IPAddress first, int offset)
    {
        var bytes = first.GetAddressBytes();
        var value = new BigInteger(bytes, isUnsigned: true, isBigEndian: true) + offset;
        var moved = value.ToByteArray(isUnsigned: true, isBigEndian: true);
        if (moved.Length > bytes.Length)
            throw new ArgumentException($"There are not {offset} addresses after {first}.");
        var address = new byte[bytes.Length];
        moved.CopyTo(address, bytes.Length - moved.Length);
        return first.AddressFamily == AddressFamily.InterNetworkV6 ? new IPAddress(address, first.ScopeId) : new IPAddress(address);
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        foreach (var bmc in _bmcs)
            await bmc.DisposeAsync();
    }
}
