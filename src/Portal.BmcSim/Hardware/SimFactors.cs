namespace Portal.BmcSim.Hardware;

/// <summary>Conversion factors of IPMI 2.0 §36.3 from a raw reading on: one row of a non-linear sensor's table, or the only one of a linear sensor.</summary>
/// <param name="From">First reading it holds for.</param>
/// <param name="M">Multiplier, 10 bits signed.</param>
/// <param name="B">Offset, 10 bits signed.</param>
/// <param name="BExponent">Exponent of the offset, 4 bits signed.</param>
/// <param name="ResultExponent">Exponent of the result, 4 bits signed.</param>
public sealed record SimFactors(byte From = 0, int M = 1, int B = 0, int BExponent = 0, int ResultExponent = 0)
{
    /// <summary>Tolerance in half raw counts, 6 bits.</summary>
    public int Tolerance { get; init; }

    /// <summary>Accuracy in hundredths of a percent, 10 bits.</summary>
    public int Accuracy { get; init; }

    /// <summary>Exponent of the accuracy, 2 bits.</summary>
    public int AccuracyExponent { get; init; }

    /// <summary>The six bytes M to exponents, as in the full sensor record and in Get Sensor Reading Factors.</summary>
    internal byte[] Bytes() =>
    [
        (byte)M,
        (byte)(((M >> 2) & 0xC0) | (Tolerance & 0x3F)),
        (byte)B,
        (byte)(((B >> 2) & 0xC0) | (Accuracy & 0x3F)),
        (byte)(((Accuracy >> 2) & 0xF0) | ((AccuracyExponent & 0x03) << 2)),
        (byte)(((ResultExponent & 0x0F) << 4) | (BExponent & 0x0F)),
    ];
}
