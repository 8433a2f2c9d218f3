using System.Net;

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

    private readonly IpmiSimProcess _process;

    private RichIpmiSim(IpmiSimProcess process) => _process = process;

    /// <summary>Where it listens.</summary>
    public IPEndPoint EndPoint => _process.EndPoint;

    /// <summary>
    /// Starts it and waits until it answers. <paramref name="serialLine"/>: the TCP port on loopback to which it connects the host's serial line.
    /// <paramref name="address"/>: its loopback address, for programs that can only talk to a certain port: see <see cref="StandardPort"/>.
    /// </summary>
    public static async Task<RichIpmiSim> StartAsync(CancellationToken ct, int? serialLine = null, IPEndPoint? address = null)
    {
        var directory = Directory.CreateTempSubdirectory("ipmi-sim-");
        var source = Path.Combine(AppContext.BaseDirectory, "ipmi_sim", "rich");
        var endPoint = address ?? IpmiSimProcess.FreePort();
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
        return new RichIpmiSim(await IpmiSimProcess.StartAsync(directory, "bmc1", endPoint, ct));
    }

    /// <inheritdoc />
    public ValueTask DisposeAsync() => _process.DisposeAsync();

    /// <summary>The SDR repository lies where the simulator keeps what a BMC remembers.</summary>
    private static async Task CompileSensorsAsync(string source, DirectoryInfo directory, CancellationToken ct)
    {
        var memory = directory.CreateSubdirectory("state").CreateSubdirectory("ipmi_sim").CreateSubdirectory("bmc1");
        var compiled = await ExternalProgram.RunAsync(
            "sdrcomp", "openipmi", ["-o", Path.Combine(memory.FullName, "sdr.20.main"), source], TimeSpan.FromSeconds(20), ct);
        compiled.Succeeded();
    }
}
