namespace Portal.Ipmi.Commands.Storage;

/// <summary>Completion codes that the SEL commands have in common.</summary>
internal static class SelCompletion
{
    public const CompletionCode EraseInProgress = (CompletionCode)0x81;

    public static string? Describe(CompletionCode code) => code == EraseInProgress ? "SEL erase in progress" : null;
}
