using Portal.Ipmi.Commands.Storage;

namespace Portal.Ipmi.Events;

/// <summary>What a read of the log brought.</summary>
/// <param name="Info">State of the log before the read.</param>
/// <param name="Records">The records, oldest first: all of them, or those added since the cursor.</param>
/// <param name="Continues">The records follow those of the cursor: the log is proven not to have been cleared between.</param>
/// <param name="Cursor">Where to go on next time; null when the log is empty.</param>
/// <param name="Irregularities">What the BMC did against the specification.</param>
public sealed record SelReadResult(SelInfo Info, IReadOnlyList<SelRecord> Records, bool Continues, SelCursor? Cursor, SelIrregularities Irregularities);
