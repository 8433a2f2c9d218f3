namespace Portal.Fleet.Consoles;

/// <summary>How much is kept of one console.</summary>
/// <param name="FirstOffset">Oldest byte kept; equal to <paramref name="NextOffset"/> when there is none.</param>
/// <param name="DiskBytes">What that takes on the disk.</param>
/// <param name="OldestAt">When the oldest byte on the disk was printed; null when nothing is there.</param>
/// <param name="NewestAt">When the newest byte was printed; null when nothing ever was.</param>
public sealed record RecordUsage(long FirstOffset, long NextOffset, long DiskBytes, DateTimeOffset? OldestAt, DateTimeOffset? NewestAt);
