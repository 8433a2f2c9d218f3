using Portal.Fleet.Consoles.Terminal;

namespace Portal.Fleet.Access;

/// <summary>The console's screen of a <see cref="BmcHandle"/>.</summary>
public sealed partial class BmcHandle
{
    /// <summary>
    /// What the console's screen looked like when everything before an offset was printed (<see cref="BmcRight.ConsoleRead"/>): where a replay goes on from, or
    /// with <see cref="long.MaxValue"/> what is shown now. An offset that is no longer kept gives the screen as far as it can be known.
    /// </summary>
    public async Task<TerminalSnapshot> GetScreenAsync(long offset, CancellationToken ct)
    {
        Demand(BmcRight.ConsoleRead);
        return await AuditedAsync("console.screen", $"at {offset}", async () => await Bmc.GetScreenAsync(offset, ct), ct);
    }
}
