using System.Diagnostics;
using System.Text;
using Portal.Bench.Consoles;

namespace Portal.Bench.Peers;

/// <summary>A way to a host's console: ours or another's. Everything is typed and seen where a person would.</summary>
internal abstract class ConsolePeer : IAsyncDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);

    private readonly Lock _gate = new();
    private readonly byte[] _one = new byte[1];
    private TaskCompletionSource? _seen;
    private byte _awaited;
    private long _lineFeeds;
    private byte _key = (byte)'a';

    /// <summary>As the report calls it.</summary>
    public abstract string Name { get; }

    /// <summary>Line feeds that came.</summary>
    public long LineFeeds => Interlocked.Read(ref _lineFeeds);

    /// <summary>What its processes cost so far; those of a console on its way only.</summary>
    public abstract ProcessFigures Figures { get; }

    /// <summary>Its program ended by itself.</summary>
    public virtual bool HasEnded => false;

    /// <summary>Types, at the rate it is taken.</summary>
    public abstract Task TypeAsync(ReadOnlyMemory<byte> characters, CancellationToken ct);

    /// <summary>Types without waiting for anything.</summary>
    public virtual Task TypeSoonAsync(ReadOnlyMemory<byte> characters, CancellationToken ct) => TypeAsync(characters, ct);

    public abstract ValueTask DisposeAsync();

    /// <summary>Types one key and waits until it is seen.</summary>
    public async Task<double> EchoAsync(CancellationToken ct)
    {
        _key = _key == 'y' ? (byte)'a' : (byte)(_key + 1);
        _one[0] = _key;
        var seen = ExpectAsync(_key, ct);
        var watch = Stopwatch.StartNew();
        await TypeAsync(_one, ct);
        await seen;
        return watch.Elapsed.TotalMilliseconds;
    }

    /// <summary>Completes when a byte is seen that nothing else prints; false when it did not come in time: what carries the console lost it.</summary>
    public async Task<bool> ExpectEndAsync(CancellationToken ct)
    {
        try
        {
            await ExpectAsync((byte)'}', ct);
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }

    /// <summary>What everybody prints at the end: <see cref="ExpectEndAsync"/> waits for it.</summary>
    public static byte[] End => Encoding.ASCII.GetBytes("}\r\n");

    /// <summary>Takes what is seen.</summary>
    protected void See(ReadOnlySpan<byte> bytes)
    {
        Interlocked.Add(ref _lineFeeds, bytes.Count((byte)'\n'));
        if (_seen is null || !bytes.Contains(_awaited))
            return;
        lock (_gate)
        {
            _seen?.TrySetResult();
            _seen = null;
        }
    }

    private Task ExpectAsync(byte what, CancellationToken ct)
    {
        lock (_gate)
        {
            _awaited = what;
            _seen = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return _seen.Task.WaitAsync(Patience, ct);
        }
    }

    /// <summary>How long what is expected may take.</summary>
    public TimeSpan Patience { get; set; } = s_patience;
}
