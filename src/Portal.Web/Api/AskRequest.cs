using Portal.Fleet.Access.Requests;

namespace Portal.Web.Api;

/// <summary>Asks for a role over a server.</summary>
internal sealed record AskRequest
{
    /// <summary>Name or id.</summary>
    public required string Server { get; init; }

    /// <summary>A built-in role's word, or the id of another.</summary>
    public required string Role { get; init; }

    public required int Hours { get; init; }

    public required string Reason { get; init; }

    public NewAccessRequest ToRequest()
    {
        var (role, custom) = RoleNames.Read(Role);
        return new NewAccessRequest(Server, role, Hours, Reason) { CustomRoleId = custom };
    }
}
