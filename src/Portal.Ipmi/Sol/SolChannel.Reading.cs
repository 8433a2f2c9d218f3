using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using Portal.Ipmi.Session;

namespace Portal.Ipmi.Sol;

/// <summary>What the one reader gets.</summary>
public sealed partial class SolChannel
{
    /// <summary>Events that one packet can bring beyond the capacity, and those of a last packet.</summary>
    private const int EventReserve = 16;

    // Bounded: when it is full, the window keeps the next packet and withholds its acknowledgement, so the BMC waits.
    private readonly Queue<SolEvent> _events = new();
    private readonly WakeSignal _arrived = new();
    private Exception? _readFailure;
    private int _readers;

    private bool HasRoom => _events.Count < _options.EventCapacity;

    /// <summary>
    /// Everything the BMC reports, in order, until the channel ends; one reader only. A channel that fails ends with its exception,
    /// one that was deactivated ends after <see cref="SolEventKind.Deactivated"/>.
    /// </summary>
    public async IAsyncEnumerable<SolEvent> ReadAllAsync([EnumeratorCancellation] CancellationToken ct)
    {
        if (Interlocked.Exchange(ref _readers, 1) != 0)
            throw new InvalidOperationException("A SOL channel has one reader, and it is reading.");

        try
        {
            var cancelled = ct.UnsafeRegister(static channel => ((SolChannel)channel!)._arrived.Set(), this);
            await using (cancelled.ConfigureAwait(false))
            {
                while (true)
                {
                    ct.ThrowIfCancellationRequested();
                    if (TryTake(out var item, out var ended))
                    {
                        yield return item;
                        if (_options.AcknowledgeWhenTaken && item.Kind == SolEventKind.Data)
                            OnTaken();
                    }
                    else if (ended)
                    {
                        yield break;
                    }
                    else
                    {
                        await _arrived.WaitAsync().ConfigureAwait(false);
                    }
                }
            }
        }
        finally
        {
            Volatile.Write(ref _readers, 0);
        }
    }

    /// <summary>Takes the oldest event. When there is none: whether the channel has ended; one that failed throws.</summary>
    private bool TryTake(out SolEvent item, out bool ended)
    {
        bool released;
        lock (_gate)
        {
            ended = _ended;
            if (!_events.TryDequeue(out item))
            {
                if (ended && _readFailure is { } failure)
                    ExceptionDispatchInfo.Throw(failure);
                return false;
            }

            released = !_ended && _window.NeedsRoom && HasRoom;
            if (released)
                Apply(_window.OnRoom(Now));
        }

        if (released)
            _wake.Set();
        return true;
    }

    /// <summary>Puts an event where the reader finds it. Under the gate.</summary>
    private void Bring(SolEvent item)
    {
        if (_events.Count < _options.EventCapacity + EventReserve)
            _events.Enqueue(item);
    }

    /// <summary>Wakes the reader; with <see cref="SolOptions.ReadInline"/> it goes on at once, on this thread.</summary>
    private void WakeReader()
    {
        if (_options.ReadInline)
            _arrived.SetAndRun();
        else
            _arrived.Set();
    }
}
