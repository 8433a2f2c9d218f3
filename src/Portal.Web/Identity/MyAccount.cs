namespace Portal.Web.Identity;

/// <summary>A person's account as they see it.</summary>
public sealed record MyAccount
{
    public required string Email { get; init; }

    public string? DisplayName { get; init; }

    public DateTimeOffset? PasswordChangedAt { get; init; }

    public required int LeastPassword { get; init; }

    /// <summary>There is a password; who comes in by single sign-on only has none.</summary>
    public required bool HasPassword { get; init; }

    /// <summary>Providers of single sign-on that there are.</summary>
    public required IReadOnlyList<MyProvider> Providers { get; init; }

    public DateTimeOffset? AuthenticatorSince { get; init; }

    public required int RecoveryCodesLeft { get; init; }

    public required IReadOnlyList<MyPasskey> Passkeys { get; init; }

    public required IReadOnlyList<MySession> Sessions { get; init; }

    public required IReadOnlyList<MySignIn> SignIns { get; init; }

    public bool HasFactor => AuthenticatorSince is not null || Passkeys.Count > 0;
}
