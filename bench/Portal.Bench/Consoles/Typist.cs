using System.Diagnostics;

namespace Portal.Bench.Consoles;

/// <summary>Types a key now and then and times its way to the host and back, while the line prints.</summary>
internal sealed class Typist
{
    private static readonly TimeSpan s_between = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(10);

    private readonly HubViewer _viewer;
    private readonly Lock _gate = new();
    private readonly Random _random;
    private readonly byte[] _one = new byte[1];
    private List<double> _echoes = [];
    private byte _key = NumberedLine.FirstKey;
    private long _typedAt;
    private TaskCompletionSource? _back;

    public Typist(HubViewer viewer)
    {
        _viewer = viewer;
        _random = new Random(viewer.Console);
        viewer.OnBytes = Look;
    }

    public bool IsBusyLine { get; init; }

    /// <summary>Keys that did not come back in time.</summary>
    public int Missing { get; private set; }

    public async Task RunAsync(CancellationToken ct)
    {
        try
        {
            await Task.Delay(s_between * _random.NextDouble(), TimeProvider.System, ct);
            while (true)
            {
                TaskCompletionSource back;
                lock (_gate)
                {
                    _key = _key == NumberedLine.LastKey ? NumberedLine.FirstKey : (byte)(_key + 1);
                    _one[0] = _key;
                    _back = back = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                    _typedAt = Stopwatch.GetTimestamp();
                }

                // Typed to the end even when the bench stops meanwhile: half a message would break the connection.
                await _viewer.TypeAsync(_one, CancellationToken.None);
                try
                {
                    await back.Task.WaitAsync(s_patience, CancellationToken.None);
                }
                catch (TimeoutException)
                {
                    Missing++;
                }

                ct.ThrowIfCancellationRequested();
                await Task.Delay(s_between * (0.5 + _random.NextDouble()), TimeProvider.System, ct);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or IOException or ObjectDisposedException or System.Net.Sockets.SocketException)
        {
            // Told to stop, or the connection has ended, which the viewer tells.
        }
    }

    /// <summary>The echoes since the last call, in milliseconds.</summary>
    public List<double> TakeEchoes()
    {
        lock (_gate)
        {
            var echoes = _echoes;
            _echoes = [];
            return echoes;
        }
    }

    private void Look(ReadOnlySpan<byte> bytes)
    {
        if (_back is null || !bytes.Contains(_key))
            return;
        lock (_gate)
        {
            _echoes.Add(Stopwatch.GetElapsedTime(_typedAt).TotalMilliseconds);
            _back?.TrySetResult();
            _back = null;
        }
    }
}
