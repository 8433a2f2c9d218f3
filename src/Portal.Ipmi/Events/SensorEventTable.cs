using static Portal.Ipmi.Events.EventSeverity;

namespace Portal.Ipmi.Events;

/// <summary>Sensor-specific offsets, IPMI 2.0 table 42-3 with its errata.</summary>
internal static class SensorEventTable
{
    private static readonly EventOffset[][] s_types = Build();

    /// <summary>The offsets that a sensor type defines; empty when it defines none.</summary>
    public static ReadOnlySpan<EventOffset> For(SensorType sensor) => (byte)sensor < s_types.Length ? s_types[(byte)sensor] : [];

    private static EventOffset[][] Build()
    {
        var types = new EventOffset[(int)SensorType.FruState + 1][];
        Array.Fill(types, []);
        types[(int)SensorType.PhysicalSecurity] =
        [
            Always("General chassis intrusion", Critical),
            Always("Drive bay intrusion", Critical),
            Always("I/O card area intrusion", Critical),
            Always("Processor area intrusion", Critical),
            Always("LAN leash lost: system is unplugged from LAN", Critical),
            Always("Unauthorized dock", Critical),
            Always("Fan area intrusion", Critical),
        ];
        types[(int)SensorType.PlatformSecurity] =
        [
            Always("Secure mode (front panel lockout) violation attempt", Critical),
            Always("Pre-boot password violation: user password", Critical),
            Always("Pre-boot password violation: setup password", Critical),
            Always("Pre-boot password violation: network boot password", Critical),
            Always("Other pre-boot password violation", Critical),
            Always("Out-of-band access password violation", Critical),
        ];
        types[(int)SensorType.Processor] =
        [
            Always("IERR", Critical),
            Always("Thermal trip", Critical),
            Always("FRB1 / BIST failure", Critical),
            Always("FRB2 / hang in POST failure", Critical),
            Always("FRB3 / processor startup or initialization failure", Critical),
            Always("Configuration error", Critical),
            Always("SM BIOS uncorrectable CPU-complex error", Critical),
            Always("Processor presence detected", Nominal),
            Always("Processor disabled", Critical),
            Always("Terminator presence detected", Critical),
            Always("Processor automatically throttled", Warning),
            Always("Machine check exception (uncorrectable)", Critical),
            Always("Correctable machine check error", Warning),
        ];
        types[(int)SensorType.PowerSupply] =
        [
            Always("Presence detected", Nominal),
            Always("Power supply failure detected", Critical),
            Always("Predictive failure", Critical),
            new("Power supply input lost (AC/DC)", Critical, Warning),
            new("Power supply input lost or out of range", Critical, Warning),
            new("Power supply input out of range, but present", Critical, Warning),
            Always("Configuration error", Critical),
            Always("Power supply inactive (in standby)", Warning),
        ];
        types[(int)SensorType.PowerUnit] =
        [
            Always("Power off / power down", Nominal),
            Always("Power cycle", Nominal),
            new("240 VA power down", Warning, Nominal),
            Always("Interlock power down", Warning),
            new("AC lost / power input lost", Critical, Warning),
            Always("Soft power control failure", Critical),
            Always("Power unit failure detected", Critical),
            Always("Predictive failure", Critical),
        ];
        types[(int)SensorType.Memory] =
        [
            Always("Correctable ECC / other correctable memory error", Warning),
            Always("Uncorrectable ECC / other uncorrectable memory error", Critical),
            Always("Parity", Critical),
            Always("Memory scrub failed (stuck bit)", Critical),
            Always("Memory device disabled", Critical),
            Always("Correctable ECC / other correctable memory error logging limit reached", Warning),
            Always("Presence detected", Nominal),
            Always("Configuration error", Critical),
            Always("Spare", Nominal),
            Always("Memory automatically throttled", Warning),
            Always("Critical overtemperature", Critical),
        ];
        types[(int)SensorType.DriveSlot] =
        [
            Always("Drive presence", Nominal),
            Always("Drive fault", Critical),
            Always("Predictive failure", Critical),
            Always("Hot spare", Nominal),
            Always("Consistency check / parity check in progress", Nominal),
            Always("In critical array", Critical),
            Always("In failed array", Critical),
            Always("Rebuild / remap in progress", Nominal),
            Always("Rebuild / remap aborted", Critical),
        ];
        types[(int)SensorType.SystemFirmwareProgress] =
        [
            Always("System firmware error (POST error)", Critical),
            Always("System firmware hang", Critical),
            Always("System firmware progress", Nominal),
        ];
        types[(int)SensorType.EventLoggingDisabled] =
        [
            Always("Correctable memory error logging disabled", Critical),
            Always("Event type logging disabled", Critical),
            Always("Log area reset / cleared", Nominal),
            Always("All event logging disabled", Critical),
            Always("SEL full", Critical),
            Always("SEL almost full", Warning),
            Always("Correctable machine check error logging disabled", Critical),
        ];
        types[(int)SensorType.Watchdog1] =
        [
            Always("BIOS watchdog reset", Critical),
            Always("OS watchdog reset", Critical),
            Always("OS watchdog shut down", Critical),
            Always("OS watchdog power down", Critical),
            Always("OS watchdog power cycle", Critical),
            Always("OS watchdog NMI / diagnostic interrupt", Critical),
            Always("OS watchdog expired, status only", Warning),
            Always("OS watchdog pre-timeout interrupt, non-NMI", Warning),
        ];
        types[(int)SensorType.SystemEvent] =
        [
            Always("System reconfigured", Warning),
            Always("OEM system boot event", Nominal),
            Always("Undetermined system hardware failure", Critical),
            Always("Entry added to auxiliary log", Nominal),
            Always("PEF action", Nominal),
            Always("Timestamp clock synch", Warning),
        ];
        types[(int)SensorType.CriticalInterrupt] =
        [
            Always("Front panel NMI / diagnostic interrupt", Critical),
            Always("Bus timeout", Critical),
            Always("I/O channel check NMI", Critical),
            Always("Software NMI", Warning),
            Always("PCI PERR", Critical),
            Always("PCI SERR", Critical),
            Always("EISA fail safe timeout", Critical),
            Always("Bus correctable error", Warning),
            Always("Bus uncorrectable error", Critical),
            Always("Fatal NMI (port 61h, bit 7)", Critical),
            Always("Bus fatal error", Critical),
            Always("Bus degraded", Warning),
        ];
        types[(int)SensorType.ButtonSwitch] =
        [
            Always("Power button pressed", Nominal),
            Always("Sleep button pressed", Nominal),
            Always("Reset button pressed", Nominal),
            Always("FRU latch open", Warning),
            Always("FRU service request button", Warning),
        ];
        types[(int)SensorType.ChipSet] =
        [
            Always("Soft power control failure", Critical),
            Always("Thermal trip", Critical),
        ];
        types[(int)SensorType.CableInterconnect] =
        [
            Always("Cable / interconnect is connected", Nominal),
            Always("Configuration error: incorrect cable connected / incorrect interconnection", Critical),
        ];
        types[(int)SensorType.SystemBootInitiated] =
        [
            Always("Initiated by power up", Nominal),
            Always("Initiated by hard reset", Nominal),
            Always("Initiated by warm reset", Nominal),
            Always("User requested PXE boot", Nominal),
            Always("Automatic boot to diagnostic", Nominal),
            Always("OS / run-time software initiated hard reset", Warning),
            Always("OS / run-time software initiated warm reset", Warning),
            Always("System restart", Nominal),
        ];
        types[(int)SensorType.BootError] =
        [
            Always("No bootable media", Critical),
            Always("Non-bootable diskette left in drive", Critical),
            Always("PXE server not found", Critical),
            Always("Invalid boot sector", Critical),
            Always("Timeout waiting for user selection of boot source", Warning),
        ];
        types[(int)SensorType.OsBoot] =
        [
            Always("A: boot completed", Nominal),
            Always("C: boot completed", Nominal),
            Always("PXE boot completed", Nominal),
            Always("Diagnostic boot completed", Nominal),
            Always("CD-ROM boot completed", Nominal),
            Always("ROM boot completed", Nominal),
            Always("Boot completed, boot device not specified", Warning),
            Always("Base OS / hypervisor installation started", Nominal),
            Always("Base OS / hypervisor installation completed", Nominal),
            Always("Base OS / hypervisor installation aborted", Warning),
            Always("Base OS / hypervisor installation failed", Critical),
        ];
        types[(int)SensorType.OsCriticalStop] =
        [
            Always("Critical stop during OS load / initialization", Critical),
            Always("Run-time critical stop", Critical),
            Always("OS graceful stop", Warning),
            Always("OS graceful shutdown", Warning),
            Always("Soft shutdown initiated by PEF", Warning),
            Always("Agent not responding", Critical),
        ];
        types[(int)SensorType.SlotConnector] =
        [
            Always("Fault status asserted", Critical),
            Always("Identify status asserted", Warning),
            Always("Slot / connector device installed or attached", Nominal),
            Always("Slot / connector ready for device installation", Nominal),
            Always("Slot / connector ready for device removal", Nominal),
            Always("Slot power is off", Nominal),
            Always("Slot / connector device removal request", Warning),
            Always("Interlock asserted", Warning),
            Always("Slot is disabled", Warning),
            Always("Slot holds spare device", Nominal),
        ];
        types[(int)SensorType.AcpiPowerState] =
        [
            Always("S0 / G0 \"working\"", Nominal),
            Always("S1 \"sleeping, hardware and processor context maintained\"", Nominal),
            Always("S2 \"sleeping, processor context lost\"", Nominal),
            Always("S3 \"sleeping, processor and hardware context lost, memory retained\"", Nominal),
            Always("S4 \"non-volatile sleep / suspend to disk\"", Nominal),
            Always("S5 / G2 \"soft-off\"", Nominal),
            Always("S4 / S5 soft-off, particular state cannot be determined", Nominal),
            Always("G3 / mechanical off", Nominal),
            Always("Sleeping in an S1, S2 or S3 state", Nominal),
            Always("G1 sleeping", Nominal),
            Always("S5 entered by override", Nominal),
            Always("Legacy ON state", Nominal),
            Always("Legacy OFF state", Nominal),
            Always("Unspecified", Critical),
            Always("Unknown", Critical),
        ];
        types[(int)SensorType.Watchdog2] =
        [
            Always("Timer expired, status only", Warning),
            Always("Hard reset", Critical),
            Always("Power down", Critical),
            Always("Power cycle", Critical),
            default,
            default,
            default,
            default,
            Always("Timer interrupt", Warning),
        ];
        types[(int)SensorType.PlatformAlert] =
        [
            Always("Platform generated page", Nominal),
            Always("Platform generated LAN alert", Nominal),
            Always("Platform event trap generated", Nominal),
            Always("Platform generated SNMP trap, OEM format", Nominal),
        ];
        types[(int)SensorType.EntityPresence] =
        [
            Always("Entity present", Nominal),
            Always("Entity absent", Critical),
            Always("Entity disabled", Critical),
        ];
        types[(int)SensorType.Lan] =
        [
            Always("LAN heartbeat lost", Warning),
            Always("LAN heartbeat", Nominal),
        ];
        types[(int)SensorType.ManagementSubsystemHealth] =
        [
            Always("Sensor access degraded or unavailable", Critical),
            Always("Controller access degraded or unavailable", Critical),
            Always("Management controller off-line", Critical),
            Always("Management controller unavailable", Critical),
            Always("Sensor failure", Critical),
            Always("FRU failure", Critical),
        ];
        types[(int)SensorType.Battery] =
        [
            Always("Battery low (predictive failure)", Warning),
            Always("Battery failed", Critical),
            Always("Battery presence detected", Nominal),
        ];
        types[(int)SensorType.SessionAudit] =
        [
            Always("Session activated", Nominal),
            Always("Session deactivated", Nominal),
            Always("Invalid username or password", Warning),
            Always("Invalid password disable", Critical),
        ];
        types[(int)SensorType.VersionChange] =
        [
            Always("Hardware change detected with associated entity", Warning),
            Always("Firmware or software change detected with associated entity", Warning),
            Always("Hardware incompatibility detected with associated entity", Critical),
            Always("Firmware or software incompatibility detected with associated entity", Critical),
            Always("Entity is of an invalid or unsupported hardware version", Critical),
            Always("Entity contains an invalid or unsupported firmware or software version", Critical),
            Always("Hardware change detected with associated entity was successful", Nominal),
            Always("Software or firmware change detected with associated entity was successful", Nominal),
        ];
        types[(int)SensorType.FruState] =
        [
            Always("FRU not installed", Critical),
            Always("FRU inactive (in standby or hot spare state)", Critical),
            Always("FRU activation requested", Warning),
            Always("FRU activation in progress", Warning),
            Always("FRU active", Nominal),
            Always("FRU deactivation requested", Warning),
            Always("FRU deactivation in progress", Warning),
            Always("FRU communication lost", Critical),
        ];
        return types;
    }

    private static EventOffset Always(string words, EventSeverity severity) => new(words, severity, severity);
}
