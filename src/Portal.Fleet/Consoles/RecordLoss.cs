namespace Portal.Fleet.Consoles;

/// <summary>What other limits would drop of one console's record.</summary>
/// <param name="Bytes">How many of the bytes that the host printed.</param>
/// <param name="DiskBytes">What they take on the disk.</param>
/// <param name="Until">When the newest of them was printed; null when nothing would be dropped.</param>
public sealed record RecordLoss(long Bytes, long DiskBytes, DateTimeOffset? Until)
{
    public static RecordLoss None { get; } = new(0, 0, null);
}
