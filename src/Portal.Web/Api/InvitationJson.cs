namespace Portal.Web.Api;

/// <summary>An invitation, or a new way in.</summary>
/// <param name="Link">One-time; goes by mail too, and is never shown again.</param>
internal sealed record InvitationJson(UserJson User, string Link);
