namespace Portal.Web.Identity;

/// <summary>What the throttle says to one more attempt.</summary>
internal enum SignInAttempt
{
    /// <summary>Not now.</summary>
    Refused,

    Allowed,

    /// <summary>If this one fails too, the next is refused: the owner is told then.</summary>
    Last,
}
