namespace Portal.Web.Identity.Links;

/// <summary>How setting a password by a link went.</summary>
internal enum LinkOutcome
{
    Done,

    /// <summary>The link is used, too old, or nobody's.</summary>
    Link,

    PasswordShort,

    PasswordMismatch,

    PasswordWeak,
}
