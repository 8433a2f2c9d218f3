namespace Portal.Web.Identity;

/// <summary>What people call themselves.</summary>
internal static class AccountNames
{
    public const int Most = 64;

    /// <summary>Without what cannot be seen; null when nothing is left.</summary>
    public static string? Clean(string? name)
    {
        var text = string.Concat((name ?? "").Where(character => !char.IsControl(character) && char.GetUnicodeCategory(character) != System.Globalization.UnicodeCategory.Format)).Trim();
        return text.Length == 0 ? null : text.Length > Most ? text[..Most].TrimEnd() : text;
    }
}
