using System.Buffers.Binary;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Portal.Fleet.Data;
using Portal.Fleet.Secrets;
using Portal.Fleet.Servers;

namespace Portal.Fleet.Tests.Secrets;

/// <summary>The key that wraps all others changes, with the process dying at any step.</summary>
[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
public sealed class KeyRotationTests
{
    [Fact]
    public async Task Rotate_StoppedAtEveryStep_EveryPasswordOpensAlways()
    {
        await using var portal = await TestPortal.StartAsync(run: false);
        var ids = new List<BmcId>();
        for (var index = 0; index < 5; index++)
            ids.Add((await portal.AddAsync(new IPEndPoint(IPAddress.Loopback, 1000 + index), $"s{index}", password: $"secret-{index}")).Id);
        var keyFile = portal.Get<FleetPaths>().KeyFile;
        var time = new FakeTimeProvider(TimeProvider.System.GetUtcNow());

        async Task OpensAllAsync(int keys)
        {
            // As a process that starts now sees it.
            using var ring = new KeyRing(new KeyFile(keyFile), TimeProvider.System);
            Assert.Equal(keys, ring.Keys.Length);
            var vault = new CredentialVault(new SecretBox(ring), ring);
            await using var db = await portal.DbAsync();
            foreach (var row in await db.Servers.AsNoTracking().ToListAsync(TestPortal.Ct))
            {
                using var opened = vault.Open(row.Id, CredentialVault.Password, row.SealedPassword!);
                Assert.Equal($"secret-{ids.IndexOf(row.Id)}", Encoding.UTF8.GetString(opened!.Reveal()));
            }
        }

        using var ring = new KeyRing(new KeyFile(keyFile), time);
        var vault = new CredentialVault(new SecretBox(ring), ring);
        var store = new SealedServers(portal.Get<IDbContextFactory<PortalDb>>(), vault);
        using var rotation = new KeyRotation(ring, [store], time, NullLogger<KeyRotation>.Instance);
        var old = ring.Active.IdText;
        await OpensAllAsync(1);

        var fresh = await rotation.BeginAsync(TestPortal.Ct);
        Assert.NotEqual(old, fresh);
        await OpensAllAsync(2);
        Assert.Equal("key_rotation_under_way", (await Assert.ThrowsAsync<KeyRotationException>(() => rotation.BeginAsync(TestPortal.Ct))).Code);

        // Nothing is wrapped anew yet: the old key must stay, whatever the clock says.
        time.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal(1, await rotation.RetireAsync(TestPortal.Ct));
        await OpensAllAsync(2);

        Assert.Equal(5, await rotation.RewrapAsync(TestPortal.Ct));
        Assert.Equal(0, await rotation.RewrapAsync(TestPortal.Ct));
        await OpensAllAsync(2);
        var state = await rotation.GetAsync(TestPortal.Ct);
        Assert.Equal([(fresh, true, 5), (old, false, 0)], state.Keys.Select(key => (key.Id, key.IsActive, key.Total)));

        Assert.Equal(0, await rotation.RetireAsync(TestPortal.Ct));
        await OpensAllAsync(1);

        // The portal that ran all the time has both keys in memory or reads the new one.
        await portal.Get<ServerRegistry>().SynchroniseAsync(TestPortal.Ct);
        var row = await portal.Get<ServerRegistry>().FindAsync(ids[0], TestPortal.Ct);
        using var seen = portal.Get<CredentialVault>().Open(ids[0], CredentialVault.Password, row!.SealedPassword!);
        Assert.NotNull(seen);
    }

    [Fact]
    public async Task Start_WithSecretsOfAnEarlierVersion_SealsThemAnew()
    {
        var directory = Directory.CreateTempSubdirectory("portal-old-seals-").FullName;
        BmcId id;
        byte[] key;
        await using (var portal = await TestPortal.StartAsync(run: false, directory: directory))
        {
            id = (await portal.AddAsync(new IPEndPoint(IPAddress.Loopback, 1))).Id;
            key = await File.ReadAllBytesAsync(portal.Get<FleetPaths>().KeyFile, TestPortal.Ct);
            var old = SealAsBefore(key, id, "password", "older-secret");
            await using var db = await portal.DbAsync();
            await db.Servers.Where(row => row.Id == id).ExecuteUpdateAsync(set => set.SetProperty(row => row.SealedPassword, old), TestPortal.Ct);
        }

        await using (var portal = await TestPortal.StartAsync(directory: directory))
        {
            var row = await portal.Get<ServerRegistry>().FindAsync(id, TestPortal.Ct);
            Assert.True(SecretBox.IsBlob(row!.SealedPassword));
            using var opened = portal.Get<CredentialVault>().Open(id, CredentialVault.Password, row.SealedPassword!);
            Assert.Equal("older-secret", Encoding.UTF8.GetString(opened!.Reveal()));
        }

        Directory.Delete(directory, recursive: true);
    }

    [Fact]
    public void Blob_RewrappedOrMoved_KeepsItsTailAndItsPlace()
    {
        using var directory = new TemporaryKey();
        using var ring = directory.Ring();
        var box = new SecretBox(ring);
        var place = new SealedPlace("Tokens", "7", "seed");
        var blob = box.Seal(place, "JBSWY3DPEHPK3PXP"u8);
        var text = box.SealText(place, "JBSWY3DPEHPK3PXP");

        ring.Add();

        Assert.False(box.IsCurrent(blob));
        var again = box.Rewrap(place, blob)!;
        Assert.True(box.IsCurrent(again) && box.IsCurrent(box.RewrapText(place, text)!));
        Assert.True(SecretBox.TailOf(blob).SequenceEqual(SecretBox.TailOf(again)));
        Assert.Equal("JBSWY3DPEHPK3PXP", box.OpenText(place, box.RewrapText(place, text)!));
        foreach (var other in new[] { place with { Record = "8" }, place with { Field = "see" }, place with { Table = "Token", Record = "s7" } })
        {
            Assert.Null(box.Open(other, again));
            Assert.Null(box.Rewrap(other, again));
        }

        for (var index = 0; index < again.Length; index++)
        {
            var changed = (byte[])again.Clone();
            changed[index] ^= 1;
            Assert.Null(box.Open(place, changed));
            Assert.Null(box.Open(place, again.AsSpan(0, index)));
        }
    }

    [Fact]
    public void KeyCommand_PrintsKeysNonsenseTooMuchOrNothing_IsTakenOrRefusedWithASentence()
    {
        var key = RandomNumberGenerator.GetBytes(32);
        static KeyCommand Run(string line) => new(line, TimeSpan.FromSeconds(20));
        Assert.Equal([key], Run($"printf %s\\n {Convert.ToHexString(key)}").Read());
        Assert.Equal([key, key], Run($"printf \"%s\\n%s\\n\" {Convert.ToBase64String(key)} {Convert.ToHexStringLower(key)}").Read());

        string Refusal(KeyCommand command) => Assert.Throws<StartRefusedException>(command.Read).Message;
        Assert.Contains("no key", Refusal(Run("printf hello")), StringComparison.Ordinal);
        Assert.Contains("status 3", Refusal(Run("sh -c \"exit 3\"")), StringComparison.Ordinal);
        Assert.Contains("could not be run", Refusal(Run("/nowhere/at-all")), StringComparison.Ordinal);
        Assert.Contains("more than", Refusal(Run("yes")), StringComparison.Ordinal);
        Assert.Contains("did not end", Refusal(new KeyCommand("sleep 60", TimeSpan.FromMilliseconds(200))), StringComparison.Ordinal);
        Assert.DoesNotContain("hello", Refusal(Run("printf hello")), StringComparison.Ordinal);
    }

    /// <summary>What the portal wrote before secrets had keys of their own.</summary>
    private static byte[] SealAsBefore(byte[] key, BmcId id, string field, string secret)
    {
        var keyId = HMACSHA256.HashData(key, "pilotlight key id"u8)[..8];
        var plain = new byte[32];
        plain[0] = (byte)secret.Length;
        Encoding.UTF8.GetBytes(secret, plain.AsSpan(1));
        var length = new byte[4];
        byte[] Part(byte[] bytes)
        {
            BinaryPrimitives.WriteInt32LittleEndian(length, bytes.Length);
            return [.. length, .. bytes];
        }

        byte[] associated = [.. Part("Servers"u8.ToArray()), .. id.Value.ToByteArray(), .. Part(Encoding.UTF8.GetBytes(field)), .. keyId];
        var (nonce, tag, cipher) = (RandomNumberGenerator.GetBytes(12), new byte[16], new byte[plain.Length]);
        using var aes = new AesGcm(key, 16);
        aes.Encrypt(nonce, plain, cipher, tag, associated);
        return [1, .. keyId, .. nonce, .. tag, .. cipher];
    }

    private sealed class TemporaryKey : IDisposable
    {
        private readonly string _directory = Directory.CreateTempSubdirectory("portal-key-").FullName;

        public KeyRing Ring() => new(new KeyFile(Path.Combine(_directory, "secrets.key")), TimeProvider.System);

        public void Dispose() => Directory.Delete(_directory, recursive: true);
    }
}
