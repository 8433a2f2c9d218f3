namespace Portal.Web.Identity;

/// <summary>How long a session holds.</summary>
/// <param name="Idle">Without anybody doing anything.</param>
/// <param name="Longest">Whatever happens.</param>
internal sealed record SignInLimits(TimeSpan Idle, TimeSpan Longest);
