using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Portal.Fleet.Access;
using Portal.Fleet.Data;

namespace Portal.Fleet.Auditing;

/// <summary>
/// Exports an anchor each hour, at the start and at the end, where rows were added since the last one; to a file and as a line in the log,
/// which is often collected elsewhere. Also writes outcomes that the database did not take when they happened.
/// </summary>
internal sealed partial class AuditKeeper(
    IDbContextFactory<PortalDb> dbs, Audit audit, AuditWriter writer, AuditKeys keys, AnchorFile file, TimeProvider time, ILogger<AuditKeeper> logger) : BackgroundService
{
    private static readonly TimeSpan s_settle = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan s_every = TimeSpan.FromHours(1);

    private long _anchored;

    /// <summary>Exports where the chain ends now, unless the last anchor says it already.</summary>
    public async Task AnchorAsync(CancellationToken ct)
    {
        try
        {
            await using var db = await dbs.CreateDbContextAsync(ct);
            var head = await db.AuditEntries.AsNoTracking().Where(entry => entry.Sequence > _anchored).OrderByDescending(entry => entry.Sequence)
                .Select(entry => new { entry.Sequence, entry.Mac }).FirstOrDefaultAsync(ct);
            if (head is not { Sequence: { } sequence, Mac: { } mac })
                return;
            var anchor = AuditAnchor.Make(keys, time.GetUtcNow(), sequence, mac);
            file.Append(anchor);
            _anchored = sequence;
            Log.Anchored(logger, anchor.Sequence, anchor.Head, anchor.At, anchor.KeyId, anchor.Signature);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // The edge of the loop: it is tried again in an hour, and verify says how old the newest anchor is.
            Log.NotAnchored(logger, file.Path, e);
        }
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await writer.SettleAsync();
        await RecordAsync("portal.stop");
        await AnchorAsync(CancellationToken.None);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await RecordAsync("portal.start");
        await AnchorAsync(stoppingToken);
        var next = time.GetUtcNow() + s_every;
        using var timer = new PeriodicTimer(s_settle, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                await writer.SettleAsync();
                if (time.GetUtcNow() < next)
                    continue;
                await AnchorAsync(stoppingToken);
                next = time.GetUtcNow() + s_every;
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Stopped.
        }
    }

    private async Task RecordAsync(string action)
    {
        try
        {
            await audit.OutcomeAsync(Caller.System, Guid.NewGuid(), action, null, "ok", null, CancellationToken.None);
        }
        catch (AuditUnavailableException)
        {
            // The writer has said so, and what needs the audit is refused.
        }
    }

    private static partial class Log
    {
        [LoggerMessage(4110, LogLevel.Information, "Audit anchor: row {Sequence}, head {Head}, at {At:O}, key {KeyId}, signature {Signature}")]
        public static partial void Anchored(ILogger logger, long sequence, string head, DateTimeOffset at, string keyId, string signature);

        [LoggerMessage(4111, LogLevel.Error, "No audit anchor could be written to {Path}.")]
        public static partial void NotAnchored(ILogger logger, string path, Exception exception);
    }
}
