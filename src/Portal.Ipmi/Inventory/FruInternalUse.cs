namespace Portal.Ipmi.Inventory;

/// <summary>Internal use area, FRU Information Storage Definition §9. It has no length: it ends where the next area begins, or with the device.</summary>
/// <param name="Offset">Where it begins, in bytes.</param>
/// <param name="Length">Bytes up to its end.</param>
/// <param name="Data">What is in it after the format version, as far as it was read.</param>
public sealed record FruInternalUse(int Offset, int Length, ReadOnlyMemory<byte> Data);
