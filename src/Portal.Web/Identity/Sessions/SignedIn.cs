using Portal.Fleet.SignIn;

namespace Portal.Web.Identity.Sessions;

/// <summary>A session that holds, with what a principal needs of its user.</summary>
internal sealed record SignedIn(UserSession Session, string UserName, Guid? TenantId);
