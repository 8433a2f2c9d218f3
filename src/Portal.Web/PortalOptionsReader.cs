using System.Globalization;
using System.Net;
using Portal.Fleet;
using Portal.Web.Identity;
using Portal.Web.Identity.SingleSignOn;
using Portal.Web.Mail;
using Portal.Web.Security;

namespace Portal.Web;

/// <summary>
/// Reads <see cref="PortalOptions"/> from text by itself: the framework's binder would answer a wrong number with a stack trace and a wrong key with silence.
/// </summary>
internal sealed class PortalOptionsReader(IConfiguration configuration)
{
    public const int MostDemoServers = 10_000;

    private static readonly string[] s_keys =
    [
        "Portal:DataDirectory", "Portal:PublicOrigin", "Portal:Bmc:AllowedNetworks", "Portal:Bmc:RawAllowed", "Portal:Bmc:RawBridging", "Portal:Demo:Servers",
        "Portal:Polling:PowerSeconds", "Portal:Polling:SensorSeconds", "Portal:Polling:EventSeconds", "Portal:Polling:InventoryHours", "Portal:Polling:History", "Portal:Polling:EventDays",
        "Portal:Polling:RequestsPerBmc", "Portal:Polling:RequestsInAll", "Portal:Console:KeepDays", "Portal:Console:KeepMegabytes", "Portal:Console:RecordInput", "Portal:Cluster:Mode", "Portal:Secrets:KeyFile", "Portal:Secrets:KeyCommand", "Portal:Secrets:KeyCredential", "Portal:Audit:AnchorFile",
        .. LimitOptions.Keys, .. TlsOptions.Keys, ProxyOptions.Key,
        .. SignInOptions.Keys, .. MailOptions.Keys, .. DatabaseOptions.Keys,
    ];

    /// <exception cref="StartRefusedException">A value is wrong; the sentence names the key, the value and what is allowed.</exception>
    public static PortalOptions Read(IConfiguration configuration) => new PortalOptionsReader(configuration).Read();

    private PortalOptions Read()
    {
        RefuseUnknownKeys();
        RequireOneOf("Portal:Cluster:Mode", "Single", ("Orleans", "this version runs as a single process only"));
        // The fleet takes these itself; here they are only checked, in words.
        _ = ReadNumber("Portal:Polling:PowerSeconds", 2, 3600);
        _ = ReadNumber("Portal:Console:KeepDays", 1, 3650);
        _ = ReadNumber("Portal:Console:KeepMegabytes", 1, 1024 * 1024);
        var dataDirectory = ReadPath("Portal:DataDirectory") ?? Path.GetFullPath("./.data");
        var origin = ReadOrigin();
        var (database, connectionString) = DatabaseOptions.Read(configuration, dataDirectory);
        return new PortalOptions
        {
            DataDirectory = dataDirectory,
            KeyFile = ReadCredential() ?? ReadPath("Portal:Secrets:KeyFile") ?? Path.Combine(dataDirectory, "secrets.key"),
            KeyFileIsCredential = ReadCredential() is not null,
            KeyCommand = ReadKeyCommand(),
            Database = database,
            ConnectionString = connectionString,
            PublicOrigin = origin,
            AllowedNetworks = ReadNetworks(),
            DemoServers = ReadNumber("Portal:Demo:Servers", 0, MostDemoServers, "; 0 switches the simulated servers off"),
            Limits = LimitOptions.Read(configuration),
            Tls = TlsOptions.Read(configuration),
            Proxies = ProxyOptions.Read(configuration),
            SignIn = SignInOptions.Read(configuration, SignInOptions.IsOnlyLoopback(configuration)),
            Mail = MailOptions.Read(configuration, dataDirectory),
            IsHttps = origin is null ? ListensOnHttps() : origin.Scheme == Uri.UriSchemeHttps,
        };
    }

    private static StartRefusedException Wrong(string key, string value, string allowed) => new($"{key} is \"{value}\"; {allowed}.");

    private void RefuseUnknownKeys()
    {
        foreach (var (key, value) in configuration.GetSection("Portal").AsEnumerable())
        {
            if (value is null)
                continue;
            if (!s_keys.Any(known => key.Equals(known, StringComparison.OrdinalIgnoreCase)
                || ((known.EndsWith("Networks", StringComparison.Ordinal) || known.EndsWith("Allowed", StringComparison.Ordinal) || known == ProxyOptions.Key) && key.StartsWith(known + ":", StringComparison.OrdinalIgnoreCase))) && !SsoOptions.IsKey(key))
                throw Wrong(key, value, $"there is no such key; there are {string.Join(", ", s_keys.Append(SsoOptions.Known))}");
        }
    }

