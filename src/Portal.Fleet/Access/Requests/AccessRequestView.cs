using Portal.Fleet.Servers;

namespace Portal.Fleet.Access.Requests;

/// <summary>A request as the one who asks, or one who may decide, sees it.</summary>
/// <param name="RoleName">Name of a custom role; null for one of the built-in ones.</param>
/// <param name="IsOwn">The caller asks.</param>
/// <param name="MayDecide">The caller may approve or refuse it.</param>
public sealed record AccessRequestView(
    Guid Id, string UserId, string UserName, BmcId ServerId, string ServerName, Role Role, Guid? CustomRoleId, string? RoleName, int Hours, string Reason, DateTimeOffset CreatedAt,
    AccessRequestState State, string? DecidedBy, DateTimeOffset? DecidedAt, string? Answer, int? GivenHours, DateTimeOffset? EndsAt, bool IsOwn, bool MayDecide);
