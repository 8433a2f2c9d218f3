using System.Diagnostics;
using System.Globalization;
using Portal.BmcSim;

namespace Portal.E2E;

/// <summary>What somebody else's program says of a simulated BMC.</summary>
internal static class Ipmitool
{
    /// <summary>Runs it as the BMC's administrator; fails when it does.</summary>
    public static async Task<string> RunAsync(SimulatedBmc bmc, params string[] arguments)
    {
        var (isGood, text) = await TryAsync(bmc, "admin", "password", arguments);
        Assert.True(isGood, text);
        return text;
    }

    /// <summary>Whether it got what it asked for, and what it said.</summary>
    public static async Task<(bool IsGood, string Text)> TryAsync(SimulatedBmc bmc, string user, string password, params string[] arguments)
    {
        var ct = TestContext.Current.CancellationToken;
        var start = new ProcessStartInfo("ipmitool") { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in (string[])["-I", "lanplus", "-C", "17", "-R", "2", "-H", "127.0.0.1", "-p", bmc.EndPoint.Port.ToString(CultureInfo.InvariantCulture), "-U", user, "-P", password, .. arguments])
            start.ArgumentList.Add(argument);
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync(ct);
        var output = await process.StandardOutput.ReadToEndAsync(ct);
        await process.WaitForExitAsync(ct);
        return (process.ExitCode == 0, process.ExitCode == 0 ? output : await errors);
    }
}
