namespace Portal.Web.Api;

/// <summary>Fields of a table for spreadsheets (RFC 4180), which take some texts for formulas and run them.</summary>
internal static class Csv
{
    /// <summary>Quoted; what would be a formula is text, in the wide forms that spreadsheets of East Asia take as well.</summary>
    public static string Field(string text)
    {
        if (text is ['=' or '+' or '-' or '@' or '\t' or '\r' or '\n' or '\0' or '\uFF1D' or '\uFF0B' or '\uFF0D' or '\uFF20' or '\u2212' or '|' or '%', ..])
            text = "'" + text;
        return $"\"{text.Replace("\0", "", StringComparison.Ordinal).Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}
