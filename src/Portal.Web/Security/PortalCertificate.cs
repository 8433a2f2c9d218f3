using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Portal.Fleet;

namespace Portal.Web.Security;

/// <summary>What the portal shows who it is with: the configured certificate, or one that it made and signed itself.</summary>
internal static class PortalCertificate
{
    private const string OwnFile = "tls.pfx";
    private static readonly TimeSpan s_life = TimeSpan.FromDays(398);
    private static readonly TimeSpan s_renewBefore = TimeSpan.FromDays(30);

    /// <exception cref="StartRefusedException">The configured files hold no certificate with its key, or it is over.</exception>
    public static X509Certificate2 Load(TlsOptions options, DateTimeOffset now)
    {
        try
        {
            var password = options.PasswordFile is { } file ? File.ReadLines(file).FirstOrDefault() : null;
            var path = options.CertificateFile!;
            X509Certificate2 certificate;
            if (File.ReadAllBytes(path) is [0x30, ..])
            {
                certificate = X509CertificateLoader.LoadPkcs12FromFile(path, password);
            }
            else
            {
                certificate = password is null ? X509Certificate2.CreateFromPemFile(path, options.KeyFile) : X509Certificate2.CreateFromEncryptedPemFile(path, password, options.KeyFile);
            }

            if (!certificate.HasPrivateKey)
                throw new StartRefusedException($"Portal:Tls:CertificateFile is \"{path}\"; it holds no private key, so Portal:Tls:KeyFile must name the file that does.");
            if (certificate.NotAfter.ToUniversalTime() <= now.UtcDateTime)
                throw new StartRefusedException($"Portal:Tls:CertificateFile is \"{path}\"; the certificate was good until {certificate.NotAfter.ToUniversalTime():u} only, and must be renewed.");
            return certificate;
        }
        catch (Exception exception) when (exception is CryptographicException or IOException or UnauthorizedAccessException)
        {
            throw new StartRefusedException($"Portal:Tls:CertificateFile is \"{options.CertificateFile}\"; it must be a PEM or PKCS #12 file with a certificate whose key is there, or in Portal:Tls:KeyFile ({exception.Message.TrimEnd('.')}).");
        }
    }

    /// <summary>The one of before as long as it is good, so that people who accepted it are not asked again.</summary>
    public static X509Certificate2 LoadOrMake(string dataDirectory, IReadOnlyCollection<string> names, DateTimeOffset now)
    {
        var path = Path.Combine(dataDirectory, OwnFile);
        if (File.Exists(path))
        {
            try
            {
                var known = X509CertificateLoader.LoadPkcs12FromFile(path, null);
                if (known.NotAfter.ToUniversalTime() - now.UtcDateTime > s_renewBefore && names.All(name => known.MatchesHostname(name.Trim('[', ']'))))
                    return known;
                known.Dispose();
            }
            catch (CryptographicException)
            {
                // Damaged: another one is as good.
            }
        }

        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=Pilotlight", key, HashAlgorithmName.SHA256);
        var alternatives = new SubjectAlternativeNameBuilder();
        foreach (var name in names)
        {
            if (IPAddress.TryParse(name.Trim('[', ']'), out var address))
                alternatives.AddIpAddress(address);
            else
                alternatives.AddDnsName(name);
        }

        request.CertificateExtensions.Add(alternatives.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.1")], false));
        using var made = request.CreateSelfSigned(now.AddHours(-1), now + s_life);
        var bytes = made.Export(X509ContentType.Pkcs12);
        // The umask of this process keeps it its owner's.
        File.WriteAllBytes(path, bytes);
        return X509CertificateLoader.LoadPkcs12(bytes, null);
    }
}
