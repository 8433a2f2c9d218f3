using System.Net;
using System.Net.Sockets;

namespace Portal.BmcSim;

/// <summary>A BMC on UDP with a host behind it. Thread safe.</summary>
public sealed partial class SimulatedBmc : IAsyncDisposable
{
    private readonly Lock _gate = new();
    private readonly SimulatedBmcOptions _options;
    private readonly Agenda _agenda;
    private readonly Controller _controller;
    private readonly FaultDice _dice;
    private readonly Socket _socket;
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _receiving;
    private TaskCompletionSource? _change;
    private bool _disposed;

    private SimulatedBmc(SimulatedBmcOptions options, Socket socket)
    {
        _options = options;
        _socket = socket;
        EndPoint = (IPEndPoint)socket.LocalEndPoint!;
        _agenda = new Agenda(options.TimeProvider, _gate);
        _dice = new FaultDice(options.Seed);
        _controller = new Controller(options, Faults, _dice, _agenda, EndPoint.Port, Send, OnChanged);
        _controller.Restart = Reboot;
        _receiving = ReceiveAsync(_stop.Token);
    }

    /// <summary>Where it listens.</summary>
    public IPEndPoint EndPoint { get; }

    /// <summary>What goes wrong; may be changed at any time.</summary>
    public SimFaults Faults { get; } = new();

    /// <summary>The host has power.</summary>
    public bool IsOn
    {
        get
        {
            lock (_gate)
                return _controller.Host.IsOn;
        }
    }

    /// <summary>Number of live sessions: those that have logged in.</summary>
    public int SessionCount
    {
        get
        {
            lock (_gate)
            {
                _controller.Sessions.Expire();
                return _controller.Sessions.ActiveCount;
            }
        }
    }

    /// <summary>Session slots taken, those of unfinished handshakes among them.</summary>
    public int SlotsInUse
    {
        get
        {
            lock (_gate)
            {
                _controller.Sessions.Expire();
                return _controller.Sessions.SlotsInUse;
            }
        }
    }

    /// <summary>The session that owns SOL now; null when SOL is not active.</summary>
    public uint? SolOwner
    {
        get
        {
            lock (_gate)
                return _controller.Sol.Owner?.ManagedId;
        }
    }

    /// <summary>Every command executed so far, in order.</summary>
    public IReadOnlyList<LedgerEntry> Ledger
    {
        get
        {
            lock (_gate)
                return _controller.Ledger.Snapshot();
        }
    }

    /// <summary>Every character the host printed so far, whether or not anyone listened.</summary>
    public byte[] Printed
    {
        get
        {
            lock (_gate)
                return _controller.Host.Printed.ToArray();
        }
    }

    /// <summary>Every character (SOL) that the host received so far, in the order of its serial port.</summary>
    public byte[] Typed
    {
        get
        {
            lock (_gate)
                return _controller.Host.Typed.ToArray();
        }
    }

    /// <summary>Number of characters in <see cref="Printed"/>, without copying them.</summary>
    public long PrintedCount
    {
        get
        {
            lock (_gate)
                return _controller.Host.Printed.Length;
        }
    }

    /// <summary>Number of characters the host printed so far and their CRC-32C (without the usual inversions), also of those no longer in <see cref="Printed"/>.</summary>
    public (long Count, uint Checksum) PrintedLedger
    {
        get
        {
            lock (_gate)
                return (_controller.Host.Printed.Length, _controller.Host.Printed.Checksum);
        }
    }

    /// <summary>
    /// Up to which character of <see cref="Printed"/> SOL's newest owner has acknowledged: the BMC has let go of them. Without
    /// <see cref="SimulatedBmcOptions.SolReplayBytes"/>.
    /// </summary>
    public long SolAcknowledgedTo
    {
        get
        {
            lock (_gate)
                return _controller.Sol.AcknowledgedTo;
        }
    }

    /// <summary>Number of characters in <see cref="Typed"/>, without copying them.</summary>
    public long TypedCount
    {
        get
        {
            lock (_gate)
                return _controller.Host.Typed.Length;
        }
    }

    /// <summary>Number of breaks the host received.</summary>
    public int Breaks
    {
        get
        {
            lock (_gate)
                return _controller.Host.Breaks;
        }
    }

    /// <summary>Starts listening.</summary>
    public static SimulatedBmc Start(SimulatedBmcOptions options)
    {
        options.Check();
        var socket = new Socket(options.EndPoint.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
        try
        {
            SimPorts.Bind(socket, options.EndPoint);
            return new SimulatedBmc(options, socket);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>
    /// Prints on the host's serial line; completes when the BMC's SOL buffer has taken everything (never drops). Nothing comes between the characters
    /// of a piece that the buffer can hold.
    /// While SOL is not active the characters are recorded in <see cref="Printed"/> and go nowhere else, as on a real BMC.
    /// </summary>
    public async Task PrintAsync(ReadOnlyMemory<byte> characters, CancellationToken ct)
    {
        while (true)
        {
            Task room;
            lock (_gate)
            {
                var taken = _controller.Sol.RoomFor(characters.Length);
                _controller.Host.Print(characters.Span[..taken]);
                characters = characters[taken..];
                if (characters.IsEmpty)
                    return;
                room = _controller.Sol.WaitForRoomAsync();
            }
            await room.WaitAsync(ct);
        }
    }

    /// <summary>Waits until the ledger, the transcript or the power state satisfies <paramref name="condition"/>.</summary>
    public async Task WaitUntilAsync(Func<SimulatedBmc, bool> condition, CancellationToken ct)
    {
        while (true)
        {
            Task change;
            lock (_gate)
                change = (_change ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
            if (condition(this))
                return;
            await change.WaitAsync(ct);
        }
    }

    /// <summary>Restarts the BMC: all sessions and the SOL activation are gone, and it is silent for <paramref name="downFor"/>. The host runs on.</summary>
    public void Reboot(TimeSpan downFor)
    {
        lock (_gate)
        {
            _downUntil = _agenda.Later(downFor);
            _controller.Sessions.CloseAll();
        }
    }

    /// <summary>Ends every session without telling the clients.</summary>
    public void DropSessions()
    {
        lock (_gate)
            _controller.Sessions.CloseAll();
    }

    /// <summary>Deactivates SOL as if another party had taken it.</summary>
    public void DeactivateSol()
    {
        lock (_gate)
            _controller.Sol.Deactivate(tellOwner: true);
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        if (!Close())
            return;
        await _receiving;
        _stop.Dispose();
    }

    /// <summary>Frees the port and everything else at once; false when that was done before.</summary>
    internal bool Close()
    {
        lock (_gate)
        {
            if (_disposed)
                return false;
            _disposed = true;
            _agenda.Dispose();
            _controller.Sessions.CloseAll();
        }
        _stop.Cancel();
        _socket.Dispose();
        return true;
    }

    private void OnChanged()
    {
        var change = _change;
        _change = null;
        change?.SetResult();
    }
}
