namespace Portal.Fleet.Tenants.HandOvers;

/// <summary>What is known of an archived event log.</summary>
/// <param name="File">Name of the file in the hand-over's directory.</param>
/// <param name="Sha256">Of the file's bytes, in hex.</param>
public sealed record LogArchive(string File, string Sha256, int Entries, LogPlace? Last);