    private void RequireOneOf(string key, string only, (string Value, string Why) notYet)
    {
        var value = configuration[key];
        if (string.IsNullOrEmpty(value) || value.Equals(only, StringComparison.OrdinalIgnoreCase))
            return;
        throw Wrong(key, value, value.Equals(notYet.Value, StringComparison.OrdinalIgnoreCase) ? $"{notYet.Why}, so leave it at {only}" : $"it must be {only}");
    }

    private string? ReadPath(string key)
    {
        var value = configuration[key];
        if (string.IsNullOrWhiteSpace(value))
            return null;
        return value.Contains('\0') ? throw Wrong(key, value.Replace("\0", "\\0", StringComparison.Ordinal), "it must be the path of a file or directory") : Path.GetFullPath(value);
    }

    /// <summary>Path of a systemd credential.</summary>
    private string? ReadCredential()
    {
        const string Key = "Portal:Secrets:KeyCredential";
        var name = configuration[Key];
        if (string.IsNullOrWhiteSpace(name))
            return null;
        if (name.Contains('/') || name.Contains('\0') || name is "." or "..")
            throw Wrong(Key, name.Replace("\0", "\\0", StringComparison.Ordinal), "it must be the name of a credential in the portal's systemd unit, without a path");
        return Environment.GetEnvironmentVariable("CREDENTIALS_DIRECTORY") is { Length: > 0 } directory
            ? Path.Combine(directory, name)
            : throw Wrong(Key, name, "systemd hands credentials to the portal only when it is started as a unit with LoadCredential= or LoadCredentialEncrypted=");
    }

    private string? ReadKeyCommand()
    {
        const string Key = "Portal:Secrets:KeyCommand";
        var line = configuration[Key];
        if (string.IsNullOrWhiteSpace(line))
            return null;
        return string.IsNullOrWhiteSpace(configuration["Portal:Secrets:KeyFile"]) && string.IsNullOrWhiteSpace(configuration["Portal:Secrets:KeyCredential"])
            ? line
            : throw Wrong(Key, line, "the keys can come from one place only: take Portal:Secrets:KeyFile and Portal:Secrets:KeyCredential away, or this");
    }

    private int? ReadNumber(string key, int least, int most, string hint = "")
    {
        var value = configuration[key];
        if (string.IsNullOrWhiteSpace(value))
            return null;
        return int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most
            ? number
            : throw Wrong(key, value, string.Create(CultureInfo.InvariantCulture, $"it must be a whole number from {least} to {most}{hint}"));
    }

    private Uri? ReadOrigin()
    {
        const string Key = "Portal:PublicOrigin";
        var value = configuration[Key];
        if (string.IsNullOrWhiteSpace(value))
            return null;
        if (!Uri.TryCreate(value, UriKind.Absolute, out var origin) || (origin.Scheme != Uri.UriSchemeHttp && origin.Scheme != Uri.UriSchemeHttps)
            || origin.PathAndQuery != "/" || origin.Fragment.Length > 0 || origin.UserInfo.Length > 0)
            throw Wrong(Key, value, "it must be scheme, host and perhaps port and nothing else, like https://bmc.example.org");
        return origin;
    }

    private List<string> ReadNetworks()
    {
        const string Key = "Portal:Bmc:AllowedNetworks";
        var texts = configuration.GetSection(Key).GetChildren().Select(child => (child.Path, child.Value)).Prepend((Path: Key, Value: configuration[Key]));
        var networks = new List<string>();
        foreach (var (path, text) in texts)
        {
            foreach (var part in (text ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            {
                if (IPNetwork.TryParse(part, out var network))
                    networks.Add(network.ToString());
                else if (IPAddress.TryParse(part, out var address))
                    networks.Add(new IPNetwork(address, address.GetAddressBytes().Length * 8).ToString());
                else
                    throw Wrong(path, part, "it must be networks in CIDR form or single addresses, separated by commas, like 10.20.0.0/16, fd00:12::/64");
            }
        }
        return networks;
    }

    private bool ListensOnHttps() => (configuration["urls"] ?? "").Contains("https://", StringComparison.OrdinalIgnoreCase)
        || configuration.GetSection("Kestrel:Endpoints").GetChildren().Any(endpoint => endpoint["Url"]?.StartsWith("https://", StringComparison.OrdinalIgnoreCase) == true);
}
