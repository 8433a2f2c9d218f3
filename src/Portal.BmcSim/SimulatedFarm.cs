using System.Net;

namespace Portal.BmcSim;

/// <summary>N simulated BMCs on N successive addresses, in one process.</summary>
public sealed class SimulatedFarm : IAsyncDisposable
{
    private SimulatedFarm() => throw new NotImplementedException();

    /// <summary>The BMCs, in address order.</summary>
    public IReadOnlyList<SimulatedBmc> Bmcs => throw new NotImplementedException();

    /// <summary>Starts <paramref name="count"/> BMCs at <paramref name="first"/>, first + 1 and so on; <paramref name="configure"/> may change the options of each.</summary>
    public static SimulatedFarm Start(int count, IPEndPoint first, Func<int, SimulatedBmcOptions, SimulatedBmcOptions>? configure = null) => throw new NotImplementedException();

    /// <inheritdoc />
    public ValueTask DisposeAsync() => throw new NotImplementedException();
}
