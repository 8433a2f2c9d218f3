namespace Portal.Ipmi.Sensors;

/// <summary>What changes when a BMC's sensor data records do: two equal stamps of the same BMC mean the same records.</summary>
/// <param name="Source">Where the records are.</param>
/// <param name="RecordCount">Records, as the BMC counts them.</param>
/// <param name="LastAddition">Time or counter of the last addition or change.</param>
/// <param name="LastErase">Time of the last deletion.</param>
/// <param name="IsKnown">False when the BMC does not tell: such records are never taken from a cache.</param>
public readonly record struct SdrStamp(SdrSource Source, int RecordCount, uint LastAddition, uint LastErase, bool IsKnown = true);
