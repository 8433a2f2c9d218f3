using Portal.Ipmi.Events;

namespace Portal.Ipmi.Commands.SensorEvent;

/// <summary>Answer to Get Last Processed Event ID, IPMI 2.0 §30.6.</summary>
/// <param name="LastAddition">When the last record was added to the log.</param>
/// <param name="LastRecordId">Last record of the log; FFFFh: it is empty.</param>
/// <param name="LastBySoftware">Last record that software has processed.</param>
/// <param name="LastByBmc">Last record that the BMC has processed; 0: an event that could not be logged.</param>
public sealed record LastProcessedEvent(IpmiTimestamp LastAddition, ushort LastRecordId, ushort LastBySoftware, ushort LastByBmc);
