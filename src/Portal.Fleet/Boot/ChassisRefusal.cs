using Portal.Fleet.Access;
using Portal.Ipmi;

namespace Portal.Fleet.Boot;

/// <summary>What a BMC means when it refuses something about its chassis: vendors say "I do not know this" in many ways.</summary>
internal static class ChassisRefusal
{
    private const CompletionCode ParameterNotSupported = (CompletionCode)0x80;
    private const CompletionCode BeingChanged = (CompletionCode)0x81;
    private const CompletionCode ReadOnly = (CompletionCode)0x82;

    public static TellState StateOf(CompletionCode code) => code switch
    {
        CompletionCode.InsufficientPrivilege => TellState.NotAllowed,
        ParameterNotSupported or CompletionCode.InvalidCommand or CompletionCode.InvalidForLun or CompletionCode.RequestLengthInvalid or CompletionCode.RequestTooLong
            or CompletionCode.ParameterOutOfRange or CompletionCode.InvalidDataField or CompletionCode.SubFunctionDisabled => TellState.NotSupported,
        _ => TellState.Refused,
    };

    /// <summary>The refusal as what happened and what to do next; null where only the engine's words tell it.</summary>
    public static BmcActionException? Of(IpmiCommandException e) => e.CompletionCode switch
    {
        BeingChanged => new BmcActionException("boot_options_busy", "Another party is changing the boot options of this BMC just now. Nothing was changed: try again in a moment."),
        ReadOnly => new BmcActionException("not_supported", $"The BMC lets this be read only. Nothing was changed. {e.Message}"),
        _ => StateOf(e.CompletionCode) switch
        {
            TellState.NotAllowed => new BmcActionException(
                "bmc_account_too_weak", $"The portal's account on the BMC may not do this. Nothing was changed: raise the account's privilege on the LAN channel. {e.Message}"),
            TellState.NotSupported => new BmcActionException("not_supported", $"This BMC does not support it. Nothing was changed. {e.Message}"),
            _ => null,
        },
    };
}
