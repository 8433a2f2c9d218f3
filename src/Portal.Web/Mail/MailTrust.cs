using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace Portal.Web.Mail;

/// <summary>Whether an SMTP server's certificate comes from an issuer that was named for it. Name and time must be right as for any other.</summary>
internal static class MailTrust
{
    public static bool Holds(string authorityFile, X509Certificate? certificate, SslPolicyErrors errors)
    {
        if (errors == SslPolicyErrors.None)
            return true;
        if (errors != SslPolicyErrors.RemoteCertificateChainErrors || certificate is null)
            return false;
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.ImportFromPemFile(authorityFile);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        using var server = X509CertificateLoader.LoadCertificate(certificate.GetRawCertData());
        return chain.Build(server);
    }
}
