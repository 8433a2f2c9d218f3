namespace Portal.Ipmi.Bridging;

/// <summary>Send Message, IPMI 2.0 §22.7: what a bridge refuses is about the way to a controller, not about the command.</summary>
internal static class SendMessage
{
    /// <summary>Its code.</summary>
    public static CommandCode Code { get; } = new(NetFn.App, 0x34);

    /// <summary>The bridge did not get the request to the controller.</summary>
    public static IpmiCommandException Refusal(CompletionCode code) => new(Code, code, meaning: Describe(code));

    private static string? Describe(CompletionCode code) => code switch
    {
        (CompletionCode)0x80 => "the bridge knows no such session",
        (CompletionCode)0x81 => "the bus was lost to another controller",
        (CompletionCode)0x82 => "bus error on the way to the controller",
        (CompletionCode)0x83 => "no controller at that address",
        CompletionCode.ParameterOutOfRange or CompletionCode.InvalidDataField => "the BMC bridges to no such channel or address",
        _ => null,
    };
}
