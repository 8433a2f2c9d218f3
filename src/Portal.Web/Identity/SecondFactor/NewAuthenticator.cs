namespace Portal.Web.Identity.SecondFactor;

/// <summary>An authenticator that waits for its first code.</summary>
/// <param name="Key">The secret as people type it.</param>
/// <param name="Address">The same as authenticators read it.</param>
internal sealed record NewAuthenticator(string Key, string Address)
{
    /// <summary>Never the secret.</summary>
    public override string ToString() => nameof(NewAuthenticator);
}
