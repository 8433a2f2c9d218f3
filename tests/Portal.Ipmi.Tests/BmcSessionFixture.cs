using Portal.BmcSim;
using Portal.Ipmi.Tests.Transport;

namespace Portal.Ipmi.Tests;

/// <summary>What the tests of sessions against a simulated BMC have in common.</summary>
public abstract class BmcSessionFixture
{
    protected static CancellationToken Ct => TestContext.Current.CancellationToken;

    protected static SimulatedBmc Start(Func<SimulatedBmcOptions, SimulatedBmcOptions>? configure = null)
    {
        var options = new SimulatedBmcOptions { Line = SimLine.Silent, BootPace = 0 };
        return SimulatedBmc.Start(configure?.Invoke(options) ?? options);
    }

    /// <summary>Short times, so that a test of loss does not wait for seconds; keep-alive only where it is the point.</summary>
    protected static BmcSessionOptions Options(SimulatedBmc bmc) => new()
    {
        EndPoint = bmc.EndPoint,
        UserName = "admin",
        Password = SecretBytes.FromText("password"),
        InitialRetransmission = TimeSpan.FromMilliseconds(100),
        KeepAlive = TimeSpan.Zero,
    };

    protected static async Task<IpmiFailure> OpenFailsAsync(BmcSessionOptions options)
    {
        var e = await Assert.ThrowsAnyAsync<IpmiException>(() => BmcSession.OpenAsync(options, Ct));
        Assert.DoesNotContain("password", e.Message.Replace("The password", "", StringComparison.Ordinal), StringComparison.OrdinalIgnoreCase);
        return e.Failure;
    }

    internal static async Task<(BmcSession Session, RecordingTransport Transport)> OpenRecordedAsync(BmcSessionOptions options)
    {
        RecordingTransport? transport = null;
        var session = await BmcSession.OpenAsync(options, endPoint => transport = new RecordingTransport(endPoint), Ct);
        return (session, transport!);
    }
}
