using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Portal.Interop.Tests;

/// <summary>
/// OpenIPMI's <c>ipmi_sim</c> as a well-equipped server: 74 sensors in several analog formats with 6-bit names, discrete sensors, a satellite controller
/// at 82h, a FRU device, an event log with OEM records, LAN configuration. Accounts: see <c>ipmi_sim/rich/bmc1.conf</c>. It knows cipher suites 0 to 3, 6 and 11.
/// </summary>
public sealed class RichIpmiSim : IAsyncDisposable
{
    /// <summary>An administrator.</summary>
    public const string UserName = "admin";

    /// <summary>The administrator's password.</summary>
    public const string Password = "secret";

    private static readonly string[] s_texts = ["bmc1.conf", "bmc1.emu", "chassis.sh", "lancontrol.sh"];

    private readonly Process _process;
    private readonly DirectoryInfo _directory;

    private RichIpmiSim(Process process, DirectoryInfo directory, IPEndPoint endPoint)
    {
        _process = process;
        _directory = directory;
        EndPoint = endPoint;
    }

    /// <summary>Where it listens.</summary>
    public IPEndPoint EndPoint { get; }

    /// <summary>
    /// Starts it and waits until it answers. <paramref name="serialLine"/>: the TCP port on loopback to which it connects the host's serial line.
    /// <paramref name="address"/>: its loopback address, for programs that can only talk to a certain port: see <see cref="StandardPort"/>.
    /// </summary>
    public static async Task<RichIpmiSim> StartAsync(CancellationToken ct, int? serialLine = null, IPEndPoint? address = null)
    {
        var directory = Directory.CreateTempSubdirectory("ipmi-sim-");
        var source = Path.Combine(AppContext.BaseDirectory, "ipmi_sim", "rich");
        var endPoint = address ?? FreePort();
        foreach (var name in s_texts)
        {
            var text = await File.ReadAllTextAsync(Path.Combine(source, name), ct);
            await File.WriteAllTextAsync(
                Path.Combine(directory.FullName, name),
                text.Replace("@DIR@", directory.FullName).Replace("127.0.0.1 @PORT@", $"{endPoint.Address} {endPoint.Port}")
                    .Replace("@SOL@", serialLine is null ? "" : $"sol \"tcp:127.0.0.1:{serialLine}\" 115200"),
                ct);
        }

        File.Copy(Path.Combine(source, "fru0.bin"), Path.Combine(directory.FullName, "fru0.bin"));
        await CompileSensorsAsync(Path.Combine(source, "bmc1.sdrs"), directory, ct);
        var process = ExternalProgram.Start(
            "ipmi_sim", "openipmi",
            ["-c", $"{directory}/bmc1.conf", "-f", $"{directory}/bmc1.emu", "-s", $"{directory}/state", "-n"]);
        var sim = new RichIpmiSim(process, directory, endPoint);
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

    /// <summary>The SDR repository lies where the simulator keeps what a BMC remembers.</summary>
    private static async Task CompileSensorsAsync(string source, DirectoryInfo directory, CancellationToken ct)
    {
        var memory = directory.CreateSubdirectory("state").CreateSubdirectory("ipmi_sim").CreateSubdirectory("bmc1");
        var compiled = await ExternalProgram.RunAsync(
            "sdrcomp", "openipmi", ["-o", Path.Combine(memory.FullName, "sdr.20.main"), source], TimeSpan.FromSeconds(20), ct);
        compiled.Succeeded();
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
