using System.Text;

namespace Portal.Ipmi.Sensors;

/// <summary>The unit of a sensor's values, IPMI 2.0 §43.1 and §43.17.</summary>
/// <param name="Base">Base unit, table 43-15.</param>
/// <param name="Modifier">Modifier unit, table 43-15.</param>
/// <param name="ModifierUse">How the modifier goes with the base.</param>
/// <param name="Rate">What it is counted per.</param>
/// <param name="IsPercentage">The value is a percentage.</param>
public readonly record struct SensorUnit(byte Base, byte Modifier = 0, ModifierUse ModifierUse = ModifierUse.None, RateUnit Rate = RateUnit.None, bool IsPercentage = false)
{
    /// <summary>Nothing is said about a unit.</summary>
    public bool IsUnspecified => Base == 0 && Modifier == 0 && ModifierUse == ModifierUse.None && !IsPercentage;

    /// <summary>The unit as it stands behind a value: <c>degrees C</c>, <c>RPM</c>, <c>%</c>, <c>Joules/second</c>, <c>hits per minute</c>; empty when unspecified.</summary>
    public string Text => Compose(SensorUnitTable.Name);

    /// <summary>The same in short: <c>°C</c>, <c>V</c>, <c>W</c>, <c>rpm</c>, <c>%</c>.</summary>
    public string Symbol => Compose(SensorUnitTable.Symbol);

    /// <inheritdoc />
    public override string ToString() => Text;

    private string Compose(Func<byte, string> word)
    {
        // The common case needs no builder: one unit, nothing around it.
        if (!IsPercentage && ModifierUse == ModifierUse.None && Rate == RateUnit.None)
            return word(Base);
        var text = new StringBuilder();
        if (IsPercentage)
            text.Append('%');
        if (Base != 0 || ModifierUse is ModifierUse.Divide or ModifierUse.Multiply)
        {
            if (IsPercentage)
                text.Append(' ');
            text.Append(word(Base));
        }

        if (ModifierUse == ModifierUse.Divide)
            text.Append('/').Append(word(Modifier));
        else if (ModifierUse == ModifierUse.Multiply)
            text.Append(" * ").Append(word(Modifier));
        if (SensorUnitTable.Rate(Rate) is { } rate)
            text.Append(text.Length > 0 ? " " : "").Append(rate);
        return text.ToString();
    }

    internal static SensorUnit Of(byte units1, byte units2, byte units3) =>
        new(units2, units3, (ModifierUse)((units1 >> 1) & 0x03), (RateUnit)((units1 >> 3) & 0x07), (units1 & 0x01) != 0);
}
