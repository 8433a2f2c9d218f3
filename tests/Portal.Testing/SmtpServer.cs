using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;

namespace Portal.Testing;

/// <summary>A real SMTP server on the loopback.</summary>
public sealed class SmtpServer : IAsyncDisposable
{
    /// <summary>An address of its own, so that a port which it leaves is nobody else's meanwhile.</summary>
    public const string Address = "127.0.77.1";

    private readonly NodeServer _server;

    private SmtpServer(NodeServer server, int port) => (_server, Port) = (server, port);

    public int Port { get; }

    /// <param name="certificate">For STARTTLS; null for a server that has none.</param>
    /// <param name="port">0 for any.</param>
    public static async Task<SmtpServer> StartAsync(X509Certificate2? certificate, CancellationToken ct, string? user = null, string? password = null, int port = 0)
    {
        using var key = certificate?.GetRSAPrivateKey();
        var options = JsonSerializer.Serialize(new { host = Address, port, user, password, cert = certificate?.ExportCertificatePem(), key = key?.ExportPkcs8PrivateKeyPem() }, JsonSerializerOptions.Web);
        var (server, ready) = await NodeServer.StartAsync("smtp.mjs", ct, options);
        return new SmtpServer(server, ready.GetProperty("port").GetInt32());
    }

    /// <summary>A certificate for the loopback that signs itself.</summary>
    public static X509Certificate2 MakeCertificate()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=smtp.test", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Parse(Address));
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        var now = TimeProvider.System.GetUtcNow();
        return request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
    }

    /// <summary>The next mail that it took.</summary>
    public Task<JsonElement> NextAsync(CancellationToken ct) => _server.NextAsync(ct);

    public ValueTask DisposeAsync() => _server.DisposeAsync();
}
