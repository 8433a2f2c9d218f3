using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Portal.Interop.Tests;

/// <summary>A running <c>ipmi_sim</c> with its files in a folder of its own that goes away with it.</summary>
internal sealed class IpmiSimProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly DirectoryInfo _directory;

    private IpmiSimProcess(Process process, DirectoryInfo directory, IPEndPoint endPoint)
    {
        _process = process;
        _directory = directory;
        EndPoint = endPoint;
    }

    /// <summary>Where it listens.</summary>
    public IPEndPoint EndPoint { get; }

    /// <summary>Starts it on <c>NAME.conf</c> and <c>NAME.emu</c> of a folder that belongs to it from now on, and waits until it answers.</summary>
    public static async Task<IpmiSimProcess> StartAsync(DirectoryInfo directory, string name, IPEndPoint endPoint, CancellationToken ct)
    {
        var process = ExternalProgram.Start(
            "ipmi_sim", "openipmi",
            ["-c", $"{directory}/{name}.conf", "-f", $"{directory}/{name}.emu", "-s", $"{directory}/state", "-n"]);
        var sim = new IpmiSimProcess(process, directory, endPoint);
        try
        {
            await sim.WaitUntilItAnswersAsync(ct);
            return sim;
        }
        catch
        {
            await sim.DisposeAsync();
            throw;
        }
    }

    /// <summary>A loopback address and port that nobody uses.</summary>
    public static IPEndPoint FreePort()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return (IPEndPoint)socket.LocalEndPoint!;
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync(CancellationToken.None);
        _process.Dispose();
        _directory.Delete(recursive: true);
    }

    private async Task WaitUntilItAnswersAsync(CancellationToken ct)
    {
        for (var attempt = 0; attempt < 100; attempt++)
        {
            try
            {
                await Ipmi.BmcProbe.GetAuthenticationCapabilitiesAsync(EndPoint, Ipmi.PrivilegeLevel.Administrator, TimeSpan.FromMilliseconds(500), ct);
                return;
            }
            catch (Ipmi.IpmiException)
            {
                // Refused at once while it starts; it takes a few hundred milliseconds.
                await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, ct);
            }
        }

        Assert.Fail($"ipmi_sim did not answer on {EndPoint}.");
    }
}
