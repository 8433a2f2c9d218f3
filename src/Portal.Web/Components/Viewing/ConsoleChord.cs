namespace Portal.Web.Components.Viewing;

/// <summary>The keys that open the portal's menu over a terminal, instead of reaching the server. As <c>chord.ts</c> knows them.</summary>
internal static class ConsoleChord
{
    public const string Usual = "space";

    private static readonly (string Value, string Keys)[] s_all = [(Usual, "Ctrl Shift Space"), ("enter", "Ctrl Shift Enter"), ("pause", "Pause")];

    public static IReadOnlyList<(string Value, string Keys)> All => s_all;

    /// <summary>A choice that is known; what a browser tells may be anything.</summary>
    public static string Known(string? value) => Array.Exists(s_all, chord => chord.Value == value) ? value! : Usual;

    /// <summary>What stands on the keys.</summary>
    public static string Keys(string value) => Array.Find(s_all, chord => chord.Value == value).Keys ?? s_all[0].Keys;
}
