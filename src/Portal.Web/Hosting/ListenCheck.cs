using System.Net;
using System.Net.Sockets;
using Portal.Fleet;

namespace Portal.Web.Hosting;

/// <summary>
/// The commonest reason not to start, told before anything has started: without this the simulated fleet and the links would run first, and the server
/// would explain itself with a stack trace.
/// </summary>
internal static class ListenCheck
{
    /// <exception cref="StartRefusedException">Something else listens on one of the addresses.</exception>
    public static void RequireFree(string? urls)
    {
        foreach (var url in (urls ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (!Uri.TryCreate(url, UriKind.Absolute, out var uri) || uri.Port == 0)
                continue;
            var address = uri.IsLoopback && !IPAddress.TryParse(uri.Host, out _) ? IPAddress.Loopback : IPAddress.TryParse(uri.Host.Trim('[', ']'), out var literal) ? literal : null;
            if (address is not null && IsTaken(new IPEndPoint(address, uri.Port)))
                throw new StartRefusedException($"urls is \"{url}\"; something else listens there already, so it must be another address or port, like --urls http://127.0.0.1:9090.");
        }
    }

    private static bool IsTaken(IPEndPoint endPoint)
    {
        using var listener = new TcpListener(endPoint);
        try
        {
            listener.Start();
            return false;
        }
        catch (SocketException exception)
        {
            // Other refusals are Kestrel's to explain.
            return exception.SocketErrorCode == SocketError.AddressAlreadyInUse;
        }
    }
}
