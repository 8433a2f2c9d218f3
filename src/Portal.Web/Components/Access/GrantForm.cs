using Portal.Fleet.Access;
using Portal.Fleet.Access.Granting;
using Portal.Fleet.Access.Rules;
using Portal.Web.Components.Viewing;

namespace Portal.Web.Components.Access;

/// <summary>A grant as it is being written.</summary>
public sealed class GrantForm
{
    public string UserId { get; set; } = "";

    /// <summary>A built-in role's name, or the id of one's own.</summary>
    public string Role { get; set; } = "Viewer";

    public ScopeKind ScopeKind { get; set; } = ScopeKind.Server;

    public string ScopeValue { get; set; } = "";

    public bool Denies { get; set; }

    public DateTime? StartsAt { get; set; }

    public DateTime? EndsAt { get; set; }

    public string Reason { get; set; } = "";

    public NewGrant ToGrant(Visit visit)
    {
        var (role, custom) = ReadRole(Role);
        return new NewGrant(UserId, role, ScopeKind, ScopeValue)
        {
            CustomRoleId = custom,
            Denies = Denies,
            StartsAt = visit.ReadTime(StartsAt),
            EndsAt = visit.ReadTime(EndsAt),
            Reason = Reason,
        };
    }

    public static (Role Role, Guid? Custom) ReadRole(string text) =>
        Guid.TryParse(text, out var id) ? (Portal.Fleet.Access.Role.Custom, id) : (Enum.TryParse<Role>(text, out var role) ? role : Portal.Fleet.Access.Role.Viewer, null);
}
