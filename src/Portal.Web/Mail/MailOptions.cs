using System.Globalization;
using System.Net.Mail;
using Portal.Fleet;

namespace Portal.Web.Mail;

/// <summary>Where mail goes. Without a host it lies in a folder, one file each, for somebody else's hands.</summary>
internal sealed record MailOptions
{
    public static readonly string[] Keys =
    [
        "Portal:Mail:From", "Portal:Mail:Host", "Portal:Mail:Port", "Portal:Mail:Security", "Portal:Mail:UserName", "Portal:Mail:PasswordFile", "Portal:Mail:PickupDirectory", "Portal:Mail:AuthorityFile",
    ];

    public required string From { get; init; }

    /// <summary>The SMTP server; null for the folder.</summary>
    public string? Host { get; init; }

    public int Port { get; init; } = 587;

    public MailSecurity Security { get; init; } = MailSecurity.StartTls;

    public string? UserName { get; init; }

    public string? PasswordFile { get; init; }

    public required string PickupDirectory { get; init; }

    /// <summary>PEM file of who issues the SMTP server's certificate, beside those whom this machine trusts.</summary>
    public string? AuthorityFile { get; init; }

    /// <exception cref="StartRefusedException">A value is wrong.</exception>
    public static MailOptions Read(IConfiguration configuration, string dataDirectory)
    {
        var from = configuration["Portal:Mail:From"] is { Length: > 0 } given ? given : "pilotlight@localhost";
        if (!MailAddress.TryCreate(from, out _))
            throw new StartRefusedException($"Portal:Mail:From is \"{from}\"; it must be an e-mail address, like pilotlight@example.org.");
        var port = configuration["Portal:Mail:Port"];
        var number = 587;
        if (!string.IsNullOrWhiteSpace(port) && (!int.TryParse(port, NumberStyles.None, CultureInfo.InvariantCulture, out number) || number is < 1 or > 65535))
            throw new StartRefusedException($"Portal:Mail:Port is \"{port}\"; it must be a whole number from 1 to 65535.");
        var security = MailSecurity.StartTls;
        if (configuration["Portal:Mail:Security"] is { Length: > 0 } text && (char.IsAsciiDigit(text[0]) || !Enum.TryParse(text, ignoreCase: true, out security) || !Enum.IsDefined(security)))
            throw new StartRefusedException($"Portal:Mail:Security is \"{text}\"; it must be StartTls, Tls or None.");
        return new MailOptions
        {
            From = from,
            Host = configuration["Portal:Mail:Host"] is { Length: > 0 } host ? host : null,
            Port = number,
            Security = security,
            UserName = configuration["Portal:Mail:UserName"] is { Length: > 0 } user ? user : null,
            PasswordFile = configuration["Portal:Mail:PasswordFile"] is { Length: > 0 } file ? Path.GetFullPath(file) : null,
            AuthorityFile = ReadAuthority(configuration),
            PickupDirectory = configuration["Portal:Mail:PickupDirectory"] is { Length: > 0 } folder ? Path.GetFullPath(folder) : Path.Combine(dataDirectory, "mail"),
        };
    }

    private static string? ReadAuthority(IConfiguration configuration)
    {
        if (configuration["Portal:Mail:AuthorityFile"] is not { Length: > 0 } file)
            return null;
        var path = Path.GetFullPath(file);
        return File.Exists(path) ? path : throw new StartRefusedException($"Portal:Mail:AuthorityFile is \"{file}\"; there is no such file.");
    }
}
