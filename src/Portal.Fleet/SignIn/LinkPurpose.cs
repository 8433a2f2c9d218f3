namespace Portal.Fleet.SignIn;

/// <summary>Why a person got a one-time link.</summary>
public enum LinkPurpose
{
    /// <summary>They were invited and have no password yet.</summary>
    Invitation,

    /// <summary>They forgot their password.</summary>
    Reset,
}
