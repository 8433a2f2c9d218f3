using System.Net;

namespace Portal.Interop.Tests;

/// <summary>OpenIPMI's <c>ipmi_sim</c> on a free loopback port, with its files in a folder of its own that goes away with it.</summary>
public sealed class IpmiSim : IAsyncDisposable
{
    private readonly IpmiSimProcess _process;

    private IpmiSim(IpmiSimProcess process) => _process = process;

    /// <summary>Where it listens.</summary>
    public IPEndPoint EndPoint => _process.EndPoint;

    /// <summary>
    /// Starts it and waits until it answers. <paramref name="bmcKey"/>: K_G, at most 19 characters (it cuts the twentieth).
    /// <paramref name="serialLine"/>: the TCP port on loopback to which it connects the host's serial line.
    /// </summary>
    public static async Task<IpmiSim> StartAsync(CancellationToken ct, string? bmcKey = null, int? serialLine = null)
    {
        var directory = Directory.CreateTempSubdirectory("ipmi-sim-");
        var endPoint = IpmiSimProcess.FreePort();
        foreach (var name in (string[])["bmc.conf", "bmc.emu", "chassis.sh"])
        {
            var text = await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "ipmi_sim", name), ct);
            await File.WriteAllTextAsync(
                Path.Combine(directory.FullName, name),
                text.Replace("@DIR@", directory.FullName).Replace("@PORT@", $"{endPoint.Port}").Replace("@KEY@", bmcKey is null ? "" : $"bmc_key \"{bmcKey}\"")
                    .Replace("@SOL@", serialLine is null ? "" : $"sol \"tcp:127.0.0.1:{serialLine}\" 115200"),
                ct);
        }

        return new IpmiSim(await IpmiSimProcess.StartAsync(directory, "bmc", endPoint, ct));
    }

    /// <inheritdoc />
    public ValueTask DisposeAsync() => _process.DisposeAsync();
}
