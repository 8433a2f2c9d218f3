namespace Portal.Web.Identity.SingleSignOn;

/// <summary>What somebody went to a provider for.</summary>
internal enum SsoPurpose
{
    SignIn,

    /// <summary>To come in that way from now on, too.</summary>
    Connect,

    /// <summary>To prove again who they are.</summary>
    Prove,
}
