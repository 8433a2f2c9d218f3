using Portal.Fleet.Access.Granting;

namespace Portal.Web.Api;

/// <summary>A grant or a denial to make.</summary>
internal sealed record GrantRequest
{
    /// <summary>Id of the person.</summary>
    public required string UserId { get; init; }

    /// <summary>As in <c>/roles</c>.</summary>
    public required string Role { get; init; }

    public required ScopeRequest Scope { get; init; }

    /// <summary>Takes the role's rights away there, whatever else gives them.</summary>
    public bool? Denies { get; init; }

    /// <summary>At once when left out.</summary>
    public DateTimeOffset? StartsAt { get; init; }

    /// <summary>Without end when left out.</summary>
    public DateTimeOffset? EndsAt { get; init; }

    public string? Reason { get; init; }

    public NewGrant ToGrant()
    {
        var (role, custom) = RoleNames.Read(Role);
        return new NewGrant(UserId, role, Scope.Kind, Scope.Value) { CustomRoleId = custom, Denies = Denies ?? false, StartsAt = StartsAt, EndsAt = EndsAt, Reason = Reason };
    }
}
