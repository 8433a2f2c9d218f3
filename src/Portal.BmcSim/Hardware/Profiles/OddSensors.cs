using static Portal.BmcSim.Hardware.Profiles.SensorKit;

namespace Portal.BmcSim.Hardware.Profiles;

/// <summary>One of each thing that the specification allows and tools get wrong: linearisations, formats, name encodings, units, failing sensors.</summary>
internal static class OddSensors
{
    private const byte OnesComplement = 0x40;
    private const byte TwosComplement = 0x80;

    private static readonly string[] s_linearizations = ["linear", "ln", "log10", "log2", "e^x", "10^x", "2^x", "1/x", "sqr", "cube", "sqrt", "cbrt"];

    public static IReadOnlyList<byte[]> Records { get; } =
    [
        LocatorKit.Controller("Odd BMC", 0x20, 0xBF, (0x06, 1)),
        LocatorKit.Device("Heceta", 0x5A, 0x05, (0x07, 1)),
        LocatorKit.Oem(343, 1, 2, 3, 4),
        [0x0A, 0x03, 0x01, 0x02, 0x03],
    ];

    public static IReadOnlyList<SimSensor> All { get; } = new SensorKit()
        .Each(s_linearizations.Length, i => Curve(s_linearizations[i - 1], (byte)(i - 1)))
        .Add(Temperature("6 BIT NAME", (0x07, 1), -5, 40, 45) with { NameEncoding = SimNameEncoding.SixBit })
        .Add(Temperature("12-34.5", (0x07, 2), 20) with { NameEncoding = SimNameEncoding.BcdPlus })
        .Add(Temperature("Größe", (0x07, 3), 20) with { NameEncoding = SimNameEncoding.Unicode })
        .Add(Temperature("Überlauf", (0x07, 4), 20))
        .Add(Temperature("Ones", (0x07, 5), 20) with { Units = OnesComplement, Reading = 0xEB })
        .Add(Temperature("Twos", (0x07, 6), 20) with { Units = TwosComplement, Reading = 0xEB })
        .Add(Temperature("Per minute", (0x07, 7), 20) with { Units = 0x20, BaseUnit = 78 })
        .Add(Temperature("Divided", (0x07, 8), 20) with { Units = 0x02, BaseUnit = 7, ModifierUnit = 22 })
        .Add(Temperature("Multiplied", (0x07, 9), 20) with { Units = 0x04, BaseUnit = 16, ModifierUnit = 34 })
        .Add(Temperature("Big offset", (0x07, 10), 20) with { FactorTable = [new SimFactors(M: -3, B: 511, BExponent: 2, ResultExponent: -2)] })
        .Add(Temperature("Tiny offset", (0x07, 11), 20) with { FactorTable = [new SimFactors(M: 511, B: -512, BExponent: -3, ResultExponent: 1)] })
        .Add(Temperature("Accurate", (0x07, 12), 20) with { FactorTable = [new SimFactors { Tolerance = 3, Accuracy = 250, AccuracyExponent = 1 }] })
        .Add(Temperature("Tabled", (0x07, 13), 100) with { Linearization = 0x70, FactorTable = [new SimFactors(M: 2), new SimFactors(From: 80, M: 3, B: -80), new SimFactors(From: 200, M: 5, B: -480)] })
        .Add(Temperature("No analog", (0x07, 14), 20) with { Units = 0xC0 })
        .Add(Temperature("No states", (0x07, 15), 20, 60, 70) with { OmitsStates = true })
        .Add(Temperature("LUN 3", (0x07, 16), 33, 60, 70) with { Lun = 3 })
        .Add(Temperature("Not scanned", (0x07, 17), 20, 60) with { ScanningDisabled = true })
        .Add(Temperature("Unavailable", (0x07, 18), 20, 60) with { Unavailable = true })
        .Each(s_codes.Length, i => Temperature($"Code {s_codes[i - 1]:X2}h", (0x07, (byte)(20 + i)), 20, 60) with { CompletionCode = s_codes[i - 1] })
        .Add(Temperature("Too hot", (0x07, 40), 99, 60, 80, 100))
        .Add(Temperature("Too cold", (0x07, 41), -20, 60, 80, 100, lowWarning: 5, lowCritical: -10))
        .Add(Discrete("Generic 02", 0x07, (0x07, 42), 0x0007, 0x0002, readingType: 0x02))
        .Add(Discrete("Generic 06", 0x07, (0x07, 43), 0x0003, 0x0002, readingType: 0x06))
        .Add(Discrete("Generic 09", 0x07, (0x07, 44), 0x0003, 0x0002, readingType: 0x09))
        .Add(Discrete("Generic 0C", 0x07, (0x07, 45), 0x000F, 0x0002, readingType: 0x0C))
        .Add(Discrete("OEM", 0xC7, (0x07, 46), 0x7FFF, 0x4001, readingType: 0x7F))
        .Add(Discrete("All bits", 0x07, (0x07, 47), 0x07FF, 0x07FF))
        .Add(Discrete("Bay ", 0x0D, (0x04, 1), 0x01FF, 0x0001) with { ShareCount = 3, ShareByLetters = true, ShareOffset = 25, ShareEntities = true })
        .Add(Discrete("Lamp ", 0x0D, (0x04, 9), 0x01FF, 0x0002) with { ShareCount = 2, ShareOffset = 9 })
        .Sensors;

    private static byte[] s_codes => [0xC9, 0xCB, 0xCC, 0xCD, 0xCE, 0xD3, 0xD5, 0xFF];

    private static SimSensor Curve(string name, byte linearization)
    {
        // The exponentials leave the range of sense with larger factors.
        var factors = linearization is >= 4 and <= 6 ? new SimFactors(M: 2, B: 5, ResultExponent: -2) : new SimFactors(M: 5, B: 3, BExponent: 1, ResultExponent: -1);
        return Temperature(name, (0x07, (byte)(60 + linearization)), 100, 110, 120) with { Units = 0, Linearization = linearization, FactorTable = [factors], Drift = 0 };
    }
}
