namespace Portal.Ipmi.Commands.Dcmi;

/// <summary>Answer to Get DCMI Sensor Info, DCMI 1.5 §6.5.2.</summary>
/// <param name="Total">Instances of the entity.</param>
/// <param name="RecordIds">Record ids of their sensors in the SDR repository, up to 8.</param>
public sealed record DcmiSensorPage(int Total, IReadOnlyList<ushort> RecordIds);
