using Microsoft.AspNetCore.Identity;

namespace Portal.Fleet.Access;

/// <summary>A person who signs in.</summary>
public sealed class PortalUser : IdentityUser
{
    /// <summary>A disabled user cannot sign in and holds no rights.</summary>
    public bool Disabled { get; set; }

    public DateTimeOffset CreatedAt { get; init; }
}
