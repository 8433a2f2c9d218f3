namespace Portal.BmcSim.Hardware;

/// <summary>One FRU device: its number and the bytes in it. Shared by all BMCs of a profile until one is written.</summary>
/// <param name="Id">FRU device id.</param>
/// <param name="Content">What it holds at the start.</param>
public sealed record SimFru(byte Id, ReadOnlyMemory<byte> Content)
{
    /// <summary>IPMB address of the controller that has the device.</summary>
    public byte Address { get; init; } = 0x20;

    /// <summary>Size that Get FRU Inventory Area Info states; null for the true one.</summary>
    public ushort? StatedSize { get; init; }

    /// <summary>Offsets and counts are of words.</summary>
    public bool ByWords { get; init; }

    /// <summary>The first offset that cannot be written; null when all can.</summary>
    public int? WriteProtectedFrom { get; init; }
}
