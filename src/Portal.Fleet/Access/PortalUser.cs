using System.ComponentModel.DataAnnotations;
using System.ComponentModel.DataAnnotations.Schema;
using Microsoft.AspNetCore.Identity;

namespace Portal.Fleet.Access;

/// <summary>A person who signs in.</summary>
public sealed class PortalUser : IdentityUser
{
    /// <summary>A disabled user cannot sign in and holds no rights.</summary>
    public bool Disabled { get; set; }

    /// <summary>What people call them; null where only the e-mail address is known.</summary>
    [MaxLength(64)]
    public string? DisplayName { get; set; }

    /// <summary>The tenant this person belongs to; null for the platform's own staff.</summary>
    public Guid? TenantId { get; set; }

    /// <summary>One of the platform's own people.</summary>
    [NotMapped]
    public bool IsStaff => TenantId is null;

    /// <summary>The session in which the person changes the password just now: it goes on, the others end.</summary>
    [NotMapped]
    public string? KeptSession { get; set; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? PasswordChangedAt { get; set; }

    public DateTimeOffset? LastSignInAt { get; set; }
}
