namespace Portal.Web.Api;

/// <summary>What other limits would drop of a console's record.</summary>
/// <param name="Bytes">How many of the bytes that the host printed.</param>
/// <param name="DiskBytes">What they take on the disk.</param>
/// <param name="Until">When the newest of them was printed; null when nothing would be dropped.</param>
internal sealed record RecordLossJson(long Bytes, long DiskBytes, DateTimeOffset? Until);
