using Portal.Fleet.Consoles;

namespace Portal.Fleet.Access;

/// <content>Who has the serial line on the BMC. All of it needs <see cref="BmcRight.ConsoleWrite"/>.</content>
public sealed partial class BmcHandle
{
    /// <summary>
    /// Takes the line from whoever else holds it on the BMC. Where the server's policy is to wait, only <see cref="BmcRight.Administer"/> may; at most once
    /// in five minutes per server.
    /// </summary>
    /// <exception cref="ArgumentException">The reason is empty, or longer than <see cref="LongestReason"/>.</exception>
    /// <exception cref="LineRefusedException">It was not taken, and why.</exception>
    public async Task<ConsoleInfo> TakeLineAsync(string reason, CancellationToken ct)
    {
        Demand(BmcRight.ConsoleWrite);
        await AuditedAsync("console.line.take", ReasonOf(reason), async () =>
        {
            var row = await _desk.Servers.FindAsync(Id, ct) ?? throw new NotFoundException();
            if (row.ConsoleContention == ConsoleContention.Wait && (Rights & BmcRight.Administer) == 0)
                throw new LineRefusedException("take_not_allowed", "This server's setting is to wait until the line is free: an administrator may take it, or change the setting to ask.");
            await Bmc.TakeLineAsync(ct);
            return true;
        }, ct);
        return await GetConsoleAsync(ct);
    }

    /// <summary>Leaves the line to somebody else, for example a vendor's technician, for so long; then it is taken back by itself.</summary>
    /// <exception cref="ArgumentException">The reason is empty or too long, or the time is not 1 to <see cref="ConsoleRelease.MostMinutes"/> minutes.</exception>
    public async Task<ConsoleInfo> ReleaseLineAsync(int minutes, string reason, CancellationToken ct)
    {
        Demand(BmcRight.ConsoleWrite);
        ArgumentOutOfRangeException.ThrowIfLessThan(minutes, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(minutes, ConsoleRelease.MostMinutes);
        var why = ReasonOf(reason);
        await AuditedAsync("console.line.release", $"{minutes} min: {why}", async () =>
        {
            var now = _desk.Time.GetUtcNow();
            await _desk.Servers.ReleaseConsoleAsync(Id, new ConsoleRelease(_caller.Name, now, now.AddMinutes(minutes), why), ct);
            await Bmc.SettleLineAsync(ct);
            return true;
        }, ct);
        return await GetConsoleAsync(ct);
    }

    /// <summary>Takes the line back before the time.</summary>
    public async Task<ConsoleInfo> ResumeLineAsync(CancellationToken ct)
    {
        Demand(BmcRight.ConsoleWrite);
        await AuditedAsync("console.line.resume", null, async () =>
        {
            await _desk.Servers.ReleaseConsoleAsync(Id, null, ct);
            await Bmc.SettleLineAsync(ct);
            return true;
        }, ct);
        return await GetConsoleAsync(ct);
    }

    private static string ReasonOf(string reason)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(reason);
        return reason.Length <= LongestReason ? reason.Trim() : throw new ArgumentException($"A reason has at most {LongestReason} characters.", nameof(reason));
    }
}
