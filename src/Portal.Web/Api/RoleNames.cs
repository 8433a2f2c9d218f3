using System.Text.Json;
using Portal.Fleet.Access;

namespace Portal.Web.Api;

/// <summary>Roles as the API spells them: a built-in one by its word, one's own by its id.</summary>
internal static class RoleNames
{
    public static string Of(Role role, Guid? custom) => custom is { } id ? id.ToString("N") : JsonNamingPolicy.CamelCase.ConvertName(role.ToString());

    /// <exception cref="InvalidRequestException">There is no such role.</exception>
    public static (Role Role, Guid? Custom) Read(string text)
    {
        if (Guid.TryParse(text, out var custom))
            return (Role.Custom, custom);
        return Enum.GetValues<Role>().FirstOrDefault(role => role != Role.Custom && Of(role, null) == text, Role.Custom) is var role and not Role.Custom
            ? (role, null)
            : throw new InvalidRequestException("role_unknown", "A role is viewer, operator, administrator, auditor, or the id of one of your own.", "role");
    }
}
