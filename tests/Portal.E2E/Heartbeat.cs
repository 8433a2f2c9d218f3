using System.Diagnostics;
using Microsoft.Playwright;

namespace Portal.E2E;

/// <summary>Asks a page again and again, from outside, for its next turn, and keeps the longest time that one took.</summary>
internal sealed class Heartbeat : IAsyncDisposable
{
    private static readonly TimeSpan s_interval = TimeSpan.FromMilliseconds(50);

    private readonly CancellationTokenSource _end = new();
    private readonly IPage _page;
    private readonly Task _beating;

    public Heartbeat(IPage page)
    {
        _page = page;
        _beating = BeatAsync();
    }

    public TimeSpan Longest { get; private set; }

    public int Beats { get; private set; }

    /// <summary>What was under way at the longest.</summary>
    public string? Worst { get; private set; }

    public string? Now { get; set; }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _beating;
        _end.Dispose();
    }

    private async Task BeatAsync()
    {
        using var timer = new PeriodicTimer(s_interval);
        while (!_end.IsCancellationRequested)
        {
            var now = Now;
            var started = Stopwatch.GetTimestamp();
            await _page.EvaluateAsync("() => new Promise(answer => setTimeout(answer))");
            var took = Stopwatch.GetElapsedTime(started);
            Beats++;
            if (took > Longest)
                (Longest, Worst) = (took, now);
            try
            {
                await timer.WaitForNextTickAsync(_end.Token);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }
}
