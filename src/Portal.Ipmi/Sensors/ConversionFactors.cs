using Portal.Ipmi.Wire;

namespace Portal.Ipmi.Sensors;

/// <summary>The constants of the reading conversion, IPMI 2.0 §36.3: y = L[(M·x + B·10^K1)·10^K2].</summary>
/// <param name="M">Multiplier, 10 bits signed.</param>
/// <param name="B">Offset, 10 bits signed.</param>
/// <param name="BExponent">K1, 4 bits signed.</param>
/// <param name="ResultExponent">K2, 4 bits signed.</param>
/// <param name="Tolerance">Tolerance in half raw counts, 6 bits.</param>
/// <param name="Accuracy">Accuracy in hundredths of a percent, 10 bits.</param>
/// <param name="AccuracyExponent">Exponent of the accuracy, 2 bits unsigned.</param>
public readonly record struct ConversionFactors(int M, int B, int BExponent, int ResultExponent, int Tolerance = 0, int Accuracy = 0, int AccuracyExponent = 0)
{
    /// <summary>Accuracy in percent of the reading.</summary>
    public double AccuracyPercent => Accuracy * Power(AccuracyExponent) / 100;

    /// <summary>(M·x + B·10^K1)·10^K2, rounded once: integers are kept as long as they go.</summary>
    internal double Apply(int x)
    {
        var (sum, exponent) = BExponent >= 0
            ? ((M * (long)x) + (B * (long)Power(BExponent)), ResultExponent)
            : ((M * (long)x * (long)Power(-BExponent)) + B, ResultExponent + BExponent);
        return exponent >= 0 ? sum * Power(exponent) : sum / Power(-exponent);
    }

    /// <summary>M·x·10^K2, for differences: hysteresis, tolerance, resolution.</summary>
    internal double ApplyWithoutOffset(double x) => ResultExponent >= 0 ? M * x * Power(ResultExponent) : M * x / Power(-ResultExponent);

    internal static ConversionFactors Read(ref IpmiReader reader, out SensorDirection direction)
    {
        /*  1 M 7:0
            2 [7:6] M 9:8, [5:0] tolerance
            3 B 7:0
            4 [7:6] B 9:8, [5:0] accuracy 5:0
            5 [7:4] accuracy 9:6, [3:2] accuracy exponent, [1:0] direction
            6 [7:4] result exponent, [3:0] B exponent  */
        var m = reader.ReadByte();
        var mAndTolerance = reader.ReadByte();
        var b = reader.ReadByte();
        var bAndAccuracy = reader.ReadByte();
        var accuracy = reader.ReadByte();
        var exponents = reader.ReadByte();
        direction = (SensorDirection)(accuracy & 0x03);
        return new ConversionFactors(
            Signed10(m | ((mAndTolerance & 0xC0) << 2)),
            Signed10(b | ((bAndAccuracy & 0xC0) << 2)),
            Signed4(exponents & 0x0F),
            Signed4(exponents >> 4),
            mAndTolerance & 0x3F,
            (bAndAccuracy & 0x3F) | ((accuracy & 0xF0) << 2),
            (accuracy >> 2) & 0x03);
    }

    private static int Signed10(int value) => value < 0x200 ? value : value - 0x400;

    private static int Signed4(int value) => value < 0x08 ? value : value - 0x10;

    private static double Power(int exponent)
    {
        // Exact up to 10^22; the largest here is 10^16.
        var power = 1.0;
        for (; exponent > 0; exponent--)
            power *= 10;
        return power;
    }
}
