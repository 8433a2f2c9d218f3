using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Portal.Interop.Tests;

/// <summary>OpenIPMI's <c>ipmi_sim</c> on a free loopback port, with its files in a folder of its own that goes away with it.</summary>
public sealed class IpmiSim : IAsyncDisposable
{
    private readonly Process _process;
    private readonly DirectoryInfo _directory;

    private IpmiSim(Process process, DirectoryInfo directory, IPEndPoint endPoint)
    {
        _process = process;
        _directory = directory;
        EndPoint = endPoint;
    }

    /// <summary>Where it listens.</summary>
    public IPEndPoint EndPoint { get; }

    /// <summary>
    /// Starts it and waits until it answers. <paramref name="bmcKey"/>: K_G, at most 19 characters (it cuts the twentieth).
    /// <paramref name="serialLine"/>: the TCP port on loopback to which it connects the host's serial line.
    /// </summary>
    public static async Task<IpmiSim> StartAsync(CancellationToken ct, string? bmcKey = null, int? serialLine = null)
    {
        var directory = Directory.CreateTempSubdirectory("ipmi-sim-");
        var endPoint = FreePort();
        foreach (var name in (string[])["bmc.conf", "bmc.emu", "chassis.sh"])
        {
            var text = await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "ipmi_sim", name), ct);
            await File.WriteAllTextAsync(
                Path.Combine(directory.FullName, name),
                text.Replace("@DIR@", directory.FullName).Replace("@PORT@", $"{endPoint.Port}").Replace("@KEY@", bmcKey is null ? "" : $"bmc_key \"{bmcKey}\"")
                    .Replace("@SOL@", serialLine is null ? "" : $"sol \"tcp:127.0.0.1:{serialLine}\" 115200"),
                ct);
        }

        var process = ExternalProgram.Start(
            "ipmi_sim", "openipmi",
            ["-c", $"{directory}/bmc.conf", "-f", $"{directory}/bmc.emu", "-s", $"{directory}/state", "-n"]);
        var sim = new IpmiSim(process, directory, endPoint);
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

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync(CancellationToken.None);
        _process.Dispose();
        _directory.Delete(recursive: true);
    }

    private static IPEndPoint FreePort()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return (IPEndPoint)socket.LocalEndPoint!;
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
