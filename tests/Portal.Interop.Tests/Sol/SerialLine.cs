using System.Net;
using System.Net.Sockets;

namespace Portal.Interop.Tests.Sol;

/// <summary>The host's end of a serial line: a TCP server to which ipmi_sim connects.</summary>
internal sealed class SerialLine : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private TcpClient? _client;

    public SerialLine() => _listener.Start();

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Waits for the connection.</summary>
    public async Task ConnectAsync(CancellationToken ct) => _client = await _listener.AcceptTcpClientAsync(ct);

    public ValueTask PrintAsync(ReadOnlyMemory<byte> characters, CancellationToken ct) => _client!.GetStream().WriteAsync(characters, ct);

    public async Task<byte[]> ReadAsync(int count, CancellationToken ct)
    {
        var characters = new byte[count];
        await _client!.GetStream().ReadExactlyAsync(characters, ct);
        return characters;
    }

    public void Dispose()
    {
        _client?.Dispose();
        _listener.Dispose();
    }
}
