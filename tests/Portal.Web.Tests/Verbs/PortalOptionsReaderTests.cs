using Microsoft.Extensions.Configuration;
using Portal.Fleet;

namespace Portal.Web.Tests.Verbs;

public sealed class PortalOptionsReaderTests
{
    [Theory]
    [InlineData("Portal:Database:Provider", "Postgres", "this version keeps its data in Sqlite only")]
    [InlineData("Portal:Database:Provider", "Oracle", "it must be Sqlite")]
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

    [Fact]
    public void Read_ConnectionStringWithPassword_IsNotRepeated()
    {
        var refused = Assert.Throws<StartRefusedException>(() => Read(("ConnectionStrings:Portal", "Host=db;Password=hunter2")));
        Assert.DoesNotContain("hunter2", refused.Message, StringComparison.Ordinal);
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
}
