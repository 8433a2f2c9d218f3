using Portal.Fleet.Auditing;

namespace Portal.Web.Components.AuditLog;

/// <summary>One action as people think of it: what was about to happen, and how it went.</summary>
/// <param name="First">The intent; where there is none, the outcome that stands for it.</param>
/// <param name="Last">The newest outcome; null while there is none.</param>
/// <param name="Rows">How many rows there are of it.</param>
public sealed record AuditAct(AuditRow First, AuditRow? Last, int Rows)
{
    public string Outcome => Last?.Outcome ?? First.Outcome;

    /// <summary>Why, or how much; the outcome's word on it goes before the intent's.</summary>
    public string? Detail => First.Detail is { Length: > 0 } asked
        ? Last?.Detail is { Length: > 0 } told && told != asked ? $"{asked} · {told}" : asked
        : Last?.Detail;

    /// <param name="rows">All rows of some actions, oldest first.</param>
    /// <param name="order">The actions in the order in which they are wanted.</param>
    public static List<AuditAct> Group(IEnumerable<AuditRow> rows, IEnumerable<Guid> order)
    {
        var acts = rows.GroupBy(row => row.Correlation).ToDictionary(group => group.Key, group =>
            new AuditAct(group.FirstOrDefault(row => row.IsIntent) ?? group.First(), group.LastOrDefault(row => !row.IsIntent), group.Count()));
        return [.. order.Distinct().Select(acts.GetValueOrDefault).OfType<AuditAct>()];
    }
}
