namespace Portal.Fleet.Access;

/// <summary>What somebody came in with.</summary>
public enum CredentialKind
{
    /// <summary>Everything of one person: the password changed, or the person may not sign in any more.</summary>
    User,

    /// <summary>One session of a browser.</summary>
    Session,

    /// <summary>One API token.</summary>
    Token,
}
