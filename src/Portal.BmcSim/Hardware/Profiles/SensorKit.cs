namespace Portal.BmcSim.Hardware.Profiles;

/// <summary>Puts sensors together in a line each: values are given in units and become raw counts here. Sensors are numbered as they come.</summary>
internal sealed class SensorKit(byte firstNumber = 0x01)
{
    private const byte Celsius = 1;
    private const byte Volts = 4;
    private const byte Amps = 5;
    private const byte WattsUnit = 6;
    private const byte RevolutionsPerMinute = 18;
    private const byte TwosComplement = 0x80;
    private const byte NoAnalog = 0xC0;
    private const byte Percentage = 0x01;

    private readonly List<SimSensor> _sensors = [];
    private byte _next = firstNumber;

    public IReadOnlyList<SimSensor> Sensors => _sensors;

    /// <summary>The next number is this one.</summary>
    public SensorKit From(byte number)
    {
        _next = number;
        return this;
    }

    /// <summary>Adds a sensor as it is, but for its number.</summary>
    public SensorKit Add(SimSensor sensor)
    {
        _sensors.Add(sensor with { Number = _next });
        _next += sensor.ShareCount;
        return this;
    }

    /// <summary>Adds sensors that are alike: <paramref name="make"/> gets 1, 2 and so on.</summary>
    public SensorKit Each(int count, Func<int, SimSensor> make)
    {
        for (var i = 1; i <= count; i++)
            Add(make(i));
        return this;
    }

    /// <summary>A temperature in degrees C with upper thresholds; a server reports -128 to 127.</summary>
    public static SimSensor Temperature(string name, (byte, byte) entity, int value, int? warning = null, int? critical = null, int? fatal = null, int? lowWarning = null, int? lowCritical = null) =>
        Analog(name, 0x01, entity, Celsius, value, new SimFactors(), TwosComplement, lowWarning, lowCritical, null, warning, critical, fatal) with { Drift = 1, Hysteresis = (2, 2) };

    /// <summary>A fan that counts in steps of <paramref name="step"/> revolutions per minute.</summary>
    public static SimSensor Fan(string name, byte instance, int rpm, int step, int? warning = null, int? critical = null, int? fatal = null) =>
        Analog(name, 0x04, (0x1D, instance), RevolutionsPerMinute, rpm, new SimFactors(M: step), 0, warning, critical, fatal) with { Drift = 1, Hysteresis = (1, 1), NeedsHostPower = true };

    /// <summary>A voltage in steps of <paramref name="step"/> millivolts, with limits <paramref name="percent"/> around it.</summary>
    public static SimSensor Voltage(string name, (byte, byte) entity, double value, int step, int offset = 0, double percent = 10) =>
        Analog(
            name, 0x02, entity, Volts, value, new SimFactors(M: step, B: offset, ResultExponent: -3), 0,
            value * (1 - (percent / 200)), value * (1 - (percent / 100)), null, value * (1 + (percent / 200)), value * (1 + (percent / 100))) with
        { Hysteresis = (1, 1) };

    /// <summary>The mains in steps of 2 V, without limits.</summary>
    public static SimSensor Mains(string name, (byte, byte) entity, double value) =>
        Analog(name, 0x02, entity, Volts, value, new SimFactors(M: 2), 0) with { Direction = 1 };

    /// <summary>A current in steps of 0.1 A.</summary>
    public static SimSensor Current(string name, (byte, byte) entity, double value) =>
        Analog(name, 0x03, entity, Amps, value, new SimFactors(M: 1, ResultExponent: -1), 0) with { Direction = 1 };

    /// <summary>A power in steps of <paramref name="step"/> W.</summary>
    public static SimSensor Power(string name, (byte, byte) entity, double value, int step, int? warning = null, int? critical = null) =>
        Analog(name, 0x0B, entity, WattsUnit, value, new SimFactors(M: step), 0, upperNonCritical: warning, upperCritical: critical) with { Drift = 1 };

    /// <summary>A share in percent.</summary>
    public static SimSensor Percent(string name, byte type, (byte, byte) entity, double value, int? critical = null) =>
        Analog(name, type, entity, 0, value, new SimFactors(), Percentage, upperCritical: critical);

    /// <summary>A discrete sensor with the states of its sensor type.</summary>
    public static SimSensor Discrete(string name, byte type, (byte Id, byte Instance) entity, ushort possible, ushort states, byte readingType = SimSensor.SensorSpecific, SimRecordKind kind = SimRecordKind.Compact) => new()
    {
        Name = name,
        Kind = kind,
        Type = type,
        ReadingType = readingType,
        Entity = entity,
        Units = NoAnalog,
        PossibleStates = possible,
        States = states,
    };

    private static SimSensor Analog(
        string name, byte type, (byte, byte) entity, byte unit, double value, SimFactors factors, byte units,
        double? lowerNonCritical = null, double? lowerCritical = null, double? lowerNonRecoverable = null,
        double? upperNonCritical = null, double? upperCritical = null, double? upperNonRecoverable = null) => new()
        {
            Name = name,
            Type = type,
            Entity = entity,
            BaseUnit = unit,
            Units = units,
            FactorTable = [factors],
            Reading = Raw(factors, value),
            Normal = (Raw(factors, value), Raw(factors, upperNonCritical ?? value), Raw(factors, lowerNonCritical ?? value)),
            Thresholds = new SimThresholds(
                Raw(factors, lowerNonCritical), Raw(factors, lowerCritical), Raw(factors, lowerNonRecoverable),
                Raw(factors, upperNonCritical), Raw(factors, upperCritical), Raw(factors, upperNonRecoverable)),
        };

    private static byte? Raw(SimFactors factors, double? value) => value is { } given ? Raw(factors, given) : null;

    private static byte Raw(SimFactors factors, double value)
    {
        var counts = Math.Round(((value / Math.Pow(10, factors.ResultExponent)) - (factors.B * Math.Pow(10, factors.BExponent))) / factors.M);
        return counts is >= -128 and <= 255 ? (byte)(int)counts : throw new ArgumentOutOfRangeException(nameof(value), value, "Does not fit into a byte of counts.");
    }
}
