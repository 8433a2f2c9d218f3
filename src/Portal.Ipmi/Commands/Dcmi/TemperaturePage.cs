using Portal.Ipmi.Dcmi;

namespace Portal.Ipmi.Commands.Dcmi;

/// <summary>Answer to Get Temperature Readings, DCMI 1.5 §6.7.3.</summary>
/// <param name="Total">Instances of the entity.</param>
/// <param name="Temperatures">Their temperatures, up to 8.</param>
public sealed record TemperaturePage(int Total, IReadOnlyList<DcmiTemperature> Temperatures);
