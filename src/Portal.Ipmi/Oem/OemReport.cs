namespace Portal.Ipmi.Oem;

/// <summary>What is known of a BMC beyond the standard.</summary>
/// <param name="ManufacturerId">IANA enterprise number.</param>
/// <param name="Manufacturer">The name behind it.</param>
/// <param name="Firmware">Firmware version in the manufacturer's form.</param>
/// <param name="Facts">What the manufacturer's own commands told, in order; empty when there are none, or none was answered.</param>
public sealed record OemReport(int ManufacturerId, string Manufacturer, string Firmware, IReadOnlyList<OemFact> Facts);
