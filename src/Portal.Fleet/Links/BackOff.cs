namespace Portal.Fleet.Links;

/// <summary>How long a link waits before it tries again. Pure: time and chance are arguments.</summary>
internal static class BackOff
{
    /// <summary>So many tries reach beyond the minute after which a BMC drops sessions that we left behind.</summary>
    private const int QuickSlotTries = 6;

    /// <param name="problem">Why the last try failed.</param>
    /// <param name="attempts">Tries since the session was last up, this one included.</param>
    /// <param name="recentlySeen">The BMC was up a short while ago, so it most likely restarts.</param>
    /// <param name="chance">0 to 1, for the ± 20 % that keep thousands of links apart.</param>
    public static TimeSpan Delay(BmcProblem problem, int attempts, bool recentlySeen, double chance, FleetOptions options)
    {
        var first = problem switch
        {
            _ when IsAboutCredential(problem) => options.BackOffCredential,
            // No packet leaves for these; a change of the row or of the demo fleet wakes the link.
            BmcProblem.AddressNotAllowed or BmcProblem.CredentialMissing => options.BackOffMax,
            _ when MayComeBackBySelf(problem) => options.BackOffMin,
            _ => options.BackOffRefused,
        };
        var delay = first * Math.Pow(2, Math.Clamp(attempts - 1, 0, 16));
        var longest = recentlySeen && MayComeBackBySelf(problem) ? options.BackOffRecentlySeen
            : problem == BmcProblem.NoSessionSlots && attempts <= QuickSlotTries ? options.BackOffSlots
            : options.BackOffMax;
        if (delay > longest)
            delay = longest;
        return delay * (0.8 + (0.4 * chance));
    }

    /// <summary>Network or BMC may be back any moment: someone who looks is reason enough to try at once.</summary>
    public static bool MayComeBackBySelf(BmcProblem problem) => problem is BmcProblem.NoAnswer or BmcProblem.Unreachable or BmcProblem.SessionLost or BmcProblem.CommandTimeout;

    /// <summary>Trying again may lock the account.</summary>
    public static bool IsAboutCredential(BmcProblem problem) => problem is BmcProblem.PasswordRejected or BmcProblem.IdentityNotProven or BmcProblem.UserUnknown;
}
