using Portal.Testing;

namespace Portal.Interop.Tests;

/// <summary>BMCs get new passwords while the portal is killed; <c>npm run bench -- rotation</c> does it with 500 BMCs and 20 kills.</summary>
public sealed class RotationKillTests
{
    private static readonly TimeSpan s_timeout = TimeSpan.FromMinutes(4);

    [Fact]
    public async Task Rotate_KilledThreeTimes_EveryBmcOpensWithWhatTheVaultHolds()
    {
        var configuration = new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;
        var bench = Path.Combine(Repository.Root, "bench", "Portal.Bench", "bin", configuration, new DirectoryInfo(AppContext.BaseDirectory).Name, "Portal.Bench.dll");

        var run = await ExternalProgram.RunAsync(
            "dotnet", "dotnet-runtime-10.0", [bench, "rotation", "--bmcs", "10", "--kills", "3", "--idle", "6"], s_timeout, TestContext.Current.CancellationToken);

        Assert.DoesNotContain("NOT MET", run.Succeeded().Output, StringComparison.Ordinal);
    }
}
