using Portal.Fleet.Consoles;
using Portal.Fleet.Servers;

namespace Portal.Fleet.Access;

/// <content>What is kept of the console of a <see cref="BmcHandle"/>. All of it needs <see cref="BmcRight.Administer"/>.</content>
public sealed partial class BmcHandle
{
    /// <summary>How much is kept.</summary>
    public async Task<RecordUsage> MeasureConsoleAsync(CancellationToken ct)
    {
        Demand(BmcRight.Administer);
        return await Bmc.MeasureConsoleAsync(ct);
    }

    /// <summary>The server's own limits, and those of servers without.</summary>
    public async Task<RecordLimits> GetRecordLimitsAsync(CancellationToken ct)
    {
        Demand(BmcRight.Administer);
        var row = await _desk.Servers.FindAsync(Id, ct) ?? throw new NotFoundException();
        var ofAll = _desk.Record.Retention;
        return new RecordLimits(row.ConsoleKeepDays, row.ConsoleKeepMegabytes, (int)ofAll.Age.TotalDays, (int)(ofAll.Bytes / (1024 * 1024)));
    }

    /// <summary>What other limits would drop of what is kept now; 0 stands for the limit of servers without one.</summary>
    /// <exception cref="InvalidServerException">A limit is not acceptable.</exception>
    public async Task<RecordLoss> WeighConsoleAsync(int keepDays, int keepMegabytes, CancellationToken ct)
    {
        Demand(BmcRight.Administer);
        var limits = _desk.Record.RetentionOf(ServerRules.KeepDays(keepDays), ServerRules.KeepMegabytes(keepMegabytes));
        return await Bmc.WeighConsoleAsync(limits, ct);
    }

    /// <summary>Deletes what the console printed up to now, also where alerts tell it; it goes on, and so do its offsets.</summary>
    /// <exception cref="IOException">The disk cannot be written: nothing was deleted.</exception>
    public async Task ClearConsoleAsync(CancellationToken ct)
    {
        Demand(BmcRight.Administer);
        var usage = await Bmc.MeasureConsoleAsync(ct);
        await AuditedAsync("console.record.delete", $"from {usage.FirstOffset} to {usage.NextOffset}", async () =>
        {
            await Bmc.ClearConsoleAsync(ct);
            await _desk.Alerts.ForgetTextsAsync(Id, (await Bmc.MeasureConsoleAsync(ct)).FirstOffset, CancellationToken.None);
            return true;
        }, ct);
    }
}
