using Portal.Fleet.SignIn;

namespace Portal.Web.Identity;

/// <summary>One browser that is signed in.</summary>
public sealed record MySession(Guid Id, bool IsMine, string? Browser, string? System, SignInMethod Method, string? Address, DateTimeOffset SeenAt);
