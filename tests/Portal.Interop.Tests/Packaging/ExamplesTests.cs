using Portal.BmcSim;
using Portal.Testing;

namespace Portal.Interop.Tests.Packaging;

/// <summary>The examples of the library's README: they are the programs in examples/, they are short, and they run.</summary>
public sealed class ExamplesTests
{
    private static readonly TimeSpan s_timeout = TimeSpan.FromSeconds(30);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("ListSensors", 20)]
    [InlineData("OpenConsole", 10)]
    public async Task Readme_Example_IsTheProgramAndShort(string example, int mostLines)
    {
        var program = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "examples", example, "Program.cs"), Ct);
        var readme = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "src", "Portal.Ipmi", "README.md"), Ct);

        Assert.Contains($"```csharp\n{program}```", readme);
        Assert.InRange(program.Split('\n').Count(line => line.Trim().Length > 0), 1, mostLines);
    }

    [Fact]
    public async Task ListSensors_OnASimulatedServer_PrintsEachSensor()
    {
        await using var bmc = SimulatedBmc.Start(new SimulatedBmcOptions());

        var run = await ExternalProgram.RunAsync("dotnet", "dotnet-runtime-10.0", [Program("ListSensors"), $"127.0.0.1:{bmc.EndPoint.Port}", "admin", "password"], s_timeout, Ct);

        Assert.Contains("degrees C", run.Succeeded().Output);
        Assert.Contains("RPM", run.Output);
    }

    [Fact]
    public async Task OpenConsole_OnASimulatedServer_ShowsItsLogin()
    {
        await using var bmc = SimulatedBmc.Start(new SimulatedBmcOptions { HostName = "rack4-u17" });
        await using var terminal = Terminal.Start(ExternalProgram.Find("dotnet", "dotnet-runtime-10.0"), Program("OpenConsole"), $"127.0.0.1:{bmc.EndPoint.Port}", "admin", "password");

        await terminal.ExpectAsync("rack4-u17 login: ", Ct);
    }

    private static string Program(string example) => Path.Combine(AppContext.BaseDirectory, $"{example}.dll");
}
