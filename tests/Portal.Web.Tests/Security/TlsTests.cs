using System.Net;
using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Portal.Fleet;
using Portal.Web.Security;

namespace Portal.Web.Tests.Security;

/// <summary>TLS of the portal's own.</summary>
public sealed class TlsTests
{
    private static readonly DateTimeOffset s_now = new(2026, 11, 23, 0, 0, 0, TimeSpan.Zero);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Https_WithoutACertificate_MakesOneAndLeadsEverybodyThere()
    {
        await using var portal = new PortalServer { MoreSettings = ["--urls", "https://127.0.0.1:0;http://127.0.0.1:0"] };
        await portal.InitializeAsync();
        var addresses = portal.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Select(address => new Uri(address)).ToList();
        X509Certificate2? seen = null;
        using var client = new HttpClient(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            SslOptions = { RemoteCertificateValidationCallback = (_, certificate, _, _) => (seen = new X509Certificate2(certificate!)) is not null },
        });
        var https = addresses.Single(address => address.Scheme == "https");
        using var page = await client.GetAsync(new Uri(https, "/sign-in"), Ct);
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        Assert.Equal(["max-age=63072000; includeSubDomains"], page.Headers.GetValues("Strict-Transport-Security"));
        Assert.StartsWith("__Host-", page.Headers.GetValues("Set-Cookie").First(), StringComparison.Ordinal);
        Assert.True(seen!.MatchesHostname("127.0.0.1"));
        Assert.Equal(portal.Services.GetRequiredService<TlsIdentity>().Fingerprint, Convert.ToHexString(SHA256.HashData(seen.RawData)));

        var http = addresses.Single(address => address.Scheme == "http");
        using var moved = await client.GetAsync(new Uri(http, "/sign-in?returnUrl=%2F"), Ct);
        Assert.Equal((HttpStatusCode.PermanentRedirect, "https"), (moved.StatusCode, moved.Headers.Location!.Scheme));
        using var refused = await client.GetAsync(new Uri(http, "/api/v1/servers"), Ct);
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);

        using var old = new System.Net.Sockets.TcpClient();
        await old.ConnectAsync(https.Host, https.Port, Ct);
        await using var stream = new SslStream(old.GetStream(), false, (_, certificate, _, _) => certificate is not null);
#pragma warning disable SYSLIB0039, CA5397 // It is the old one that is tried.
        await Assert.ThrowsAnyAsync<Exception>(() => stream.AuthenticateAsClientAsync(new SslClientAuthenticationOptions { TargetHost = "localhost", EnabledSslProtocols = SslProtocols.Tls11 }, Ct));
#pragma warning restore SYSLIB0039, CA5397
    }

    [Fact]
    public void OwnCertificate_IsKeptUntilItIsOldOrNamesChange()
    {
        var directory = Directory.CreateTempSubdirectory("portal-tls-").FullName;
        try
        {
            using var first = PortalCertificate.LoadOrMake(directory, ["localhost", "127.0.0.1"], s_now);
            using var again = PortalCertificate.LoadOrMake(directory, ["localhost"], s_now.AddDays(300));
            Assert.Equal(first.Thumbprint, again.Thumbprint);
            using var renamed = PortalCertificate.LoadOrMake(directory, ["bmc.example.org"], s_now);
            Assert.NotEqual(first.Thumbprint, renamed.Thumbprint);
            using var renewed = PortalCertificate.LoadOrMake(directory, ["bmc.example.org"], s_now.AddDays(380));
            Assert.NotEqual(renamed.Thumbprint, renewed.Thumbprint);
            Assert.True(renewed.HasPrivateKey);
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    [Fact]
    public void ConfiguredCertificate_PemOrPfx_IsTakenAndWrongOnesAreNamed()
    {
        var directory = Directory.CreateTempSubdirectory("portal-tls-").FullName;
        try
        {
            using var key = RSA.Create(2048);
            using var made = new CertificateRequest("CN=bmc.example.org", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1).CreateSelfSigned(s_now.AddDays(-1), s_now.AddDays(90));
            string File(string name, string text)
            {
                var path = Path.Combine(directory, name);
                System.IO.File.WriteAllText(path, text);
                return path;
            }

            var pem = File("cert.pem", made.ExportCertificatePem());
            var keyFile = File("key.pem", key.ExportPkcs8PrivateKeyPem());
            var password = File("password", "hunter2\n");
            var pfx = Path.Combine(directory, "both.pfx");
            System.IO.File.WriteAllBytes(pfx, made.Export(X509ContentType.Pkcs12, "hunter2"));
            foreach (var good in new[] { new TlsOptions(pem, keyFile, null), new TlsOptions(pfx, null, password) })
            {
                using var certificate = PortalCertificate.Load(good, s_now);
                Assert.Equal((made.Thumbprint, true), (certificate.Thumbprint, certificate.HasPrivateKey));
            }

            foreach (var (wrong, at) in new[] { (new TlsOptions(pem, null, null), s_now), (new TlsOptions(keyFile, keyFile, null), s_now), (new TlsOptions(pfx, null, null), s_now), (new TlsOptions(pem, keyFile, null), s_now.AddDays(91)) })
            {
                var refused = Assert.Throws<StartRefusedException>(() => PortalCertificate.Load(wrong, at));
                Assert.StartsWith("Portal:Tls:CertificateFile is \"", refused.Message, StringComparison.Ordinal);
                Assert.DoesNotContain("hunter2", refused.Message, StringComparison.Ordinal);
            }
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    [Fact]
    public void LoadedVersions_OlderThanTheFix_RefuseTheStart()
    {
        LoadedVersions.Require();
        var refused = Assert.Throws<StartRefusedException>(() => LoadedVersions.Require("Microsoft.AspNetCore.DataProtection", new Version(10, 0, 6), new Version(10, 0, 7)));
        Assert.Contains("10.0.6", refused.Message, StringComparison.Ordinal);
    }
}
