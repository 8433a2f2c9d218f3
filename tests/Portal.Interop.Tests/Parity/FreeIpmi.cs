using System.Net;

namespace Portal.Interop.Tests.Parity;

/// <summary>FreeIPMI's programs on the same BMC, as another opinion.</summary>
public static class FreeIpmi
{
    private static readonly TimeSpan s_timeout = TimeSpan.FromSeconds(60);

    /// <summary>Runs one of its programs and gives what it printed; fails the test when it does, unless it need not succeed. Its workaround flag is what ipmi_sim needs.</summary>
    public static async Task<string> RunAsync(string program, IPEndPoint bmc, string arguments, CancellationToken ct, string user = RichIpmiSim.UserName, string password = RichIpmiSim.Password, bool mustSucceed = true)
    {
        var cache = Directory.CreateTempSubdirectory("freeipmi-");
        try
        {
            List<string> all =
            [
                "-h", $"{bmc.Address}:{bmc.Port}", "-u", user, "-p", password, "-D", "LAN_2_0", "-W", "opensesspriv", "-l", "ADMIN", "-I", "3",
                .. arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries),
            ];
            if (program is "ipmi-sensors" or "ipmi-sel" or "ipmi-fru")
                all.AddRange(["--sdr-cache-directory", cache.FullName]);
            var result = await ExternalProgram.RunAsync(program, "freeipmi-tools", all, s_timeout, ct);
            return mustSucceed ? result.Succeeded().Output : result.Output;
        }
        finally
        {
            cache.Delete(recursive: true);
        }
    }
}
