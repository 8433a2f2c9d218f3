using System.Globalization;
using System.Text.Json;

namespace Portal.Bench.Consoles;

/// <summary>
/// All viewers, in a process of their own. Told by lines on standard input: <c>type</c>, <c>rest</c> (nobody types), <c>echo</c> (and start anew), <c>stall</c>,
/// <c>resume</c>, <c>finish N</c> (N bytes and checksum of each console follow).
/// </summary>
internal static class ViewerLoad
{
    private const int ConnectingAtOnce = 16;
    private static readonly TimeSpan s_ping = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan s_resume = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan s_drain = TimeSpan.FromSeconds(120);

    public static async Task<int> RunAsync(CancellationToken ct)
    {
        var plan = JsonSerializer.Deserialize<ViewerPlan>((await Console.In.ReadLineAsync(ct))!)!;
        var viewers = new HubViewer[plan.Viewers + plan.Stalled];
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var loops = new Task[viewers.Length];
        await Parallel.ForEachAsync(Enumerable.Range(0, plan.Viewers), new ParallelOptions { MaxDegreeOfParallelism = ConnectingAtOnce, CancellationToken = ct }, async (index, token) =>
        {
            viewers[index] = await ConnectAsync(plan, index, index % plan.Servers.Length, gives: true, small: false, token);
            loops[index] = viewers[index].RunAsync(ending.Token);
        });
        var onBusyLines = Math.Min(plan.Busy, Math.Max(1, plan.Typists / 5));
        var typists = Enumerable.Range(0, plan.Typists).Select(index => index < onBusyLines
            ? new Typist(viewers[index]) { IsBusyLine = true }
            : new Typist(viewers[plan.Busy + index - onBusyLines])).ToArray();
        var pinging = PingAsync(viewers, ending.Token);
        Console.WriteLine("ready");

        using var typing = CancellationTokenSource.CreateLinkedTokenSource(ct);
        Task[] hands = [];
        while (await Console.In.ReadLineAsync(ct) is { } line)
        {
            switch (line.Split(' '))
            {
                case ["type"]:
                    hands = [.. typists.Select(typist => typist.RunAsync(typing.Token))];
                    Console.WriteLine("typing");
                    break;
                case ["rest"]:
                    await typing.CancelAsync();
                    await Task.WhenAll(hands);
                    Console.WriteLine("resting");
                    break;
                case ["echo"]:
                    Console.WriteLine(JsonSerializer.Serialize(EchoFigures.Of(typists)));
                    Console.WriteLine("echoed");
                    break;
                case ["stall"]:
                    await Parallel.ForEachAsync(Enumerable.Range(plan.Viewers, plan.Stalled), new ParallelOptions { MaxDegreeOfParallelism = ConnectingAtOnce, CancellationToken = ct }, async (index, token) =>
                        // Half of them hold back credit, half rely on the transport alone.
                        viewers[index] = await ConnectAsync(plan, index, index % plan.Busy, gives: index % 2 == 0, small: true, token));
                    Console.WriteLine("stalled");
                    break;
                case ["resume"]:
                    var cut = 0;
                    for (var index = plan.Viewers; index < viewers.Length; index++)
                        loops[index] = RunAgainAsync(viewers[index], () => Interlocked.Increment(ref cut), ending.Token);
                    await Task.Delay(s_resume, TimeProvider.System, ct);
                    Console.WriteLine(Volatile.Read(ref cut).ToString(CultureInfo.InvariantCulture));
                    Console.WriteLine("resumed");
                    break;
                case ["finish", var count]:
                    var ledger = new (long Bytes, uint Sum)[int.Parse(count, CultureInfo.InvariantCulture)];
                    for (var index = 0; index < ledger.Length; index++)
                    {
                        var words = (await Console.In.ReadLineAsync(ct))!.Split(' ');
                        ledger[index] = (long.Parse(words[0], CultureInfo.InvariantCulture), uint.Parse(words[1], CultureInfo.InvariantCulture));
                    }

                    await DrainAsync(viewers, ledger, ct);
                    Console.WriteLine(JsonSerializer.Serialize(Verdict.Of(viewers, ledger, typists.Sum(typist => typist.Missing))));
                    Console.WriteLine("finished");
                    break;
            }
        }

        await ending.CancelAsync();
        await pinging;
        foreach (var viewer in viewers)
            await (viewer?.DisposeAsync() ?? ValueTask.CompletedTask);
        return 0;
    }

    /// <summary>Reads on; a viewer that was cut off meanwhile comes back once from where it had got to, as a browser does.</summary>
    private static async Task RunAgainAsync(HubViewer viewer, Action onCut, CancellationToken ct)
    {
        await viewer.RunAsync(ct);
        if (ct.IsCancellationRequested)
            return;
        onCut();
        await viewer.ComeBackAsync(ct);
        await viewer.RunAsync(ct);
    }

    private static Task<HubViewer> ConnectAsync(ViewerPlan plan, int index, int console, bool gives, bool small, CancellationToken ct) =>
        HubViewer.ConnectAsync(plan.Portal, plan.Tokens[(index / plan.Servers.Length + console) % plan.Tokens.Length], plan.Servers[console], console, gives, small, ct);

    /// <summary>Waits until everybody has everything, or for long enough.</summary>
    private static async Task DrainAsync(HubViewer[] viewers, (long Bytes, uint Sum)[] ledger, CancellationToken ct)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (viewers.Any(viewer => viewer is { Ended: null } && viewer.Next < ledger[viewer.Console].Bytes) && TimeProvider.System.GetElapsedTime(began) < s_drain)
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, ct);
    }

    /// <summary>The portal ends connections from which it hears nothing for half a minute.</summary>
    private static async Task PingAsync(HubViewer[] viewers, CancellationToken ct)
    {
        try
        {
            using var timer = new PeriodicTimer(s_ping / viewers.Length);
            for (var index = 0; await timer.WaitForNextTickAsync(ct); index = (index + 1) % viewers.Length)
            {
                try
                {
                    if (viewers[index] is { Ended: null } viewer)
                        await viewer.PingAsync(ct);
                }
                catch (Exception e) when (e is IOException or ObjectDisposedException or System.Net.Sockets.SocketException)
                {
                    // Cut off while it did not read; it notices when it does.
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The end.
        }
    }
}
