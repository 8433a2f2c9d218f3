using Portal.Testing;

namespace Portal.Interop.Tests;

/// <summary>The portal itself is killed under load; <c>npm run bench -- kill</c> does it fifty times.</summary>
public sealed class KillTests
{
    private static readonly TimeSpan s_timeout = TimeSpan.FromMinutes(4);

    [Fact]
    public async Task Kill_ThreeTimes_NothingSeenOrAcknowledgedIsMissingAndAllLinesComeBack()
    {
        // Built with this project, in the same configuration.
        var configuration = new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;
        var bench = Path.Combine(Repository.Root, "bench", "Portal.Bench", "bin", configuration, new DirectoryInfo(AppContext.BaseDirectory).Name, "Portal.Bench.dll");

        var run = await ExternalProgram.RunAsync(
            "dotnet", "dotnet-runtime-10.0", [bench, "kill", "--times", "3", "--consoles", "8"], s_timeout, TestContext.Current.CancellationToken);

        // How soon it is ready again is the bench's to measure, on a machine that does nothing else.
        Assert.DoesNotContain(run.Succeeded().Output.Split('\n'), line => line.Contains("NOT MET", StringComparison.Ordinal) && !line.Contains("ready again", StringComparison.Ordinal));
    }
}
