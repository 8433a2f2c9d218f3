using Portal.Fleet.Access.Requests;

namespace Portal.Web.Api;

/// <summary>Somebody asks for a role over a server for some hours.</summary>
/// <param name="Answer">What whoever decided said to it.</param>
/// <param name="GivenHours">For how long it was given in the end.</param>
/// <param name="EndsAt">When what was given ends.</param>
/// <param name="MayDecide">You may approve or refuse it.</param>
internal sealed record AccessRequestJson(
    string Id, string UserId, string User, string ServerId, string Server, string Role, string? RoleName, int Hours, string Reason, DateTimeOffset CreatedAt,
    AccessRequestState State, string? DecidedBy, DateTimeOffset? DecidedAt, string? Answer, int? GivenHours, DateTimeOffset? EndsAt, bool MayDecide)
{
    public static AccessRequestJson From(AccessRequestView view) => new(
        view.Id.ToString("N"), view.UserId, view.UserName, view.ServerId.ToString(), view.ServerName, RoleNames.Of(view.Role, view.CustomRoleId), view.RoleName, view.Hours, view.Reason,
        view.CreatedAt, view.State, view.DecidedBy, view.DecidedAt, view.Answer, view.GivenHours, view.EndsAt, view.MayDecide);
}
