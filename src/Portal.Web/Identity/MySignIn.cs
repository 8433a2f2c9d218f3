namespace Portal.Web.Identity;

/// <summary>An attempt to sign in to the account.</summary>
public sealed record MySignIn(long Id, DateTimeOffset At, bool Good, string? Address);
