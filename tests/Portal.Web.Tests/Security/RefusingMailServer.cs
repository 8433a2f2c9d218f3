using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Portal.Web.Tests.Security;

/// <summary>A mail server that refuses whatever password it is given, and tells which that was: when handing a mail over fails is when one would be logged.</summary>
internal sealed class RefusingMailServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly TaskCompletionSource<string> _password = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Task _serving = Task.CompletedTask;

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public static RefusingMailServer Start()
    {
        var server = new RefusingMailServer();
        server._listener.Start();
        server._serving = server.ServeAsync();
        return server;
    }

    public async Task WaitForPasswordAsync(string expected, CancellationToken ct) =>
        Assert.Equal(expected, await _password.Task.WaitAsync(TimeSpan.FromSeconds(60), ct));

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Dispose();
        await _serving.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _end.Dispose();
    }

    private async Task ServeAsync()
    {
        while (true)
        {
            using var client = await _listener.AcceptTcpClientAsync(_end.Token);
            using var reader = new StreamReader(client.GetStream(), Encoding.ASCII);
            await using var writer = new StreamWriter(client.GetStream(), Encoding.ASCII) { NewLine = "\r\n", AutoFlush = true };
            await writer.WriteLineAsync("220 test");
            while (await reader.ReadLineAsync(_end.Token) is { } line)
            {
                if (line.StartsWith("AUTH PLAIN ", StringComparison.OrdinalIgnoreCase))
                    _password.TrySetResult(Encoding.UTF8.GetString(Convert.FromBase64String(line[11..])).Split('\0')[2]);
                await writer.WriteLineAsync(line.Split(' ')[0].ToUpperInvariant() switch
                {
                    "EHLO" => "250-test\r\n250 AUTH PLAIN",
                    "AUTH" => "535 refused",
                    "QUIT" => "221 bye",
                    _ => "250 ok",
                });
            }
        }
    }
}
