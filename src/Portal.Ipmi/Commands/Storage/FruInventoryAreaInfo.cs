namespace Portal.Ipmi.Commands.Storage;

/// <summary>Answer to Get FRU Inventory Area Info, IPMI 2.0 §34.1.</summary>
/// <param name="SizeBytes">Size of the inventory area in bytes, 0 to 65535.</param>
/// <param name="ByWords">Offsets of Read and Write FRU Data count words of two bytes.</param>
public sealed record FruInventoryAreaInfo(int SizeBytes, bool ByWords);
