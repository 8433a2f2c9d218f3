using System.Net;

namespace Portal.Interop.Tests.Parity;

/// <summary>ipmitool on the same BMC, as the other opinion.</summary>
public static class Ipmitool
{
    private static readonly TimeSpan s_timeout = TimeSpan.FromSeconds(60);

    /// <summary>Runs a verb and gives what it printed; fails the test when ipmitool does. Cipher suite 3, which everybody knows.</summary>
    public static async Task<string> RunAsync(IPEndPoint bmc, string verb, CancellationToken ct, string user = RichIpmiSim.UserName, string password = RichIpmiSim.Password, string suite = "3")
    {
        var result = await ExternalProgram.RunAsync(
            "ipmitool", "ipmitool",
            ["-I", "lanplus", "-C", suite, "-H", $"{bmc.Address}", "-p", $"{bmc.Port}", "-U", user, "-P", password, .. verb.Split(' ')], s_timeout, ct);
        return result.Succeeded().Output;
    }

    /// <summary>The value of a line <c>name : value</c>.</summary>
    public static string Field(string output, string name)
    {
        foreach (var line in output.Split('\n'))
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            if (colon > 0 && line[..colon].Trim() == name)
                return line[(colon + 1)..].Trim();
        }

        Assert.Fail($"ipmitool printed no \"{name}\":\n{output}");
        return "";
    }
}
