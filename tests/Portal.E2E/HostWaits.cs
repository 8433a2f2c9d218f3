using System.Text;
using Portal.BmcSim;

namespace Portal.E2E;

/// <summary>Bounded waits for what reaches a simulated BMC. A key is on the screen before the ones behind it have reached the host, so typing is waited for.</summary>
internal static class HostWaits
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(20);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>Waits until the portal holds the console.</summary>
    public static Task WaitHeldAsync(this SimulatedBmc bmc) =>
        bmc.WaitUntilAsync(sim => sim.SolOwner is not null, Ct).WaitAsync(s_patience, Ct);

    /// <summary>Waits until as much as <paramref name="text"/> has been typed since <paramref name="from"/>, and asserts that it is that.</summary>
    public static async Task ExpectTypedAsync(this SimulatedBmc bmc, string text, int from = 0)
    {
        var expected = Encoding.UTF8.GetByteCount(text);
        try
        {
            await bmc.WaitUntilAsync(sim => sim.TypedCount - from >= expected, Ct).WaitAsync(s_patience, Ct);
        }
        catch (TimeoutException)
        {
            // What is missing is best told by the comparison.
        }
        Assert.Equal(text, Encoding.UTF8.GetString(bmc.Typed.AsSpan(from)));
    }

    /// <summary>Waits until what was typed ends with <paramref name="end"/>.</summary>
    public static Task WaitTypedAsync(this SimulatedBmc bmc, string end) =>
        bmc.WaitUntilAsync(sim => Encoding.UTF8.GetString(sim.Typed).EndsWith(end, StringComparison.Ordinal), Ct).WaitAsync(s_patience, Ct);
}
