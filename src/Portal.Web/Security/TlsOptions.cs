using Portal.Fleet;

namespace Portal.Web.Security;

/// <summary>The portal's own certificate, for addresses that begin with <c>https</c>. Without one it makes one itself.</summary>
/// <param name="CertificateFile">PEM, with the chain, or PKCS #12; null for a self-signed one.</param>
/// <param name="KeyFile">PEM; null where the first file holds the key as well.</param>
/// <param name="PasswordFile">File whose first line is the password of the key; null without one.</param>
internal sealed record TlsOptions(string? CertificateFile, string? KeyFile, string? PasswordFile)
{
    private const string Section = "Portal:Tls:";

    public static IReadOnlyList<string> Keys { get; } = [Section + nameof(CertificateFile), Section + nameof(KeyFile), Section + nameof(PasswordFile)];

    /// <exception cref="StartRefusedException">A value is wrong.</exception>
    public static TlsOptions Read(IConfiguration configuration)
    {
        string? File(string name)
        {
            var text = configuration[Section + name];
            if (string.IsNullOrWhiteSpace(text))
                return null;
            return System.IO.File.Exists(text) ? Path.GetFullPath(text) : throw new StartRefusedException($"{Section}{name} is \"{text}\"; it must be a file that this user can read.");
        }

        var options = new TlsOptions(File(nameof(CertificateFile)), File(nameof(KeyFile)), File(nameof(PasswordFile)));
        if (options.CertificateFile is null && (options.KeyFile ?? options.PasswordFile) is { } alone)
            throw new StartRefusedException($"{Section}{(options.KeyFile is null ? nameof(PasswordFile) : nameof(KeyFile))} is \"{alone}\"; it belongs to a certificate, so {Section}{nameof(CertificateFile)} must name that.");
        return options;
    }
}
