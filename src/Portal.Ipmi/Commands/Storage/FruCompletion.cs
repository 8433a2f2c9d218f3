namespace Portal.Ipmi.Commands.Storage;

/// <summary>Command-specific completion codes of the FRU commands, IPMI 2.0 §34.2 and §34.3.</summary>
internal static class FruCompletion
{
    public const CompletionCode WriteProtected = (CompletionCode)0x80;
    public const CompletionCode DeviceBusy = (CompletionCode)0x81;

    public static string? Describe(CompletionCode code) => code switch
    {
        WriteProtected => "write-protected offset",
        DeviceBusy => "FRU device busy",
        _ => null,
    };
}
