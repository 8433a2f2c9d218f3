using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Bench.Kill;
using Portal.BmcSim;
using Portal.Fleet.Data;
using Portal.Fleet.Secrets;
using Portal.Fleet.Servers;
using Portal.Ipmi;
using Portal.Migrations.Sqlite;

namespace Portal.Bench.Rotation;

/// <summary>
/// Gives many BMCs new passwords while the portal is killed at random moments. Afterwards each BMC is logged into with what the vault holds, and with nothing else:
/// the old password must be out.
/// </summary>
internal static class RotationBench
{
    private const int FirstPort = 16230;

    private static readonly TimeSpan s_longest = TimeSpan.FromMinutes(15);

    public static async Task<int> RunAsync(string[] words, CancellationToken ct)
    {
        var arguments = new Arguments(words);
        var count = arguments.Whole("--bmcs", 500);
        var kills = arguments.Whole("--kills", 20);
        var seed = arguments.Whole("--seed", 1);
        var idle = arguments.Whole("--idle", 60);
        if (arguments.Unknown is { } unknown)
        {
            await Console.Error.WriteLineAsync($"There is no option {unknown} of rotation.");
            return 2;
        }

        var report = new Report();
        report.Line($"New passwords for {count} simulated BMCs, every seventh keeps only 16 bytes; {kills} kills of the portal (SIGKILL) at random moments meanwhile, and one change of the key that seals them; seed {seed}");
        report.Line($"Machine: {Environment.ProcessorCount} cores, .NET {Environment.Version}. Started {TimeProvider.System.GetUtcNow():yyyy-MM-dd HH:mm} UTC.");
        var good = await RunAsync(report, count, kills, TimeSpan.FromSeconds(idle), new Random(seed), ct);
        if (good && count >= 500 && kills >= 20)
            report.Save("rotation");
        return good ? 0 : 1;
    }

    private static async Task<bool> RunAsync(Report report, int count, int kills, TimeSpan idle, Random random, CancellationToken ct)
    {
        await using var farm = SimulatedFarm.Start(count, new IPEndPoint(IPAddress.Parse("127.92.0.1"), FirstPort), (_, options) => options with { Line = SimLine.Silent, InactivityTimeout = idle });
        for (var index = 0; index < count; index += 7)
            farm.Bmcs[index].Faults.PasswordBytesKept = 16;
        using var portal = await KillablePortal.CreateAsync("127.92.0.0/16", ct);
        portal.Start();
        await portal.WaitReadyAsync(ct);
        var ids = new string[count];
        for (var index = 0; index < count; index++)
            ids[index] = await portal.AddServerAsync($"rotate{index:D3}", farm.Bmcs[index].EndPoint, ct);
        var watch = Stopwatch.StartNew();
        string run;
        using (var answer = await portal.Http.PostAsJsonAsync("/api/v1/credentials/rotations", new { servers = ids, reason = "bench" }, ct))
        {
            answer.EnsureSuccessStatusCode();
            run = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(ct)).RootElement.GetProperty("id").GetString()!;
        }

        var (damaged, inFlight) = (0, 0);
        for (var kill = 1; kill <= kills; kill++)
        {
            await Task.Delay(TimeSpan.FromSeconds(0.2 + (random.NextDouble() * 2.5)), TimeProvider.System, ct);
            if (kill == kills / 2)
                (await portal.Http.PostAsync("/api/v1/credentials/keys/rotate", null, ct)).Dispose();
            await portal.KillAsync(ct);
            damaged += portal.CheckDatabase() == "ok" ? 0 : 1;
            inFlight += portal.CountPending();
            portal.Start();
            await portal.WaitReadyAsync(ct);
        }

