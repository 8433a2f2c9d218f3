namespace Portal.Ipmi.Commands.Storage;

/// <summary>Answer to Get SDR Repository Allocation Info, IPMI 2.0 §33.10.</summary>
/// <param name="Units">Possible allocation units; 0 unspecified.</param>
/// <param name="UnitBytes">Bytes in a unit; 0 unspecified.</param>
/// <param name="FreeUnits">Free units.</param>
/// <param name="LargestFreeUnits">Largest free block in units.</param>
/// <param name="MaximumRecordUnits">Largest record in units.</param>
public sealed record SdrAllocationInfo(int Units, int UnitBytes, int FreeUnits, int LargestFreeUnits, int MaximumRecordUnits);
