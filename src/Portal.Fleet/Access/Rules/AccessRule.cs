namespace Portal.Fleet.Access.Rules;

/// <summary>One grant as it counts: rights on some servers for some time, given or denied.</summary>
/// <param name="From">Before it nothing is given; null for always.</param>
/// <param name="Until">From then on nothing is given; null for always.</param>
internal sealed record AccessRule(Guid GrantId, GrantScope Scope, BmcRight Rights, bool Denies, DateTimeOffset? From, DateTimeOffset? Until)
{
    public bool IsActiveAt(DateTimeOffset now) => !(now < From) && !(now >= Until);

    /// <summary>When this begins or ceases to count, after now; null when it never does.</summary>
    public DateTimeOffset? NextChange(DateTimeOffset now) => now < From ? From : now < Until ? Until : null;
}
