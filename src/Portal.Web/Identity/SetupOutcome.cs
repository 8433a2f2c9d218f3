namespace Portal.Web.Identity;

/// <summary>How making the first administrator went.</summary>
internal enum SetupOutcome
{
    Done,

    /// <summary>The token is wrong, used, or older than an hour.</summary>
    Token,

    /// <summary>This is no e-mail address.</summary>
    Email,

    PasswordShort,

    PasswordMismatch,

    /// <summary>The password is easy to guess, or longer than is sensible.</summary>
    PasswordWeak,
}
