using static Portal.Ipmi.Events.EventSeverity;

namespace Portal.Ipmi.Events;

/// <summary>Generic event/reading types 01h to 0Ch, IPMI 2.0 table 42-2.</summary>
internal static class GenericEventTable
{
    private static readonly EventOffset[][] s_types =
    [
        [],
        // 01h threshold
        [
            new("Lower non-critical going low", Warning, Nominal),
            new("Lower non-critical going high", Nominal, Nominal),
            new("Lower critical going low", Critical, Warning),
            new("Lower critical going high", Warning, Warning),
            new("Lower non-recoverable going low", Critical, Critical),
            new("Lower non-recoverable going high", Critical, Critical),
            new("Upper non-critical going low", Nominal, Nominal),
            new("Upper non-critical going high", Warning, Nominal),
            new("Upper critical going low", Warning, Warning),
            new("Upper critical going high", Critical, Warning),
            new("Upper non-recoverable going low", Critical, Critical),
            new("Upper non-recoverable going high", Critical, Critical),
        ],
        // 02h DMI usage state
        [Always("Transition to idle", Nominal), Always("Transition to active", Nominal), Always("Transition to busy", Nominal)],
        // 03h to 06h digital discrete
        [Always("State deasserted", Nominal), Always("State asserted", Warning)],
        [Always("Predictive failure deasserted", Nominal), Always("Predictive failure asserted", Critical)],
        [Always("Limit not exceeded", Nominal), Always("Limit exceeded", Critical)],
        [Always("Performance met", Nominal), new("Performance lags", Critical, Warning)],
        // 07h severity
        [
            Always("Transition to OK", Nominal),
            Always("Transition to non-critical from OK", Warning),
            Always("Transition to critical from less severe", Critical),
            Always("Transition to non-recoverable from less severe", Critical),
            Always("Transition to non-critical from more severe", Warning),
            Always("Transition to critical from non-recoverable", Critical),
            Always("Transition to non-recoverable", Critical),
            Always("Monitor", Warning),
            Always("Informational", Nominal),
        ],
        // 08h and 09h availability
        [Always("Device removed or absent", Critical), Always("Device inserted or present", Nominal)],
        [Always("Device disabled", Warning), Always("Device enabled", Nominal)],
        // 0Ah availability status
        [
            Always("Transition to running", Nominal),
            Always("Transition to in test", Warning),
            Always("Transition to power off", Warning),
            Always("Transition to on line", Warning),
            Always("Transition to off line", Warning),
            Always("Transition to off duty", Warning),
            new("Transition to degraded", Critical, Warning),
            Always("Transition to power save", Warning),
            Always("Install error", Critical),
        ],
        // 0Bh redundancy
        [
            Always("Fully redundant", Nominal),
            new("Redundancy lost", Critical, Warning),
            Always("Redundancy degraded", Warning),
            new("Non-redundant: sufficient resources from redundant", Critical, Warning),
            new("Non-redundant: sufficient resources from insufficient resources", Critical, Warning),
            new("Non-redundant: insufficient resources", Critical, Warning),
            Always("Redundancy degraded from fully redundant", Warning),
            Always("Redundancy degraded from non-redundant", Warning),
        ],
        // 0Ch ACPI device power state
        [Always("D0 power state", Nominal), Always("D1 power state", Nominal), Always("D2 power state", Nominal), Always("D3 power state", Nominal)],
    ];

    /// <summary>The offsets of a generic type; empty for another one.</summary>
    public static ReadOnlySpan<EventOffset> For(EventReadingType type) => (byte)type < s_types.Length ? s_types[(byte)type] : [];

    /// <summary>Where the kind of sensor changes how bad a generic offset is; null where it does not.</summary>
    public static (EventSeverity Asserted, EventSeverity Deasserted)? Judge(EventReadingType type, SensorType sensor, int offset) => (type, sensor, offset) switch
    {
        // An asserted state of these is a failure; of a drive slot it is the drive that is there.
        (EventReadingType.State, SensorType.PhysicalSecurity or SensorType.Processor or SensorType.Memory or SensorType.ModuleBoard or SensorType.BootError
            or SensorType.OsCriticalStop or SensorType.PlatformAlert, 1) => (Critical, Critical),
        (EventReadingType.State, SensorType.DriveSlot, 0) => (Warning, Warning),
        (EventReadingType.State, SensorType.DriveSlot or SensorType.ButtonSwitch, 1) => (Nominal, Nominal),
        _ => null,
    };

    private static EventOffset Always(string words, EventSeverity severity) => new(words, severity, severity);
}
