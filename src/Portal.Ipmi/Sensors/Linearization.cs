namespace Portal.Ipmi.Sensors;

/// <summary>The function L of the reading conversion, IPMI 2.0 §36.3 and §43.1.</summary>
public enum Linearization : byte
{
    /// <summary>y = x.</summary>
    Linear = 0x00,

    /// <summary>Natural logarithm.</summary>
    Ln = 0x01,

    /// <summary>Logarithm to base 10.</summary>
    Log10 = 0x02,

    /// <summary>Logarithm to base 2.</summary>
    Log2 = 0x03,

    /// <summary>e to the power.</summary>
    Exp = 0x04,

    /// <summary>10 to the power.</summary>
    Exp10 = 0x05,

    /// <summary>2 to the power.</summary>
    Exp2 = 0x06,

    /// <summary>1/x.</summary>
    Reciprocal = 0x07,

    /// <summary>Square.</summary>
    Square = 0x08,

    /// <summary>Cube.</summary>
    Cube = 0x09,

    /// <summary>Square root.</summary>
    SquareRoot = 0x0A,

    /// <summary>Cube root.</summary>
    CubeRoot = 0x0B,

    /// <summary>Non-linear: each reading has factors of its own (Get Sensor Reading Factors). 71h to 7Fh are the same, defined by manufacturers.</summary>
    NonLinear = 0x70,
}
