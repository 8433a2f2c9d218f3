using System.Diagnostics;

namespace Portal.Bench.Consoles;

/// <summary>The bench itself in another process, which is told things and answers in lines.</summary>
internal sealed class Companion : IDisposable
{
    private readonly Process _process;

    private Companion(Process process) => _process = process;

    public int Id => _process.Id;

    public static Companion Start(params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardInput = true, RedirectStandardOutput = true };
        foreach (var argument in (string[])[typeof(Companion).Assembly.Location, "--child", .. arguments])
            start.ArgumentList.Add(argument);
        var process = Process.Start(start)!;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => External.Stop(process);
        return new Companion(process);
    }

    public async Task TellAsync(string line)
    {
        await _process.StandardInput.WriteLineAsync(line);
        await _process.StandardInput.FlushAsync();
    }

    /// <summary>Reads lines up to the one that ends an answer; answers those before it.</summary>
    public async Task<IReadOnlyList<string>> ExpectAsync(string last, TimeSpan within, CancellationToken ct)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(within);
        var lines = new List<string>();
        while (true)
        {
            string? line;
            try
            {
                line = await _process.StandardOutput.ReadLineAsync(limit.Token);
            }
            catch (OperationCanceledException) when (!ct.IsCancellationRequested)
            {
                throw new TimeoutException($"'{last}' did not come within {within.TotalSeconds:F0} s.");
            }

            if (line is null)
                throw new InvalidOperationException($"The bench's other process ended before it said '{last}'.");
            if (line == last)
                return lines;
            lines.Add(line);
        }
    }

    public async Task<IReadOnlyList<string>> AskAsync(string line, string last, TimeSpan within, CancellationToken ct)
    {
        await TellAsync(line);
        return await ExpectAsync(last, within, ct);
    }

    public void Dispose() => External.Stop(_process);
}
