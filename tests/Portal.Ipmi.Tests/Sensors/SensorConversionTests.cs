using FsCheck.Xunit;
using Portal.Ipmi.Sensors;

namespace Portal.Ipmi.Tests.Sensors;

public sealed class SensorConversionTests
{
    /// <summary>
    /// Values as FreeIPMI 1.6 (ipmi-sensors) and ipmitool 1.8.19 print them for the same factors, to the two digits they print.
    /// Where they print nonsense, as FreeIPMI does for cube roots, the other one's value stands.
    /// </summary>
    [Theory]
    [InlineData(5, 3, 1, -1, Linearization.Linear, AnalogFormat.Unsigned, 100, 53.00)]
    [InlineData(5, 3, 1, -1, Linearization.Ln, AnalogFormat.Unsigned, 100, 3.97)]
    [InlineData(5, 3, 1, -1, Linearization.Log10, AnalogFormat.Unsigned, 100, 1.72)]
    [InlineData(5, 3, 1, -1, Linearization.Log2, AnalogFormat.Unsigned, 100, 5.73)]
    [InlineData(2, 5, 0, -2, Linearization.Exp, AnalogFormat.Unsigned, 100, 7.77)]
    [InlineData(2, 5, 0, -2, Linearization.Exp10, AnalogFormat.Unsigned, 100, 112.20)]
    [InlineData(2, 5, 0, -2, Linearization.Exp2, AnalogFormat.Unsigned, 100, 4.14)]
    [InlineData(5, 3, 1, -1, Linearization.Reciprocal, AnalogFormat.Unsigned, 100, 0.02)]
    [InlineData(5, 3, 1, -1, Linearization.Square, AnalogFormat.Unsigned, 100, 2809.00)]
    [InlineData(5, 3, 1, -1, Linearization.Cube, AnalogFormat.Unsigned, 100, 148877.00)]
    [InlineData(5, 3, 1, -1, Linearization.SquareRoot, AnalogFormat.Unsigned, 100, 7.28)]
    [InlineData(5, 3, 1, -1, Linearization.CubeRoot, AnalogFormat.Unsigned, 100, 3.76)]
    [InlineData(1, 0, 0, 0, Linearization.Linear, AnalogFormat.OnesComplement, 0xEB, -20.00)]
    [InlineData(1, 0, 0, 0, Linearization.Linear, AnalogFormat.OnesComplement, 0xFF, 0.00)]
    [InlineData(1, 0, 0, 0, Linearization.Linear, AnalogFormat.TwosComplement, 0xEB, -21.00)]
    [InlineData(-3, 511, 2, -2, Linearization.Linear, AnalogFormat.TwosComplement, 20, 510.40)]
    [InlineData(511, -512, -3, 1, Linearization.Linear, AnalogFormat.TwosComplement, 20, 102194.88)]
    [InlineData(63, 0, 0, -3, Linearization.Linear, AnalogFormat.Unsigned, 190, 11.97)]
    [InlineData(1, -50, 0, 0, Linearization.Linear, AnalogFormat.Unsigned, 75, 25.00)]
    public void Convert_FactorsOfEveryKind_IsWhatOthersPrint(int m, int b, int k1, int k2, Linearization linearization, AnalogFormat format, int raw, double expected)
    {
        var value = new SensorConversion(new ConversionFactors(m, b, k1, k2), linearization, format).Convert((byte)raw);

        Assert.NotNull(value);
        Assert.Equal(expected, Math.Round(value.Value, 2));
    }

    [Theory]
    [InlineData(63, -3, 190, 11.97)]
    [InlineData(7, -2, 3, 0.21)]
    [InlineData(392, -3, 41, 16.072)]
    [InlineData(1, -1, 3, 0.3)]
    public void Convert_DecimalFactors_LeavesNoNoiseInTheLastDigits(int m, int k2, int raw, double exact) =>
        Assert.Equal(exact, new SensorConversion(new ConversionFactors(m, 0, 0, k2), Linearization.Linear, AnalogFormat.Unsigned).Convert((byte)raw));

    [Theory]
    [InlineData(Linearization.Ln, 0)]
    [InlineData(Linearization.Log10, 0)]
    [InlineData(Linearization.Log2, 0)]
    [InlineData(Linearization.Reciprocal, 0)]
    [InlineData(Linearization.SquareRoot, 0xFF)]
    [InlineData((Linearization)0x20, 5)]
    public void Convert_WhereThereIsNoSuchNumber_IsNull(Linearization linearization, int raw) =>
        Assert.Null(new SensorConversion(new ConversionFactors(1, 0, 0, 0), linearization, AnalogFormat.TwosComplement).Convert((byte)raw));

