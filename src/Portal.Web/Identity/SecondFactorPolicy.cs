namespace Portal.Web.Identity;

/// <summary>Who must have a second factor or a passkey.</summary>
internal enum SecondFactorPolicy
{
    Off,

    /// <summary>The platform's own people.</summary>
    Staff,

    Everyone,
}
