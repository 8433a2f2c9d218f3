using System.Net;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Portal.Fleet.Access;
using Portal.Fleet.Secrets;
using Portal.Fleet.Servers;
using Portal.Ipmi;

namespace Portal.Fleet.Tests.Servers;

[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
[Trait("Database", "Both")]
public sealed class CredentialVaultTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("portal-vault-").FullName;

    private string KeyPath => Path.Combine(_directory, "secrets.key");

    private readonly List<KeyRing> _rings = [];

    public void Dispose()
    {
        _rings.ForEach(ring => ring.Dispose());
        Directory.Delete(_directory, recursive: true);
    }

    [Fact]
    public void Open_SameRecordFieldAndKey_GivesTheSecretAndNothingElseDoes()
    {
        var id = BmcId.New();
        var vault = Vault();
        using var secret = SecretBytes.FromText("calvin");

        var blob = vault.Seal(id, CredentialVault.Password, secret);

        using (var opened = Vault().Open(id, CredentialVault.Password, blob))
            Assert.Equal("calvin", Encoding.UTF8.GetString(opened!.Reveal()));
        Assert.Null(vault.Open(BmcId.New(), CredentialVault.Password, blob));
        Assert.Null(vault.Open(id, CredentialVault.Kg, blob));
        for (var i = 0; i < blob.Length; i++)
        {
            var changed = (byte[])blob.Clone();
            changed[i] ^= 1;
            Assert.Null(vault.Open(id, CredentialVault.Password, changed));
            Assert.Null(vault.Open(id, CredentialVault.Password, blob[..i]));
        }

        File.Delete(KeyPath);
        Assert.Null(Vault().Open(id, CredentialVault.Password, blob));
    }

    [Fact]
    public void Seal_SameSecretTwice_GivesDifferentBlobsOfTheSameLengthAsAnyPassword()
    {
        var id = BmcId.New();
        var vault = Vault();
        using var secret = SecretBytes.FromText("x");
        using var longest = SecretBytes.FromText(new string('x', 20));

        var blobs = Enumerable.Range(0, 20).Select(_ => vault.Seal(id, CredentialVault.Password, secret)).ToList();

        Assert.Equal(20, blobs.Select(Convert.ToHexString).Distinct().Count());
        Assert.All(blobs, blob => Assert.Equal(vault.Seal(id, CredentialVault.Password, longest).Length, blob.Length));
    }

    [Fact]
    public void KeyFile_Created_IsThirtyTwoBytesForTheOwnerAlone()
    {
        var vault = Vault();

        Assert.Equal(32, new FileInfo(KeyPath).Length);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(KeyPath));
        Assert.Single(Directory.GetFiles(_directory));
        Assert.Equal(nameof(CredentialVault), vault.ToString());
    }

    [Fact]
    public void KeyFile_ReadableByOthersOrMalformed_IsRefusedWithASentence()
    {
        Vault();
        File.SetUnixFileMode(KeyPath, File.GetUnixFileMode(KeyPath) | UnixFileMode.GroupRead);
        Assert.Contains("0640", Assert.Throws<StartRefusedException>(Vault).Message, StringComparison.Ordinal);

        File.SetUnixFileMode(KeyPath, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        File.WriteAllBytes(KeyPath, new byte[31]);
        Assert.Contains("31 bytes", Assert.Throws<StartRefusedException>(Vault).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Database_ServersWithCanaryPasswords_HoldsNoCanary()
    {
        const string Canary = "canary-7d1f0a9be2";
        await using var portal = await TestPortal.StartAsync(run: false, sqlite: true);
        var server = await portal.AddAsync(new IPEndPoint(IPAddress.Loopback, 1), password: Canary);
        using var changed = SecretBytes.FromText(Canary + "-2");
        var handle = await portal.OpenAsync(server.Id, rights: BmcRight.Administer);
        await handle.ChangeAsync(new ServerChange { Password = changed }, TestPortal.Ct);
        Assert.DoesNotContain(Canary, new NewServer { Name = "n", Address = "a", UserName = "u", Password = changed }.ToString(), StringComparison.Ordinal);
        await using (var db = await portal.DbAsync())
            await db.Database.ExecuteSqlRawAsync("PRAGMA wal_checkpoint(FULL)", TestPortal.Ct);

        var files = Directory.GetFiles(portal.Directory, "portal.db*");

        Assert.NotEmpty(files);
        foreach (var file in files)
        {
            await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            var bytes = new byte[stream.Length];
            await stream.ReadExactlyAsync(bytes, TestPortal.Ct);
            Assert.True(bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(Canary)) < 0, file);
            Assert.True(bytes.AsSpan().IndexOf(Encoding.Unicode.GetBytes(Canary)) < 0, file);
        }
    }

    private CredentialVault Vault()
    {
        var ring = new KeyRing(new KeyFile(KeyPath), TimeProvider.System);
        _rings.Add(ring);
        return new CredentialVault(new SecretBox(ring), ring);
    }
}
