namespace Portal.BmcSim.Hardware;

/// <summary>Temperatures that DCMI gives of one kind of thing, and the record ids of their sensors.</summary>
public sealed record SimDcmiEntity(IReadOnlyList<int> Celsius, IReadOnlyList<ushort> RecordIds);
