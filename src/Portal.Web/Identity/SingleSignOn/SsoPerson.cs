using System.Globalization;
using System.Security.Claims;
using System.Text.Json;

namespace Portal.Web.Identity.SingleSignOn;

/// <summary>Whom a provider vouches for, as it says. Everything in it is the provider's word, bounded.</summary>
internal sealed record SsoPerson(string Issuer, string Subject)
{
    private const int MostGroups = 1000;
    private const int MostText = 256;

    public string? Email { get; init; }

    public bool EmailVerified { get; init; }

    public string? Name { get; init; }

    public IReadOnlyList<string> Groups { get; init; } = [];

    /// <summary>A second factor was shown there.</summary>
    public bool Strong { get; init; }

    /// <summary>When the person signed in there; null where it does not say.</summary>
    public DateTimeOffset? SignedInAt { get; init; }

    /// <summary>Reads the claims; null where they name nobody.</summary>
    public static SsoPerson? Read(SsoProvider provider, ClaimsPrincipal principal)
    {
        if (principal.FindFirstValue("iss") is not { Length: > 0 and <= MostText } issuer || principal.FindFirstValue("sub") is not { Length: > 0 and <= MostText } subject)
            return null;
        return new SsoPerson(issuer, subject)
        {
            Email = principal.FindFirstValue("email") is { Length: > 0 } email && SetupService.IsEmail(email) ? email : null,
            EmailVerified = provider.TrustsEmail || string.Equals(principal.FindFirstValue("email_verified"), "true", StringComparison.OrdinalIgnoreCase),
            Name = AccountNames.Clean(principal.FindFirstValue("name")),
            Groups = [.. Values(principal, provider.GroupsClaim).Where(group => group.Length is > 0 and <= MostText).Distinct(StringComparer.Ordinal).Take(MostGroups)],
            Strong = IsStrong(provider, principal),
            SignedInAt = long.TryParse(principal.FindFirstValue("auth_time"), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds < 253_402_300_800
                ? DateTimeOffset.FromUnixTimeSeconds(seconds)
                : null,
        };
    }

    private static bool IsStrong(SsoProvider provider, ClaimsPrincipal principal) => provider.SecondFactor switch
    {
        ["always"] => true,
        ["never"] => false,
        var said => Values(principal, "amr").Concat(Values(principal, "acr")).Any(value => said.Contains(value, StringComparer.Ordinal)),
    };

    /// <summary>A claim's values: several claims, an array in one, or a part of one that is an object.</summary>
    private static IEnumerable<string> Values(ClaimsPrincipal principal, string name)
    {
        var claims = principal.FindAll(name).ToList();
        if (claims.Count > 0)
            return claims.SelectMany(claim => claim.Value.StartsWith('[') ? Texts(claim.Value, []) : [claim.Value]);
        return name.Split('.') is [var first, .. { Length: > 0 } path] ? principal.FindAll(first).SelectMany(claim => Texts(claim.Value, path)) : [];
    }

    private static List<string> Texts(string json, string[] path)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            var element = document.RootElement;
            foreach (var part in path)
            {
                if (element.ValueKind != JsonValueKind.Object || !element.TryGetProperty(part, out element))
                    return [];
            }

            return element.ValueKind switch
            {
                JsonValueKind.Array => [.. element.EnumerateArray().Where(item => item.ValueKind == JsonValueKind.String).Select(item => item.GetString()!)],
                JsonValueKind.String => [element.GetString()!],
                _ => [],
            };
        }
        catch (JsonException)
        {
            return [];
        }
    }
}
