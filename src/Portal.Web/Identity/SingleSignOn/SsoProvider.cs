namespace Portal.Web.Identity.SingleSignOn;

/// <summary>One service that vouches for people, by OpenID Connect.</summary>
internal sealed record SsoProvider
{
    /// <summary>Its name in the configuration and in addresses: a to z, 0 to 9 and hyphens.</summary>
    public required string Key { get; init; }

    /// <summary>What people call it, on the button.</summary>
    public required string Name { get; init; }

    /// <summary>The issuer; its discovery document lies under it.</summary>
    public required Uri Authority { get; init; }

    public required string ClientId { get; init; }

    /// <summary>File whose first line is the client's secret; null for a public client, which PKCE protects.</summary>
    public string? ClientSecretFile { get; init; }

    public IReadOnlyList<string> Scopes { get; init; } = ["openid", "profile", "email"];

    /// <summary>The one tenant that its people belong to, by name; null for the platform's own service.</summary>
    public string? Tenant { get; init; }

    /// <summary>Whoever it vouches for gets an account; without that only people who were invited.</summary>
    public bool CreatesAccounts { get; init; }

    /// <summary>It is the only one that gives out addresses at its domain, and does not say whether they are verified.</summary>
    public bool TrustsEmail { get; init; }

    /// <summary>The claim that names groups; with dots where it lies inside of another, like <c>realm_access.roles</c>.</summary>
    public string GroupsClaim { get; init; } = "groups";

    /// <summary>What its groups give.</summary>
    public IReadOnlyList<SsoRule> Rules { get; init; } = [];

    /// <summary>Values of <c>acr</c> or <c>amr</c> that say that a second factor was shown there; <c>always</c> where it asks everybody, <c>never</c> where nobody believes it.</summary>
    public IReadOnlyList<string> SecondFactor { get; init; } = ["mfa"];

    /// <summary>Who signs out here is led to sign out there.</summary>
    public bool SignsOut { get; init; }

    /// <summary>The service is on this machine's loopback and has no TLS: for tests.</summary>
    public bool AllowsHttp { get; init; }

    /// <summary>The name of its authentication scheme.</summary>
    public string Scheme => $"Sso-{Key}";

    public string CallbackPath => $"/account/sso/{Key}/callback";

    public string SignedOutPath => $"/account/sso/{Key}/signed-out";

    /// <summary>Never the secret, which is only in its file.</summary>
    public override string ToString() => $"{Key} ({Authority})";
}
