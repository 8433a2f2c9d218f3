namespace Portal.Web.Components.Servers.Transcript;

/// <summary>A line of a transcript, or the place where bytes are missing.</summary>
/// <param name="Number">Names the entry as long as it is shown.</param>
/// <param name="Gap">Why bytes are missing, as in <see cref="Portal.Fleet.Consoles.ConsoleChunk.GapBefore"/>; null for a line.</param>
public sealed record TranscriptEntry(long Number, string Text, string? Gap = null);
