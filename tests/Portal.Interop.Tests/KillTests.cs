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

        Assert.DoesNotContain("NOT MET", run.Succeeded().Output, StringComparison.Ordinal);
    }
}