        var (states, retried) = await FinishAsync(portal, run, ids, watch, ct);
        var took = watch.Elapsed;
        await portal.KillAsync(ct);
        var (open, old) = await CheckAsync(portal.Directory, farm, ct);
        report.Line();
        report.Line($"  {inFlight} passwords were between their writing down and their proof when the portal was killed; {retried} rotations were ordered again");
        report.Goal("BMCs that open with what the vault holds", open, "", $"{count}", open == count);
        report.Goal("BMCs that still open with the old password", old, "", "0", old == 0);
        report.Goal("rotations that ended well", states.GetValueOrDefault("done"), "", $"{count}", states.GetValueOrDefault("done") == count);
        report.Goal("kills that damaged the database", damaged, "", "0", damaged == 0);
        report.Line($"  took {took.TotalSeconds:F0} s");
        return open == count && old == 0 && damaged == 0 && states.GetValueOrDefault("done") == count;
    }

    /// <summary>Waits until every rotation has ended, and orders those again that failed because their BMC had no session slot left.</summary>
    private static async Task<(Dictionary<string, int> States, int Retried)> FinishAsync(KillablePortal portal, string run, string[] ids, Stopwatch watch, CancellationToken ct)
    {
        var retried = 0;
        while (true)
        {
            var latest = await LatestAsync(portal, ct);
            var states = latest.CountBy(pair => pair.Value).ToDictionary();
            if (Environment.GetEnvironmentVariable("BENCH_VERBOSE") == "1")
                await Console.Error.WriteLineAsync($"{watch.Elapsed.TotalSeconds:F1} s: {string.Join(", ", states.Select(state => $"{state.Value} {state.Key}"))}");
            if (states.GetValueOrDefault("done") == ids.Length || watch.Elapsed > s_longest)
                return (states, retried);
            string[] failed = [.. latest.Where(pair => pair.Value == "failed").Select(pair => pair.Key)];
            if (failed.Length > 0 && failed.Length + states.GetValueOrDefault("done") == ids.Length)
            {
                retried += failed.Length;
                (await portal.Http.PostAsJsonAsync("/api/v1/credentials/rotations", new { servers = failed, reason = $"again, after {run}" }, ct)).Dispose();
            }

            await Task.Delay(TimeSpan.FromMilliseconds(500), TimeProvider.System, ct);
        }
    }

    private static async Task<Dictionary<string, string>> LatestAsync(KillablePortal portal, CancellationToken ct)
    {
        using var answer = JsonDocument.Parse(await portal.Http.GetStringAsync("/api/v1/credentials?limit=1000", ct));
        return answer.RootElement.GetProperty("items").EnumerateArray().ToDictionary(
            item => item.GetProperty("serverId").GetString()!,
            item => item.GetProperty("rotation") is { ValueKind: JsonValueKind.Object } rotation ? rotation.GetProperty("state").GetString()! : "none");
    }

    /// <summary>Opens the vault as the portal does, and each BMC with what is in it.</summary>
    private static async Task<(int Open, int Old)> CheckAsync(string directory, SimulatedFarm farm, CancellationToken ct)
    {
        var services = new ServiceCollection();
        services.AddOptions().AddPortalIdentitySchema().AddPortalSqlite($"Data Source={Path.Combine(directory, "portal.db")};Pooling=False");
        await using var provider = services.BuildServiceProvider();
        using var ring = new KeyRing(new KeyFile(Path.Combine(directory, "secrets.key")), TimeProvider.System);
        var vault = new CredentialVault(new SecretBox(ring), ring);
        await using var db = await provider.GetRequiredService<IDbContextFactory<PortalDb>>().CreateDbContextAsync(ct);
        var rows = (await db.Servers.AsNoTracking().ToListAsync(ct)).ToDictionary(row => (row.Address, row.Port));
        var (open, old) = (0, 0);
        using var before = SecretBytes.FromText(Farm.PasswordText);
        await Parallel.ForEachAsync(farm.Bmcs, new ParallelOptions { MaxDegreeOfParallelism = 8, CancellationToken = ct }, async (bmc, stop) =>
        {
            var row = rows[(bmc.EndPoint.Address.ToString(), bmc.EndPoint.Port)];
            using var password = row.SealedPassword is null ? null : vault.Open(row.Id, CredentialVault.Password, row.SealedPassword);
            if (password is not null && await OpensAsync(bmc.EndPoint, password, stop))
                Interlocked.Increment(ref open);
            if (await OpensAsync(bmc.EndPoint, before, stop))
                Interlocked.Increment(ref old);
        });
        return (open, old);
    }

    private static async Task<bool> OpensAsync(IPEndPoint bmc, SecretBytes password, CancellationToken ct)
    {
        while (true)
        {
            try
            {
                await using var session = await BmcSession.OpenAsync(
                    new BmcSessionOptions { EndPoint = bmc, UserName = Farm.User, Password = password, Privilege = PrivilegeLevel.User }, ct);
                return true;
            }
            catch (IpmiException e) when (e.Failure == IpmiFailure.NoSessionSlots)
            {
                // What the killed portals left is dropped after a minute.
                await Task.Delay(TimeSpan.FromSeconds(1), TimeProvider.System, ct);
            }
            catch (IpmiException)
            {
                return false;
            }
        }
    }
}
