using Portal.Ipmi.Sensors;

namespace Portal.Fleet.Sensors;

/// <summary>Names that a BMC made up, fit to be shown and stored; and what tells its sensors apart.</summary>
internal static class SensorText
{
    public const int MaxName = 64;

    /// <summary>Without control characters, and not longer than <see cref="MaxName"/>.</summary>
    public static string Clean(string text, int most = MaxName)
    {
        if (text.Length <= most && !text.Any(IsUnfit))
            return text;
        Span<char> clean = stackalloc char[Math.Min(text.Length, most)];
        for (var i = 0; i < clean.Length; i++)
            clean[i] = IsUnfit(text[i]) ? '\uFFFD' : text[i];
        return new string(clean);
    }

    /// <summary>Owner, channel, LUN and number: unique within a BMC and the same as long as its records are.</summary>
    public static string KeyOf(Sensor sensor) =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{sensor.Owner.Id:x2}.{sensor.Owner.Channel}.{(byte)sensor.Owner.Lun}.{sensor.Number:x2}");

    // Surrogates too: BMCs name nothing outside of the first plane, and a cut must not leave half of one.
    private static bool IsUnfit(char c) => char.IsControl(c) || char.IsSurrogate(c) || c is '\u2028' or '\u2029' or (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069');
}
