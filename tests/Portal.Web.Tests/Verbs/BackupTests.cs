using System.Globalization;
using System.Net;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.BmcSim;
using Portal.Fleet.Access;
using Portal.Fleet.Consoles.Storage;
using Portal.Fleet.Data;
using Portal.Testing;
using Portal.Web.Tests.Api;
using Portal.Web.Verbs;

namespace Portal.Web.Tests.Verbs;

[Trait("Database", "Both")]
public sealed class BackupTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>On PostgreSQL the backup goes back into either database, so that one can move from one to the other.</summary>
    [Fact]
    public async Task Backup_TakenUnderLoad_RestoresOnACleanMachineWithTheAuditVerified()
    {
        var elsewhere = Directory.CreateTempSubdirectory("portal-backup-").FullName;
        await using var bmc = SimulatedBmc.Start(new SimulatedBmcOptions());
        await using var source = new PortalServer();
        await source.InitializeAsync();
        var user = await source.CreateUserAsync(Role.Administrator);
        var token = await source.CreateTokenAsync(user);
        using var client = source.CreateApiClient(token);
        var id = await client.AddServerAsync(bmc, "kept");
        await client.WaitForAsync($"/api/v1/servers/{id}/console", console => console.Text("state") == "live");
        using var signedIn = await source.SignInAsync(user);

        using var enough = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        var (lines, acts) = (0, 0);
        var load = Task.WhenAll(PrintAsync(), ActAsync());
        var backup = Path.Combine(elsewhere, "backup");
        await client.WaitForAsync($"/api/v1/servers/{id}/console", console => console["nextOffset"]!.GetValue<long>() >= 500 * 8 && Volatile.Read(ref acts) >= 50);
        var (linesBefore, actsBefore) = (500, Volatile.Read(ref acts));
        var (status, output, error) = await source.RunVerbAsync("", "backup", "--to", backup);
        Assert.Equal((0, ""), (status, error));
        Assert.Contains("The portal's key is not in it.", output, StringComparison.Ordinal);
        await enough.CancelAsync();
        await load;
        Assert.True(acts > actsBefore, "Nothing was done while the backup was taken.");
        (status, _, error) = await source.RunVerbAsync("", "backup", "--to", backup);
        Assert.Equal(1, status);
        Assert.Contains("is not empty", error, StringComparison.Ordinal);
        var key = Path.Combine(elsewhere, "secrets.key");
        File.Copy(Path.Combine(source.DataDirectory, "secrets.key"), key);
        Assert.Empty(Directory.GetFiles(backup, "secrets.key", SearchOption.AllDirectories));

        foreach (var postgres in TestDatabases.IsPostgres ? new[] { false, true } : [false])
        {
            var directory = Path.Combine(elsewhere, postgres ? "on-postgres" : "on-sqlite");
            string[] settings = [$"--Portal:DataDirectory={directory}", .. postgres ? new[] { "--Portal:Database:Provider=Postgres", $"--ConnectionStrings:Portal={await (await PostgresCluster.GetAsync()).CreateAsync()}" } : []];
            (status, _, error) = await RunAsync([.. settings, "restore", "--from", backup]);
            Assert.Equal(1, status);
            Assert.Contains("name your copy with --key-file", error, StringComparison.Ordinal);

            (status, output, error) = await RunAsync([.. settings, "restore", "--from", backup, "--key-file", key]);
            Assert.True(status == 0, output + error);
            Assert.Contains("Every secret can be opened", output, StringComparison.Ordinal);
            Assert.Contains("The audit is intact: ", output, StringComparison.Ordinal);
            (status, _, error) = await RunAsync([.. settings, "restore", "--from", backup]);
            Assert.Equal(1, status);
            Assert.Contains("is not empty", error, StringComparison.Ordinal);

            await using var restored = new PortalServer { DataDirectory = directory, Sqlite = true, WithoutUsers = true, MoreSettings = settings };
            await restored.InitializeAsync();
            using var again = restored.CreateApiClient(token);
            Assert.Equal("kept", (await again.GetAsync($"/api/v1/servers/{id}", HttpStatusCode.OK))["tags"]![0]!.GetValue<string>());
            var text = Encoding.ASCII.GetString(await again.GetByteArrayAsync($"/api/v1/servers/{id}/console/log?format=raw", Ct)).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
            var numbers = text.TakeWhile(line => line.Length == 6 && int.TryParse(line, NumberStyles.None, CultureInfo.InvariantCulture, out _)).Select(line => int.Parse(line, CultureInfo.InvariantCulture)).ToArray();
            Assert.True(numbers.Length >= linesBefore, $"{numbers.Length} lines are there and {linesBefore} were printed before.");
            Assert.Equal(Enumerable.Range(1, numbers.Length), numbers);

            // A number that a row of the backup has is not given again, and nobody is signed in.
            var (verified, said, _) = await RunAsync([.. settings, "audit", "verify"]);
            Assert.True(verified == 0, said);
            await using var db = await restored.Services.GetRequiredService<IDbContextFactory<PortalDb>>().CreateDbContextAsync(Ct);
            Assert.False(await db.UserSessions.AnyAsync(Ct));
            Assert.True(await db.AuditEntries.CountAsync(entry => entry.Action == "rule.test", Ct) >= actsBefore);
        }

        await using (var file = new FileStream(Path.Combine(backup, "portal.db"), FileMode.Open, FileAccess.ReadWrite))
        {
            file.Position = file.Length / 2;
            var one = file.ReadByte();
            file.Position--;
            file.WriteByte((byte)(one ^ 1));
        }

        (status, _, error) = await RunAsync([$"--Portal:DataDirectory={Path.Combine(elsewhere, "third")}", "restore", "--from", backup, "--key-file", key]);
        Assert.Equal(1, status);
        Assert.Contains("portal.db of the backup is not as it was written", error, StringComparison.Ordinal);
        Directory.Delete(elsewhere, recursive: true);

        // As fast as a console's line is, and the record's log is sorted into segments all the time.
        async Task PrintAsync()
        {
            var store = source.Services.GetRequiredService<ConsoleStore>();
            using var pace = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
            while (!enough.IsCancellationRequested)
            {
                await pace.WaitForNextTickAsync(Ct);
                var text = string.Concat(Enumerable.Range(lines + 1, 10).Select(number => string.Create(CultureInfo.InvariantCulture, $"{number:D6}\r\n")));
                await bmc.PrintAsync(Encoding.ASCII.GetBytes(text), Ct);
                lines += 10;
                if (lines % 200 == 0)
                    store.RollSoon();
            }
        }

        async Task ActAsync()
        {
            var audit = source.Services.GetRequiredService<Audit>();
            using var pace = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
            while (!enough.IsCancellationRequested)
            {
                await pace.WaitForNextTickAsync(Ct);
                await audit.IntentAsync(Caller.CommandLine, "rule.test", null, "load", Ct);
                Interlocked.Increment(ref acts);
            }
        }
    }

    [Fact]
    public async Task Start_OlderDatabase_IsCopiedBeforeItGetsThePresentSchema()
    {
        await using var portal = new PortalServer { Sqlite = true };
        Directory.CreateDirectory(portal.DataDirectory);
        var file = Path.Combine(portal.DataDirectory, "portal.db");
        const string Older = "20261123170157_AuditChain";
        await using (var services = Backups.BackupWriter.Sqlite(file))
        await using (var db = await services.GetRequiredService<IDbContextFactory<PortalDb>>().CreateDbContextAsync(Ct))
        {
            await db.Database.MigrateAsync(Older, Ct);
            await db.Database.ExecuteSqlRawAsync("INSERT INTO Tenants (Id, Name, NormalizedName, Suspended, Allowed, CreatedAt) VALUES ('0193F5E8-0000-7000-8000-000000000001', 'acme', 'ACME', 0, 0, 0)", Ct);
        }

        await portal.InitializeAsync();
        await using (var db = await portal.Services.GetRequiredService<IDbContextFactory<PortalDb>>().CreateDbContextAsync(Ct))
            Assert.Equal("acme", (await db.Tenants.SingleAsync(Ct)).Name);
        await using (var services = Backups.BackupWriter.Sqlite($"{file}.before-{Older}"))
        await using (var db = await services.GetRequiredService<IDbContextFactory<PortalDb>>().CreateDbContextAsync(Ct))
            Assert.Equal(Older, (await db.Database.GetAppliedMigrationsAsync(Ct)).Last());

        // The other way there is a word and not an exception.
        await using (var db = await portal.Services.GetRequiredService<IDbContextFactory<PortalDb>>().CreateDbContextAsync(Ct))
            await db.Database.ExecuteSqlRawAsync("INSERT INTO __EFMigrationsHistory VALUES ('29990101000000_FromTheFuture', '99.0')", Ct);
        var (status, _, error) = await portal.RunVerbAsync("", "migrate");
        Assert.Equal(2, status);
        Assert.Contains("29990101000000_FromTheFuture of a newer portal", error, StringComparison.Ordinal);
    }

    private static async Task<(int Status, string Output, string Error)> RunAsync(string[] args)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        var status = await PortalCommand.RunAsync(args, output, error, TextReader.Null);
        return (status, output.ToString(), error.ToString());
    }
}
