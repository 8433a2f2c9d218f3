using System.Net;
using System.Text.Json;
using Portal.Ipmi.Tool;

namespace Portal.Interop.Tests.Parity;

/// <summary>How a run of the <c>ipmi</c> program inside of the test ended.</summary>
public sealed record ToolRun(int ExitCode, string Output, string Errors)
{
    /// <summary>The result as JSON; fails the test unless the program succeeded.</summary>
    public JsonElement Json => JsonDocument.Parse(Succeeded().Output).RootElement;

    /// <summary>Runs the program with exactly these arguments.</summary>
    public static async Task<ToolRun> RunAsync(IReadOnlyList<string> arguments, CancellationToken ct)
    {
        var output = new StringWriter();
        var errors = new StringWriter();
        var exitCode = await Tool.RunAsync(arguments, output, errors, ct);
        return new ToolRun(exitCode, output.ToString(), errors.ToString());
    }

    /// <summary>Runs a verb on a BMC with <c>--json</c>. The default account is that of <see cref="RichIpmiSim"/>.</summary>
    public static Task<ToolRun> JsonAsync(IPEndPoint bmc, string verb, CancellationToken ct, string user = RichIpmiSim.UserName, string password = RichIpmiSim.Password) =>
        RunAsync([.. Where(bmc, user, password), "--json", .. verb.Split(' ')], ct);

    /// <summary>Runs a verb on a BMC as people see it.</summary>
    public static Task<ToolRun> TextAsync(IPEndPoint bmc, string verb, CancellationToken ct, string user = RichIpmiSim.UserName, string password = RichIpmiSim.Password) =>
        RunAsync([.. Where(bmc, user, password), .. verb.Split(' ')], ct);

    /// <summary>Fails the test with everything the program said, unless it succeeded.</summary>
    public ToolRun Succeeded()
    {
        Assert.True(ExitCode == 0, $"Exit status {ExitCode}.\n{Output}\n{Errors}");
        return this;
    }

    private static string[] Where(IPEndPoint bmc, string user, string password) => ["-H", $"{bmc.Address}", "-p", $"{bmc.Port}", "-U", user, "-P", password];
}
