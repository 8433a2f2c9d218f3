using Portal.Ipmi.Events;

namespace Portal.Ipmi.Tool.Verbs;

/// <summary>What <c>sel list</c> shows.</summary>
internal sealed record SelListReport(IReadOnlyList<SelEntryReport> Entries, SelIrregularities Irregularities);
