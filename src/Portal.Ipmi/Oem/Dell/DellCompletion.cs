namespace Portal.Ipmi.Oem.Dell;

/// <summary>Dell's own completion codes.</summary>
internal static class DellCompletion
{
    public static string? Describe(CompletionCode code) => code == (CompletionCode)0x6F ? "a licence is missing or expired" : null;
}
