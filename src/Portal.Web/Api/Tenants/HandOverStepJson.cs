using Portal.Fleet.Tenants.HandOvers;

namespace Portal.Web.Api.Tenants;

/// <summary>One step of a hand-over, as your side may see it.</summary>
/// <param name="Outcome">What came out, as a stable word; null before it ended.</param>
/// <param name="Count">How many of what the outcome speaks of; of <c>cutSessions</c> milliseconds.</param>
/// <param name="Detail">For staff.</param>
/// <param name="Accounts">The BMC's accounts; for staff.</param>
/// <param name="Drift">Network settings that are not as they should be; for staff.</param>
/// <param name="EventLog">The event log that was kept; for staff.</param>
/// <param name="AnsweredBy">Who answered; for staff.</param>
internal sealed record HandOverStepJson(
    HandOverStepKind Step, HandOverStepState State, DateTimeOffset? StartedAt, DateTimeOffset? EndedAt, string? Outcome, int Count, int Attempts, string? Detail, IReadOnlyList<BmcAccount>? Accounts,
    IReadOnlyList<NetworkDrift>? Drift, EventLogJson? EventLog, string? AnsweredBy)
{
    public static HandOverStepJson Of(HandOverStepView view) => new(
        view.Kind, view.State, view.StartedAt, view.EndedAt, view.Outcome, view.Count, view.Attempts, view.Detail, view.Accounts, view.Drift,
        view.Archive is { } archive ? new EventLogJson(archive.Entries, archive.Sha256) : null, view.AnsweredBy);
}
