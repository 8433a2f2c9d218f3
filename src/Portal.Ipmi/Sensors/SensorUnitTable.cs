namespace Portal.Ipmi.Sensors;

/// <summary>Unit type codes, IPMI 2.0 table 43-15.</summary>
internal static class SensorUnitTable
{
    private static readonly string[] s_names =
    [
        "", "degrees C", "degrees F", "degrees K", "Volts", "Amps", "Watts", "Joules", "Coulombs", "VA",
        "Nits", "lumen", "lux", "Candela", "kPa", "PSI", "Newton", "CFM", "RPM", "Hz",
        "microsecond", "millisecond", "second", "minute", "hour", "day", "week", "mil", "inches", "feet",
        "cu in", "cu feet", "mm", "cm", "m", "cu cm", "cu m", "liters", "fluid ounce", "radians",
        "steradians", "revolutions", "cycles", "gravities", "ounce", "pound", "ft-lb", "oz-in", "gauss", "gilberts",
        "henry", "millihenry", "farad", "microfarad", "ohms", "siemens", "mole", "becquerel", "PPM", "reserved",
        "Decibels", "DbA", "DbC", "gray", "sievert", "color temp deg K", "bit", "kilobit", "megabit", "gigabit",
        "byte", "kilobyte", "megabyte", "gigabyte", "word", "dword", "qword", "line", "hit", "miss",
        "retry", "reset", "overrun / overflow", "underrun", "collision", "packets", "messages", "characters", "error", "correctable error",
        "uncorrectable error", "fatal error", "grams",
    ];

    private static readonly string?[] s_rates = [null, "per microsecond", "per millisecond", "per second", "per minute", "per hour", "per day", null];

    public static string Name(byte code) => code < s_names.Length ? s_names[code] : $"unit {code}";

    public static string Symbol(byte code) => code switch
    {
        1 => "°C",
        2 => "°F",
        3 => "K",
        4 => "V",
        5 => "A",
        6 => "W",
        7 => "J",
        8 => "C",
        13 => "cd",
        16 => "N",
        18 => "rpm",
        20 => "µs",
        21 => "ms",
        22 => "s",
        23 => "min",
        24 => "h",
        25 => "d",
        60 => "dB",
        61 => "dB(A)",
        62 => "dB(C)",
        92 => "g",
        _ => Name(code),
    };

    public static string? Rate(RateUnit rate) => s_rates[(int)rate & 0x07];
}
