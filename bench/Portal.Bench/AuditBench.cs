using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Portal.Fleet;
using Portal.Fleet.Access;
using Portal.Fleet.Data;
using Portal.Migrations.Sqlite;

namespace Portal.Bench;

/// <summary>What the audit's chain costs: the same rows as the portal writes them, and as a plain insert of each would.</summary>
internal static class AuditBench
{
    private const int Rows = 1000;
    private const int AtOnce = 64;

    public static async Task RunAsync(Report report, int rounds, CancellationToken ct)
    {
        var directory = Directory.CreateTempSubdirectory("pilotlight-bench-").FullName;
        try
        {
            var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
            builder.Logging.SetMinimumLevel(LogLevel.Warning);
            builder.Services.AddPortalSqlite($"Data Source={Path.Combine(directory, "portal.db")}");
            builder.AddPortalFleet(new FleetPaths(directory, Path.Combine(directory, "secrets.key")));
            using var host = builder.Build();
            await PortalDatabase.MigrateAsync(host.Services, ct);
            var audit = host.Services.GetRequiredService<Audit>();
            var dbs = host.Services.GetRequiredService<IDbContextFactory<PortalDb>>();
            var (chained, plain, together) = (new List<double>(), new List<double>(), new List<double>());
            for (var round = 0; round <= rounds; round++)
            {
                var first = (await Usage.MeasureAsync(() => EachAsync(index => AppendAsync(audit, index, ct)))).Wall.TotalMilliseconds / Rows;
                var second = (await Usage.MeasureAsync(() => EachAsync(index => InsertAsync(dbs, index, ct)))).Wall.TotalMilliseconds / Rows;
                var third = (await Usage.MeasureAsync(() => Task.WhenAll(Enumerable.Range(0, AtOnce).Select(async lane =>
                {
                    for (var index = lane; index < Rows; index += AtOnce)
                        await AppendAsync(audit, index, ct);
                })))).Wall.TotalMilliseconds / Rows;
                // The first round warms up.
                if (round == 0)
                    continue;
                chained.Add(first);
                plain.Add(second);
                together.Add(third);
            }

            report.Line($"Audit: {Rows} rows a round, each durable before the next, on this disk.");
            report.Ratio("append to the chain, one by one", "plain insert of the same row", Report.Median(chained), Report.Median(plain), "ms");
            report.Ratio(string.Create(CultureInfo.InvariantCulture, $"append to the chain, {AtOnce} at once"), "plain inserts, one by one", Report.Median(together), Report.Median(plain), "ms");
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }

        static async Task EachAsync(Func<int, Task> write)
        {
            for (var index = 0; index < Rows; index++)
                await write(index);
        }
    }

    private static Task AppendAsync(Audit audit, int index, CancellationToken ct) =>
        audit.OutcomeAsync(Caller.CommandLine, Guid.NewGuid(), "bench.append", null, "ok", string.Create(CultureInfo.InvariantCulture, $"row {index}"), ct);

    private static async Task InsertAsync(IDbContextFactory<PortalDb> dbs, int index, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        db.Add(new AuditEntry
        {
            At = TimeProvider.System.GetUtcNow(),
            UserId = Caller.CommandLine.UserId,
            UserName = Caller.CommandLine.Name,
            Via = Caller.CommandLine.Via,
            Action = "bench.insert",
            Outcome = "ok",
            Detail = string.Create(CultureInfo.InvariantCulture, $"row {index}"),
            Correlation = Guid.NewGuid(),
        });
        await db.SaveChangesAsync(ct);
    }
}
