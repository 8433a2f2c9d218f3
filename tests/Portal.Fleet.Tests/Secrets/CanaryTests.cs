using System.Text;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Portal.BmcSim;
using Portal.Fleet.Access;
using Portal.Fleet.Credentials;
using Portal.Fleet.Secrets;
using Portal.Fleet.Servers;
using Portal.Fleet.Status;
using Portal.Ipmi;
using Portal.Testing;

namespace Portal.Fleet.Tests.Secrets;

/// <summary>Secrets are planted, used and changed; then whatever a thief would carry off without the key file is searched for them, and the log at its most talkative.</summary>
public sealed class CanaryTests
{
    [Fact]
    public async Task FilesWithoutTheKeyAndTheLog_AfterUse_HoldNoPlantedSecretInAnyForm()
    {
        const string Password = "canary-Bmc-7d1f0a9b";
        const string Kg = "canary-Kg-c41d55e2aa";
        const string Typed = "canary-typed-on-a-console";
        const string Seed = "CANARYSEEDJBSWY3DPEHPK3PXP";
        using var log = new CapturedLog();
        await using var bmc = SimulatedBmc.Start(new SimulatedBmcOptions { Accounts = [new SimAccount("admin", Password, 4)], Kg = Encoding.ASCII.GetBytes(Kg) });
        await using var portal = await TestPortal.StartAsync(run: false, sqlite: true);
        portal.Get<ILoggerFactory>().AddProvider(log);
        var server = await portal.AddAsync(bmc, password: Password);
        var vault = portal.Get<CredentialVault>();
        using (var kg = SecretBytes.FromText(Kg))
        {
            var sealedKg = vault.Seal(server.Id, CredentialVault.Kg, kg);
            await using var db = await portal.DbAsync();
            await db.Servers.ExecuteUpdateAsync(set => set.SetProperty(row => row.SealedKg, sealedKg), TestPortal.Ct);
        }

        await portal.Get<ServerRegistry>().SynchroniseAsync(TestPortal.Ct);
        await portal.RunAsync();
        await portal.WaitAsync(server.Id, status => status.Link == LinkState.Online && status.PowerReadAt is not null);
        var user = await portal.AddUserAsync("ann", Role.Administrator);
        var (_, token) = await portal.Get<ApiTokens>().CreateAsync(user, "canary", null, TestPortal.Ct);
        var box = portal.Get<SecretBox>();
        await using (var db = await portal.DbAsync())
        {
            // As what keeps authenticators does.
            db.UserTokens.Add(new() { UserId = user.UserId, LoginProvider = "test", Name = "seed", Value = box.SealText(new SealedPlace("UserTokens", user.UserId, "seed"), Seed) });
            db.ConsoleInputs.Add(new()
            {
                ServerId = server.Id,
                UserId = user.UserId,
                UserName = "ann",
                Correlation = Guid.NewGuid(),
                FromAt = DateTimeOffset.UnixEpoch,
                ToAt = DateTimeOffset.UnixEpoch,
                Bytes = Typed.Length,
                Sealed = vault.SealBytes(server.Id, "input", Encoding.ASCII.GetBytes(Typed)),
            });
            await db.SaveChangesAsync(TestPortal.Ct);
        }

        Assert.Equal(RotationState.Done, (await portal.Get<IBmcPasswordRotation>().RotateAsync(TestPortal.Admin, server.Id, "test", TestPortal.Ct)).State);
        string rotated;
        await using (var db = await portal.DbAsync())
        {
            using var now = vault.Open(server.Id, CredentialVault.Password, (await db.Servers.AsNoTracking().SingleAsync(TestPortal.Ct)).SealedPassword!);
            rotated = Encoding.ASCII.GetString(now!.Reveal());
        }

        await portal.Get<KeyRotation>().BeginAsync(TestPortal.Ct);
        await portal.Get<KeyRotation>().RewrapAsync(TestPortal.Ct);
        var backup = Path.Combine(portal.Directory, "backup.db");
        await using (var from = new SqliteConnection($"Data Source={Path.Combine(portal.Directory, "portal.db")};Pooling=False"))
        await using (var copy = from.CreateCommand())
        {
            await from.OpenAsync(TestPortal.Ct);
            copy.CommandText = $"VACUUM INTO '{backup}'";
            await copy.ExecuteNonQueryAsync(TestPortal.Ct);
        }

        var secrets = new Dictionary<string, string>
        {
            ["BMC password"] = Password,
            ["rotated BMC password"] = rotated,
            ["K_G"] = Kg,
            ["typed text"] = Typed,
            ["seed"] = Seed,
            ["API token"] = token,
        };
        Assert.True(File.Exists(backup));
        Assert.Empty(await Canaries.FindInFilesAsync(portal.Directory, path => Path.GetFileName(path) == "secrets.key", secrets, TestPortal.Ct));
        Assert.NotEmpty(log.Lines);
        Assert.Empty(log.Find(secrets));

        // The test itself must be able to see one.
        Assert.NotEmpty(Canaries.Find(Encoding.Unicode.GetBytes("x" + Password), secrets));
        Assert.NotEmpty(Canaries.Find(Encoding.ASCII.GetBytes(Convert.ToBase64String(Encoding.UTF8.GetBytes("xy" + Kg))), secrets));
    }
}
