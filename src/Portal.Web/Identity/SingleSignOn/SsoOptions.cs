using System.Net;
using System.Text.RegularExpressions;
using Portal.Fleet;

namespace Portal.Web.Identity.SingleSignOn;

/// <summary>Reads the providers of single sign-on: <c>Portal:SignIn:Providers:KEY:…</c>.</summary>
internal static partial class SsoOptions
{
    public const string Section = "Portal:SignIn:Providers";

    private static readonly string[] s_fields =
    [
        "Name", "Authority", "ClientId", "ClientSecretFile", "Scopes", "Tenant", "Accounts", "Email", "GroupsClaim", "Groups", "SecondFactor", "SignOut", "AllowHttp",
    ];

    // These may be lists.
    private static readonly string[] s_lists = ["Groups", "SecondFactor", "Scopes"];

    /// <summary>The key as people are told of it.</summary>
    public static string Known => $"{Section}:NAME:{string.Join('|', s_fields)}";

    /// <summary>Whether a key of the configuration is one of a provider's.</summary>
    public static bool IsKey(string key) => key.StartsWith(Section + ":", StringComparison.OrdinalIgnoreCase)
        && key[(Section.Length + 1)..].Split(':') switch
        {
            [_, var field] => s_fields.Contains(field, StringComparer.OrdinalIgnoreCase),
            [_, var field, _] => s_lists.Contains(field, StringComparer.OrdinalIgnoreCase),
            _ => false,
        };

    /// <exception cref="StartRefusedException">A value is wrong.</exception>
    public static IReadOnlyList<SsoProvider> Read(IConfiguration configuration) =>
        [.. configuration.GetSection(Section).GetChildren().Select(Read).OrderBy(provider => provider.Name, StringComparer.OrdinalIgnoreCase)];

    private static SsoProvider Read(IConfigurationSection section)
    {
        var key = section.Key.ToLowerInvariant();
        if (!KeyShape().IsMatch(key))
            throw new StartRefusedException($"{Section} has a provider \"{section.Key}\"; its name must be 1 to 32 of a to z, 0 to 9 and hyphens.");
        var allowsHttp = Choose(section, "AllowHttp", ("false", false), ("true", true));
        return new SsoProvider
        {
            Key = key,
            Name = section["Name"] is { Length: > 0 and <= 64 } name ? name : key,
            Authority = ReadAuthority(section, allowsHttp),
            ClientId = section["ClientId"] is { Length: > 0 } client ? client : throw new StartRefusedException($"{section.Path}:ClientId is missing; it is what the provider calls this portal."),
            ClientSecretFile = ReadFile(section),
            Scopes = List(section, "Scopes", ' ') is { Count: > 0 } scopes ? [.. scopes.Prepend("openid").Distinct(StringComparer.Ordinal)] : ["openid", "profile", "email"],
            Tenant = section["Tenant"] is { Length: > 0 } tenant ? tenant.Trim() : null,
            CreatesAccounts = Choose(section, "Accounts", ("Invited", false), ("Create", true)),
            TrustsEmail = Choose(section, "Email", ("Verified", false), ("Trusted", true)),
            GroupsClaim = section["GroupsClaim"] is { Length: > 0 } claim ? claim : "groups",
            Rules = [.. List(section, "Groups", ',').Select(text => SsoRule.Read(text)
                ?? throw new StartRefusedException($"{section.Path}:Groups has \"{text}\"; it must be group=role or group=role@tenant."))],
            SecondFactor = List(section, "SecondFactor", ',') is { Count: > 0 } values ? values : ["mfa"],
            SignsOut = Choose(section, "SignOut", ("Local", false), ("Provider", true)),
            AllowsHttp = allowsHttp,
        };
    }

    private static Uri ReadAuthority(IConfigurationSection section, bool allowsHttp)
    {
        var text = section["Authority"];
        if (!Uri.TryCreate(text, UriKind.Absolute, out var authority) || authority.Query.Length > 0 || authority.Fragment.Length > 0 || authority.UserInfo.Length > 0)
            throw new StartRefusedException($"{section.Path}:Authority is \"{text}\"; it must be the provider's issuer, like https://login.example.org/realms/main.");
        if (authority.Scheme == Uri.UriSchemeHttps)
            return authority;
        var isLoopback = authority.Host == "localhost" || (IPAddress.TryParse(authority.Host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));
        return authority.Scheme == Uri.UriSchemeHttp && isLoopback && allowsHttp
            ? authority
            : throw new StartRefusedException($"{section.Path}:Authority is \"{text}\"; it must begin with https://. Only on the loopback may it be http, and only with {section.Path}:AllowHttp=true.");
    }

    private static string? ReadFile(IConfigurationSection section)
    {
        if (section["ClientSecretFile"] is not { Length: > 0 } file)
            return null;
        var path = Path.GetFullPath(file);
        return File.Exists(path) ? path : throw new StartRefusedException($"{section.Path}:ClientSecretFile is \"{file}\"; there is no such file.");
    }

    private static bool Choose(IConfigurationSection section, string field, (string Word, bool Value) usual, (string Word, bool Value) other)
    {
        var text = section[field];
        if (string.IsNullOrWhiteSpace(text) || text.Equals(usual.Word, StringComparison.OrdinalIgnoreCase))
            return usual.Value;
        return text.Equals(other.Word, StringComparison.OrdinalIgnoreCase)
            ? other.Value
            : throw new StartRefusedException($"{section.Path}:{field} is \"{text}\"; it must be {usual.Word} or {other.Word}.");
    }

    private static List<string> List(IConfigurationSection section, string field, char separator) =>
        [.. section.GetSection(field).GetChildren().Select(child => child.Value ?? "").Concat((section[field] ?? "").Split(separator)).Select(text => text.Trim()).Where(text => text.Length > 0)];

    [GeneratedRegex("^[a-z0-9](?:[a-z0-9-]{0,30}[a-z0-9])?$")]
    private static partial Regex KeyShape();
}
