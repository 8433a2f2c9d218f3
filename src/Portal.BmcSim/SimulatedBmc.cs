using System.Net;

namespace Portal.BmcSim;

/// <summary>A BMC on UDP with a host behind it. Thread safe.</summary>
public sealed class SimulatedBmc : IAsyncDisposable
{
    private SimulatedBmc() => throw new NotImplementedException();

    /// <summary>Where it listens.</summary>
    public IPEndPoint EndPoint => throw new NotImplementedException();

    /// <summary>What goes wrong; may be changed at any time.</summary>
    public SimFaults Faults => throw new NotImplementedException();

    /// <summary>The host has power.</summary>
    public bool IsOn => throw new NotImplementedException();

    /// <summary>Number of live sessions.</summary>
    public int SessionCount => throw new NotImplementedException();

    /// <summary>The session that owns SOL now; null when SOL is not active.</summary>
    public uint? SolOwner => throw new NotImplementedException();

    /// <summary>Every command executed so far, in order.</summary>
    public IReadOnlyList<LedgerEntry> Ledger => throw new NotImplementedException();

    /// <summary>Every character the host printed so far, whether or not anyone listened.</summary>
    public byte[] Printed => throw new NotImplementedException();

    /// <summary>Every character (SOL) that the host received so far, in the order of its serial port.</summary>
    public byte[] Typed => throw new NotImplementedException();

    /// <summary>Number of breaks the host received.</summary>
    public int Breaks => throw new NotImplementedException();

    /// <summary>Starts listening.</summary>
    public static SimulatedBmc Start(SimulatedBmcOptions options) => throw new NotImplementedException();

    /// <summary>Prints on the host's serial line; completes when the BMC's SOL buffer has taken everything (never drops).</summary>
    public Task PrintAsync(ReadOnlyMemory<byte> characters, CancellationToken ct) => throw new NotImplementedException();

    /// <summary>Waits until the ledger, the transcript or the power state satisfies <paramref name="condition"/>.</summary>
    public Task WaitUntilAsync(Func<SimulatedBmc, bool> condition, CancellationToken ct) => throw new NotImplementedException();

    /// <summary>Restarts the BMC: all sessions and the SOL activation are gone, and it is silent for <paramref name="downFor"/>. The host runs on.</summary>
    public void Reboot(TimeSpan downFor) => throw new NotImplementedException();

    /// <summary>Ends every session without telling the clients.</summary>
    public void DropSessions() => throw new NotImplementedException();

    /// <summary>Deactivates SOL as if another party had taken it.</summary>
    public void DeactivateSol() => throw new NotImplementedException();

    /// <inheritdoc />
    public ValueTask DisposeAsync() => throw new NotImplementedException();
}
