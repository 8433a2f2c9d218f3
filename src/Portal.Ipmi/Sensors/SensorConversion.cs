namespace Portal.Ipmi.Sensors;

/// <summary>How a sensor's raw readings become values in its unit, and back, IPMI 2.0 §36.</summary>
/// <param name="Factors">Factors; of a non-linear sensor those of one reading.</param>
/// <param name="Linearization">Function applied last. Non-linear sensors have none: their factors come with each reading.</param>
/// <param name="Format">How the raw byte is a number.</param>
public readonly record struct SensorConversion(ConversionFactors Factors, Linearization Linearization, AnalogFormat Format)
{
    private const double HalfAndRounding = 0.500001;
    private const double RoundingError = 1e-12;

    /// <summary>The factors depend on the reading and are asked for with Get Sensor Reading Factors.</summary>
    public bool IsNonLinear => (byte)Linearization >= (byte)Linearization.NonLinear;

    /// <summary>The raw byte as a number: unsigned, or signed in either complement.</summary>
    public int Number(byte raw) => Format switch
    {
        AnalogFormat.OnesComplement when raw >= 0x80 => raw - 0xFF,
        AnalogFormat.TwosComplement => (sbyte)raw,
        _ => raw,
    };

    /// <summary>The value of a raw reading or threshold; null when there is no such number (no analog format, logarithm of zero, 1/0).</summary>
    public double? Convert(byte raw) =>
        Format == AnalogFormat.None || Linearize(Factors.Apply(Number(raw))) is not { } value || !double.IsFinite(value) ? null : value;

    /// <summary>
    /// A number of counts as a difference in units, IPMI 2.0 §36.4.1: hysteresis and tolerance have no offset. Only linear sensors have the same
    /// difference everywhere; of the others this is null.
    /// </summary>
    public double? ConvertDifference(double counts) => Format != AnalogFormat.None && Linearization == Linearization.Linear ? Math.Abs(Factors.ApplyWithoutOffset(counts)) : null;

    /// <summary>Tolerance in units, plus and minus, §36.4.1; null when it depends on the reading.</summary>
    public double? Tolerance => ConvertDifference(Factors.Tolerance / 2.0);

    /// <summary>Distance between neighbouring readings in units, §36.4.2; null when it depends on the reading.</summary>
    public double? Resolution => ConvertDifference(1);

    /// <summary>Distance from a reading to the next one up in units, §36.4.2.1; null at the end of the range.</summary>
    public double? ResolutionAt(byte raw)
    {
        var number = Number(raw);
        return TryFromNumber(number + 1, out var above) && Convert(above) is { } high && Convert(raw) is { } low ? Math.Abs(high - low) : null;
    }

    /// <summary>
    /// The raw reading closest to a value, to set a threshold with. False when the value lies further outside of what the sensor can express
    /// than half its resolution there.
    /// </summary>
    public bool TryConvertBack(double value, out byte raw)
    {
        raw = 0;
        if (!double.IsFinite(value))
            return false;

        // All 256 are tried: that is right for every function, rising, falling or neither, and done once per threshold that a person sets.
        var (lowest, highest) = Range;
        var best = double.PositiveInfinity;
        for (var number = lowest; number <= highest; number++)
        {
            TryFromNumber(number, out var candidate);
            if (Convert(candidate) is not { } converted || Math.Abs(converted - value) >= best)
                continue;
            best = Math.Abs(converted - value);
            raw = candidate;
        }

        if (double.IsInfinity(best))
            return false;
        var up = ResolutionAt(raw) ?? 0;
        var down = TryFromNumber(Number(raw) - 1, out var below) ? ResolutionAt(below) ?? 0 : 0;
        return best <= Math.Max(Math.Max(up, down) * HalfAndRounding, Math.Abs(value) * RoundingError);
    }

    private (int Lowest, int Highest) Range => Format switch
    {
        AnalogFormat.OnesComplement => (-127, 127),
        AnalogFormat.TwosComplement => (-128, 127),
        AnalogFormat.Unsigned => (0, 255),
        _ => (0, -1),
    };

    private bool TryFromNumber(int number, out byte raw)
    {
        var (lowest, highest) = Range;
        raw = Format == AnalogFormat.OnesComplement && number < 0 ? (byte)(number + 0xFF) : (byte)number;
        return number >= lowest && number <= highest;
    }

    private double? Linearize(double x) => Linearization switch
    {
        Linearization.Linear => x,
        Linearization.Ln => Math.Log(x),
        Linearization.Log10 => Math.Log10(x),
        Linearization.Log2 => Math.Log2(x),
        Linearization.Exp => Math.Exp(x),
        Linearization.Exp10 => Math.Pow(10, x),
        Linearization.Exp2 => Math.Pow(2, x),
        Linearization.Reciprocal => 1 / x,
        Linearization.Square => x * x,
        Linearization.Cube => x * x * x,
        Linearization.SquareRoot => Math.Sqrt(x),
        Linearization.CubeRoot => Math.Cbrt(x),
        _ when IsNonLinear => x,

        // 0Ch to 6Fh are reserved: whatever they mean, it is not a value.
        _ => null,
    };
}
