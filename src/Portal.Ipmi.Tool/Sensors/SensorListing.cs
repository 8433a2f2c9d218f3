namespace Portal.Ipmi.Tool.Sensors;

/// <summary>What <c>sdr list</c> and <c>sensor list</c> answer.</summary>
/// <param name="Sensors">Sensors with their readings.</param>
/// <param name="Locators">Other records, where they were asked for.</param>
/// <param name="Remarks">What was wrong with the BMC's records.</param>
internal sealed record SensorListing(IReadOnlyList<SensorRow> Sensors, IReadOnlyList<LocatorRow> Locators, IReadOnlyList<string> Remarks);
