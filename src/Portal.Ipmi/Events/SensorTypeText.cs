namespace Portal.Ipmi.Events;

/// <summary>Sensor types in words, IPMI 2.0 table 42-3.</summary>
public static class SensorTypeText
{
    private static readonly string[] s_words =
    [
        "reserved",
        "Temperature",
        "Voltage",
        "Current",
        "Fan",
        "Physical security",
        "Platform security violation attempt",
        "Processor",
        "Power supply",
        "Power unit",
        "Cooling device",
        "Other units-based sensor",
        "Memory",
        "Drive slot",
        "POST memory resize",
        "System firmware progress",
        "Event logging disabled",
        "Watchdog 1",
        "System event",
        "Critical interrupt",
        "Button / switch",
        "Module / board",
        "Microcontroller / coprocessor",
        "Add-in card",
        "Chassis",
        "Chip set",
        "Other FRU",
        "Cable / interconnect",
        "Terminator",
        "System boot initiated",
        "Boot error",
        "OS boot",
        "OS critical stop",
        "Slot / connector",
        "System ACPI power state",
        "Watchdog 2",
        "Platform alert",
        "Entity presence",
        "Monitor ASIC / IC",
        "LAN",
        "Management subsystem health",
        "Battery",
        "Session audit",
        "Version change",
        "FRU state",
    ];

    /// <summary>The type in words: <c>Power supply</c>, <c>OEM type C1h</c>, <c>reserved type 40h</c>.</summary>
    public static string Describe(this SensorType type) => (byte)type switch
    {
        0x00 => "reserved type 00h",
        >= 0xC0 => $"OEM type {(byte)type:X2}h",
        var number when number < s_words.Length => s_words[number],
        var number => $"reserved type {number:X2}h",
    };

    /// <summary>A manufacturer says what the type means.</summary>
    public static bool IsOem(this SensorType type) => type >= SensorType.FirstOem;
}
