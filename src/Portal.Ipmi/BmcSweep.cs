using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace Portal.Ipmi;

/// <summary>One command to many BMCs, a session each: what a script does with a list of hosts.</summary>
public static class BmcSweep
{
    /// <summary>How many sessions are opened at once unless the caller knows better.</summary>
    public const int DefaultConcurrency = 128;

    /// <summary>
    /// Opens a session to each BMC, sends the command and closes the session again. Results come as they are had, in no order; a failure is
    /// a result too. BMCs that are slow or silent hold up nobody: one that has not answered by its first retransmission no longer counts
    /// towards <paramref name="concurrency"/>.
    /// </summary>
    /// <param name="bmcs">How to log in to each BMC.</param>
    /// <param name="request">The command.</param>
    /// <param name="concurrency">How many BMCs are talked to at once.</param>
    /// <param name="ct">Ends the sweep; sessions that are open are closed.</param>
    public static async IAsyncEnumerable<BmcSweepResult<TResponse>> RunAsync<TResponse>(
        IEnumerable<BmcSessionOptions> bmcs, IpmiRequest<TResponse> request, int concurrency, [EnumeratorCancellation] CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(bmcs);
        ArgumentNullException.ThrowIfNull(request);
        ArgumentOutOfRangeException.ThrowIfLessThan(concurrency, 1);

        // Unbounded, for a result is small and there is one for each BMC the caller has in memory anyway.
        var results = Channel.CreateUnbounded<BmcSweepResult<TResponse>>(new UnboundedChannelOptions { SingleReader = true });
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var sweep = SweepAsync(bmcs, request, concurrency, results.Writer, stop.Token);
        try
        {
            await foreach (var result in results.Reader.ReadAllAsync(ct).ConfigureAwait(false))
                yield return result;
        }
        finally
        {
            await stop.CancelAsync().ConfigureAwait(false);
            await sweep.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        await sweep.ConfigureAwait(false);
    }

    private static async Task SweepAsync<TResponse>(
        IEnumerable<BmcSessionOptions> bmcs, IpmiRequest<TResponse> request, int concurrency, ChannelWriter<BmcSweepResult<TResponse>> results, CancellationToken ct)
    {
        // Not disposed: a place may be given back at any time, and nothing is held but memory.
        var places = new SemaphoreSlim(concurrency);
        var asked = new List<Task>();
        try
        {
            foreach (var bmc in bmcs)
            {
                await places.WaitAsync(ct).ConfigureAwait(false);
                asked.Add(AskAsync(bmc, request, new Place(places, bmc), results, ct));
            }

            await Task.WhenAll(asked).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            await Task.WhenAll(asked).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            results.Complete(e);
            throw;
        }

        results.Complete();
    }

    private static async Task AskAsync<TResponse>(
        BmcSessionOptions bmc, IpmiRequest<TResponse> request, Place place, ChannelWriter<BmcSweepResult<TResponse>> results, CancellationToken ct)
    {
        var began = bmc.TimeProvider.GetTimestamp();
        try
        {
            // The caller's loop goes on to the next BMC.
            await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
            var session = await BmcSession.OpenAsync(bmc, ct).ConfigureAwait(false);
            await using (session.ConfigureAwait(false))
            {
                var response = await session.SendAsync(request, ct).ConfigureAwait(false);
                results.TryWrite(new BmcSweepResult<TResponse>(bmc, response, Error: null, bmc.TimeProvider.GetElapsedTime(began)));
            }
        }
        catch (IpmiException e)
        {
            results.TryWrite(new BmcSweepResult<TResponse>(bmc, default, e, bmc.TimeProvider.GetElapsedTime(began)));
        }
        finally
        {
            place.Leave();
        }
    }

    /// <summary>A place among those talked to at once; given up early by a BMC that does not answer.</summary>
    private sealed class Place
    {
        private readonly SemaphoreSlim _places;
        private readonly ITimer _patience;
        private int _left;

        public Place(SemaphoreSlim places, BmcSessionOptions bmc)
        {
            _places = places;
            _patience = bmc.TimeProvider.CreateTimer(static place => ((Place)place!).Release(), this, bmc.InitialRetransmission, Timeout.InfiniteTimeSpan);
        }

        public void Leave()
        {
            _patience.Dispose();
            Release();
        }

        private void Release()
        {
            if (Interlocked.Exchange(ref _left, 1) == 0)
                _places.Release();
        }
    }
}
