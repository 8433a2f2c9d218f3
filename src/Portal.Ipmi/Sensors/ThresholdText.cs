namespace Portal.Ipmi.Sensors;

/// <summary>Thresholds in words.</summary>
public static class ThresholdText
{
    private static readonly string[] s_words =
        ["lower non-critical", "lower critical", "lower non-recoverable", "upper non-critical", "upper critical", "upper non-recoverable"];

    private static readonly string[] s_abbreviations = ["lnc", "lcr", "lnr", "unc", "ucr", "unr"];

    /// <summary>All six.</summary>
    public static IReadOnlyList<ThresholdKind> All { get; } = Enum.GetValues<ThresholdKind>();

    /// <summary>The set with this one in it.</summary>
    public static ThresholdMask ToMask(this ThresholdKind kind) => (ThresholdMask)(1 << (int)kind);

    /// <summary>In words: <c>upper critical</c>.</summary>
    public static string Describe(this ThresholdKind kind) => s_words[(int)kind];

    /// <summary>In three letters, as ipmitool has them: <c>ucr</c>.</summary>
    public static string Abbreviate(this ThresholdKind kind) => s_abbreviations[(int)kind];
}
