namespace Portal.Web.Tests.Access;

/// <summary>Whom a route is for.</summary>
internal enum Audience
{
    /// <summary>Whoever asks, signed in or not.</summary>
    Anyone,

    /// <summary>Whoever is signed in: what the answer holds is their own.</summary>
    SignedIn,

    /// <summary>Whoever owns the thing of the path, and nobody else.</summary>
    Owner,

    /// <summary>Whoever holds a right on the server that the path is about.</summary>
    Server,

    /// <summary>Whoever holds a right on the whole fleet.</summary>
    Fleet,

    /// <summary>Whoever manages people there, each within their own reach, which tests of its own prove; here that nobody learns of what they may not see.</summary>
    Managers,

    /// <summary>Whoever holds a right on the whole fleet, or on all of their tenant.</summary>
    FleetOrTenant,
}
