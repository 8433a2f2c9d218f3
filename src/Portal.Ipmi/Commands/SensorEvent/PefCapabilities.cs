using Portal.Ipmi.Events.Alerting;

namespace Portal.Ipmi.Commands.SensorEvent;

/// <summary>Answer to Get PEF Capabilities, IPMI 2.0 §30.1.</summary>
/// <param name="Version">Version, BCD with the digits exchanged: 51h is 1.5.</param>
/// <param name="Actions">What the BMC can do about an event.</param>
/// <param name="FiltersOemRecords">OEM records are filtered too.</param>
/// <param name="Filters">Entries of the event filter table.</param>
public sealed record PefCapabilities(byte Version, PefActions Actions, bool FiltersOemRecords, byte Filters)
{
    /// <summary>Version in words: <c>1.5</c>.</summary>
    public string VersionText => $"{Version & 0x0F}.{Version >> 4}";
}
