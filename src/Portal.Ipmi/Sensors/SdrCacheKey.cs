namespace Portal.Ipmi.Sensors;

/// <summary>Names a BMC's records in a cache.</summary>
/// <param name="Identity">Which BMC: its address, GUID, firmware, whatever tells it from others and changes when its records may.</param>
/// <param name="Stamp">State of its records.</param>
public readonly record struct SdrCacheKey(string Identity, SdrStamp Stamp);
