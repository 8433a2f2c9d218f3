namespace Portal.Web.Identity;

/// <summary>How an attempt to sign in went. The two failures tell nothing about whether there is such a user.</summary>
internal enum SignInOutcome
{
    Done,

    /// <summary>No such user, wrong password, or a disabled user.</summary>
    Credentials,

    /// <summary>Too many failures for this e-mail, be there such a user or not; wait.</summary>
    Locked,
}
