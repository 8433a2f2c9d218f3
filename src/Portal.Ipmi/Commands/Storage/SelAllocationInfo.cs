namespace Portal.Ipmi.Commands.Storage;

/// <summary>Answer to Get SEL Allocation Info, IPMI 2.0 §31.3.</summary>
/// <param name="Units">Allocation units there can be; 0: unspecified.</param>
/// <param name="UnitBytes">Bytes of an allocation unit; 0: unspecified.</param>
/// <param name="FreeUnits">Units that are free.</param>
/// <param name="LargestFreeBlock">Largest free block, in units.</param>
/// <param name="MaxRecordUnits">Largest record, in units.</param>
public sealed record SelAllocationInfo(ushort Units, ushort UnitBytes, ushort FreeUnits, ushort LargestFreeBlock, byte MaxRecordUnits);