    [Fact]
    public void Convert_NoAnalogFormat_IsNull() =>
        Assert.Null(new SensorConversion(new ConversionFactors(1, 0, 0, 0), Linearization.Linear, AnalogFormat.None).Convert(1));

    [Fact]
    public void Differences_HaveNoOffset()
    {
        // §36.4: tolerance of 3 half counts, resolution M·10^K2, hysteresis of 2 counts; B shifts none of them.
        var conversion = new SensorConversion(new ConversionFactors(-26, 120, 1, -3, Tolerance: 3, Accuracy: 250, AccuracyExponent: 1), Linearization.Linear, AnalogFormat.Unsigned);

        Assert.Equal(0.039, conversion.Tolerance);
        Assert.Equal(0.026, conversion.Resolution);
        Assert.Equal(0.052, conversion.ConvertDifference(2));
        Assert.Equal(25, conversion.Factors.AccuracyPercent);
        Assert.Null((conversion with { Linearization = Linearization.Square }).Resolution);
        Assert.Equal(3, new SensorConversion(new ConversionFactors(1, 0, 0, 0), Linearization.Square, AnalogFormat.Unsigned).ResolutionAt(1));
        Assert.Null(new SensorConversion(new ConversionFactors(1, 0, 0, 0), Linearization.Square, AnalogFormat.Unsigned).ResolutionAt(255));
    }

    [Theory]
    [InlineData(12.0, true, 190)]
    [InlineData(12.01, true, 191)]
    [InlineData(0, true, 0)]
    [InlineData(16.09, true, 255)]
    [InlineData(16.2, false, 0)]
    [InlineData(-0.04, false, 0)]
    [InlineData(double.NaN, false, 0)]
    public void TryConvertBack_ValueInVolts_IsTheClosestCount(double volts, bool works, int raw)
    {
        var conversion = new SensorConversion(new ConversionFactors(63, 0, 0, -3), Linearization.Linear, AnalogFormat.Unsigned);

        Assert.Equal(works, conversion.TryConvertBack(volts, out var found));
        if (works)
            Assert.Equal(raw, found);
    }

    [Property(MaxTest = 1000)]
    public void TryConvertBack_OfEveryValueThereIs_ComesBackToIt(short m, short b, sbyte k1, sbyte k2, byte linearization, byte format, byte raw)
    {
        var factors = new ConversionFactors(Wrap(m, 1024), Wrap(b, 1024), Wrap(k1, 16), Wrap(k2, 16));
        var conversion = new SensorConversion(factors, (Linearization)(linearization % 12), (AnalogFormat)(format % 3));
        if (conversion.Convert(raw) is not { } value)
            return;

        Assert.True(double.IsFinite(value));
        Assert.True(conversion.TryConvertBack(value, out var back));
        Assert.Equal(value, conversion.Convert(back));
    }

    [Property(MaxTest = 300)]
    public void TryConvertBack_AnyNumber_IsNeverFurtherOffThanTheNextCount(short m, short b, sbyte k1, sbyte k2, double value)
    {
        var conversion = new SensorConversion(new ConversionFactors(Wrap(m, 1024), Wrap(b, 1024), Wrap(k1, 16), Wrap(k2, 16)), Linearization.Linear, AnalogFormat.TwosComplement);
        if (!conversion.TryConvertBack(value, out var raw))
            return;
        var distance = Math.Abs(conversion.Convert(raw)!.Value - value);
        for (var other = 0; other < 256; other++)
            Assert.True(distance <= Math.Abs(conversion.Convert((byte)other)!.Value - value));
    }

    [Theory]
    [InlineData(0x00, 1, 0, "degrees C", "°C")]
    [InlineData(0x01, 0, 0, "%", "%")]
    [InlineData(0x01, 6, 0, "% Watts", "% W")]
    [InlineData(0x02, 7, 22, "Joules/second", "J/s")]
    [InlineData(0x04, 16, 34, "Newton * m", "N * m")]
    [InlineData(0x20, 78, 0, "hit per minute", "hit per minute")]
    [InlineData(0x08, 0, 0, "per microsecond", "per microsecond")]
    [InlineData(0x00, 0, 0, "", "")]
    [InlineData(0x00, 92, 0, "grams", "g")]
    [InlineData(0x00, 200, 0, "unit 200", "unit 200")]
    public void Unit_OfEveryKind_IsInWords(int units1, int baseUnit, int modifier, string text, string symbol)
    {
        var unit = SensorUnit.Of((byte)units1, (byte)baseUnit, (byte)modifier);

        Assert.Equal((text, symbol), (unit.Text, unit.Symbol));
    }

    private static int Wrap(int value, int range)
    {
        var wrapped = ((value % range) + range) % range;
        return wrapped < range / 2 ? wrapped : wrapped - range;
    }
}
