using System.Diagnostics;
using System.Text.Json;
using System.Threading.Channels;

namespace Portal.Testing;

/// <summary>A server of somebody else's making, driven by a script under <c>tests/servers</c>. It ends when its standard input does, so with this process at the latest.</summary>
public sealed class NodeServer : IAsyncDisposable
{
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly Task _reading;
    private readonly Channel<JsonElement> _said = Channel.CreateUnbounded<JsonElement>();

    private NodeServer(Process process)
    {
        _process = process;
        _reading = ReadAsync();
    }

    /// <summary>Starts a script and waits for its first line, which says that it is ready.</summary>
    public static async Task<(NodeServer Server, JsonElement Ready)> StartAsync(string script, CancellationToken ct, params string[] arguments)
    {
        var start = new ProcessStartInfo("node") { WorkingDirectory = Repository.Root, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add(Path.Combine("tests/servers", script));
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        var process = Process.Start(start) ?? throw new InvalidOperationException("node did not start.");
        // Warnings of a library; a failure shows in what does not come.
        process.ErrorDataReceived += (_, _) => { };
        process.BeginErrorReadLine();
        var server = new NodeServer(process);
        return (server, await server.NextAsync(ct));
    }

    /// <summary>The next line that it says.</summary>
    public async Task<JsonElement> NextAsync(CancellationToken ct)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(s_limit);
        return await _said.Reader.ReadAsync(limit.Token);
    }

    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        await _process.WaitForExitAsync();
        await _reading;
        _process.Dispose();
    }

    private async Task ReadAsync()
    {
        while (await _process.StandardOutput.ReadLineAsync() is { } line)
        {
            // Libraries talk, too.
            if (!line.StartsWith('{'))
                continue;
            using var document = JsonDocument.Parse(line);
            await _said.Writer.WriteAsync(document.RootElement.Clone());
        }

        _said.Writer.Complete();
    }
}
