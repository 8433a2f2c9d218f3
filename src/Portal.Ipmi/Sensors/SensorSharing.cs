using System.Globalization;

namespace Portal.Ipmi.Sensors;

/// <summary>How several sensors share one record, IPMI 2.0 §43.2, bytes 24 and 25.</summary>
/// <param name="Count">Sensors that share the record, numbered one after the other; 1 when it is one sensor's own.</param>
/// <param name="Modifier">What is added to the name.</param>
/// <param name="Offset">Number or letter of the first.</param>
/// <param name="EntityIncrements">Each has the next entity instance, else all have the same.</param>
public readonly record struct SensorSharing(int Count, NameModifier Modifier, int Offset, bool EntityIncrements)
{
    /// <summary>One sensor's own record.</summary>
    public static SensorSharing None => new(1, NameModifier.Numeric, 0, false);

    /// <summary>Name of one of the sensors: <c>Temp 5</c>, <c>Temp AB</c>; the record's own name when it does not share.</summary>
    public string NameOf(string name, int index)
    {
        if (Count <= 1)
            return name;
        return name + (Modifier == NameModifier.Alphabetic ? Letters(Offset + index) : (Offset + index).ToString(CultureInfo.InvariantCulture));
    }

    internal static SensorSharing Of(byte first, byte second)
    {
        /*  1 [7:6] direction, [5:4] 0 numeric, 1 alpha, [3:0] share count
            2 [7] entity instance increments, [6:0] offset  */
        // A count of 0 is what those write who do not share.
        return new SensorSharing(Math.Max(1, first & 0x0F), (NameModifier)((first >> 4) & 0x03), second & 0x7F, (second & 0x80) != 0);
    }

    // A to Z, then AA to AZ and so on.
    private static string Letters(int value)
    {
        var low = (char)('A' + (value % 26));
        return value < 26 ? low.ToString() : $"{(char)('A' + (value / 26) - 1)}{low}";
    }
}
