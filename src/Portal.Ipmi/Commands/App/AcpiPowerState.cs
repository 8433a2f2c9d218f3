namespace Portal.Ipmi.Commands.App;

/// <summary>Answer to Get ACPI Power State, IPMI 2.0 §20.7: what the host's firmware or operating system last told the BMC.</summary>
/// <param name="System">System power state.</param>
/// <param name="Device">Device power state.</param>
public readonly record struct AcpiPowerState(SystemPowerState System, DevicePowerState Device);
