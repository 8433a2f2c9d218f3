using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;
using Portal.Fleet;
using Portal.Testing;

namespace Portal.Web.Tests.Verbs;

public sealed partial class PortalOptionsReaderTests
{
    [Theory]
    [InlineData("Portal:Database:Provider", "Oracle", "it must be Sqlite or Postgres")]
    [InlineData("Portal:Database:PasswordFile", "/etc/password", "SQLite has no password")]
    [InlineData("Portal:Cluster:Mode", "Orleans", "a single process only")]
    [InlineData("Portal:Demo:Servers", "many", "a whole number from 0 to 10000")]
    [InlineData("Portal:Demo:Servers", "-1", "a whole number from 0 to 10000")]
    [InlineData("Portal:Polling:PowerSeconds", "1", "a whole number from 2 to 3600")]
    [InlineData("Portal:PublicOrigin", "bmc.example.org", "like https://bmc.example.org")]
    [InlineData("Portal:PublicOrigin", "https://bmc.example.org/portal", "nothing else")]
    [InlineData("Portal:Bmc:AllowedNetworks:1", "10.0.0.0/33", "CIDR form")]
    [InlineData("Portal:Bmc:AllowedNetworks", "everything", "CIDR form")]
    [InlineData("ConnectionStrings:Portal", "Host=db", "an SQLite connection string")]
    [InlineData("Portal:Proxies", "0.0.0.0/0", "not everybody's")]
    [InlineData("Portal:Proxies:0", "proxy.example.org", "addresses of proxies")]
    [InlineData("Portal:Limits:ReadsPerMinute", "0", "a whole number from 1 to 1000000")]
    [InlineData("Portal:Limits:PagesPerUser", "lots", "a whole number from 1 to 1000000")]
    [InlineData("Portal:Tls:CertificateFile", "/nowhere/cert.pem", "a file that this user can read")]
    [InlineData("Portal:Secrets:KeyCredential", "../key", "without a path")]
    [InlineData("Portal:Secrets:KeyCredential", "portal-key", "started as a unit")]
    [InlineData("Portal:DataDir", "/tmp/x", "there is no such key; there are Portal:DataDirectory")]
    public void Read_WrongValue_OneSentenceWithKeyValueAndWhatIsAllowed(string key, string value, string allowed)
    {
        var refused = Assert.Throws<StartRefusedException>(() => Read((key, value)));
        Assert.StartsWith($"{key} is \"{value}\"; ", refused.Message, StringComparison.Ordinal);
        Assert.Contains(allowed, refused.Message, StringComparison.Ordinal);
        Assert.EndsWith(".", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', refused.Message);
    }

    /// <summary>What somebody reads in the documentation, the portal takes: a key that only its reader knows would stop the start.</summary>
    [Fact]
    public void Read_KeysOfTheDocumentation_AreAllKnown()
    {
        var document = File.ReadAllText(Path.Combine(Repository.Root, "docs", "configuration.md"));
        var keys = DocumentedKey().Matches(document).Select(match => match.Groups[1].Value).Distinct().ToList();
        Assert.True(keys.Count > 40, $"Only {keys.Count} keys were found in docs/configuration.md.");
        foreach (var key in keys)
        {
            try
            {
                Read((key, "?"));
            }
            catch (StartRefusedException refused)
            {
                Assert.DoesNotContain("there is no such key", refused.Message, StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public void Read_ConnectionStringWithPassword_IsNotRepeated()
    {
        var refused = Assert.Throws<StartRefusedException>(() => Read(("ConnectionStrings:Portal", "Host=db;Password=hunter2")));
        Assert.DoesNotContain("hunter2", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "with Postgres it must be its connection string")]
    [InlineData("Data Source=/var/lib/pilotlight/portal.db", "it must be a PostgreSQL connection string")]
    [InlineData("Host=db.example.org", "it must name the server and the database")]
    [InlineData("Host=db.example.org;Database=pilotlight;SSL Mode=sometimes", "it must be a PostgreSQL connection string")]
    public void Read_PostgresWithoutWhatItNeeds_SaysWhat(string text, string allowed)
    {
        var refused = Assert.Throws<StartRefusedException>(() => Read(("Portal:Database:Provider", "Postgres"), ("ConnectionStrings:Portal", text)));
        Assert.StartsWith($"ConnectionStrings:Portal is \"{text}\"; ", refused.Message, StringComparison.Ordinal);
        Assert.Contains(allowed, refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Host=db.example.org;Database=p", Npgsql.SslMode.VerifyFull)]
    [InlineData("Host=10.0.0.7;Database=p", Npgsql.SslMode.VerifyFull)]
    [InlineData("Host=127.0.0.1,db.example.org;Database=p", Npgsql.SslMode.VerifyFull)]
    [InlineData("Host=db.example.org;Database=p;SslMode=Disable", Npgsql.SslMode.Disable)]
    [InlineData("Host=db.example.org;Database=p;ssl mode=Require", Npgsql.SslMode.Require)]
    [InlineData("Host=localhost;Database=p", Npgsql.SslMode.Prefer)]
    [InlineData("Host=/run/postgresql;Database=p", Npgsql.SslMode.Prefer)]
    public void Read_Postgres_ServersElsewhereProveWhoTheyAreUnlessSomebodyDecidedOtherwise(string text, Npgsql.SslMode mode)
    {
        var file = Path.GetTempFileName();
        try
        {
            File.WriteAllText(file, "hunter2\nnot this\n");
            var options = Read(("Portal:Database:Provider", "postgres"), ("ConnectionStrings:Portal", text), ("Portal:Database:PasswordFile", file));
            var read = new Npgsql.NpgsqlConnectionStringBuilder(options.ConnectionString);
            Assert.Equal((DatabaseKind.Postgres, mode, "hunter2"), (options.Database, read.SslMode, read.Password));
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public void Read_NetworksAsListAndText_BothCount()
    {
        var options = Read(("Portal:Bmc:AllowedNetworks", "10.20.0.0/16, 192.0.2.7"), ("Portal:Bmc:AllowedNetworks:0", "fd00:12::/64"));
        Assert.Equal(["10.20.0.0/16", "192.0.2.7/32", "fd00:12::/64"], options.AllowedNetworks);
    }

    [Fact]
    public void Read_Nothing_Defaults()
    {
        var options = Read();
        Assert.Equal(Path.GetFullPath(".data"), options.DataDirectory);
        Assert.Equal(Path.Combine(options.DataDirectory, "secrets.key"), options.KeyFile);
        Assert.Null(options.DemoServers);
        Assert.False(options.IsHttps);
        Assert.Empty(options.AllowedNetworks);
    }

    [Fact]
    public void Read_HttpsOrigin_PinsCookies() => Assert.True(Read(("Portal:PublicOrigin", "https://bmc.example.org")).IsHttps);

    private static PortalOptions Read(params (string Key, string Value)[] settings) => PortalOptionsReader.Read(
        new ConfigurationBuilder().AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value))).Build());

    [GeneratedRegex("^\\| [^|]*`(Portal:[A-Za-z:]+)`", RegexOptions.Multiline)]
    private static partial Regex DocumentedKey();
}
