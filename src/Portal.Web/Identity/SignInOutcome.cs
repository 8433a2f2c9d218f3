namespace Portal.Web.Identity;

/// <summary>How an attempt to sign in went. The failures of the first step tell nothing about whether there is such a user.</summary>
internal enum SignInOutcome
{
    Done,

    /// <summary>The password was right; a second factor is asked for.</summary>
    CodeNeeded,

    /// <summary>No such user, wrong password, a disabled user, or an unknown passkey.</summary>
    Credentials,

    /// <summary>Too many failures for this e-mail, be there such a user or not; wait.</summary>
    Locked,

    /// <summary>The code is wrong or used already.</summary>
    Code,

    /// <summary>The password was shown too long ago.</summary>
    Expired,
}
