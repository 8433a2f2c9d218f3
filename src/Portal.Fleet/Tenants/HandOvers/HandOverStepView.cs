namespace Portal.Fleet.Tenants.HandOvers;

/// <summary>One step as one side may see it.</summary>
/// <param name="Detail">For staff, in English; null for tenants.</param>
/// <param name="Accounts">The BMC's accounts; null where there are none to tell, and for tenants.</param>
/// <param name="Drift">Network settings that are not as they should be; null where there are none to tell, and for tenants.</param>
/// <param name="Archive">The kept event log; null where there is none, and for tenants.</param>
public sealed record HandOverStepView(
    HandOverStepKind Kind, HandOverStepState State, int Attempts, DateTimeOffset? StartedAt, DateTimeOffset? EndedAt, string? Outcome, int Count, string? Detail,
    IReadOnlyList<BmcAccount>? Accounts, IReadOnlyList<NetworkDrift>? Drift, LogArchive? Archive, string? AnsweredBy)
{
    /// <summary>It may be tried again.</summary>
    public bool MayRetry => State is HandOverStepState.Failed or HandOverStepState.NotDone or HandOverStepState.Attention;
}
