namespace Portal.Fleet.Consoles;

/// <summary>What one reading of a record found.</summary>
/// <param name="Offset">Where the bytes begin: behind the offset asked for when that is not kept.</param>
/// <param name="Count">How many bytes there are, never 0.</param>
/// <param name="Time">When the first of them was printed, in milliseconds of Unix time.</param>
/// <param name="Gap">Why bytes are missing right before them; null when none are.</param>
internal readonly record struct RecordPiece(long Offset, int Count, long Time, GapSpan? Gap);
