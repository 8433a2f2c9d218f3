namespace Portal.Ipmi;

/// <summary>Completion codes in words.</summary>
public static class CompletionCodeText
{
    /// <summary>The code in words, as IPMI 2.0 §5.2 puts it; command-specific and OEM codes are named as such.</summary>
    public static string Describe(this CompletionCode code) => code switch
    {
        CompletionCode.Ok => "completed normally",
        CompletionCode.NodeBusy => "node busy",
        CompletionCode.InvalidCommand => "invalid command",
        CompletionCode.InvalidForLun => "command invalid for the given LUN",
        CompletionCode.Timeout => "timeout while processing the command",
        CompletionCode.OutOfSpace => "out of space",
        CompletionCode.ReservationCancelled => "reservation cancelled or invalid",
        CompletionCode.RequestTruncated => "request data truncated",
        CompletionCode.RequestLengthInvalid => "request data length invalid",
        CompletionCode.RequestTooLong => "request data field length limit exceeded",
        CompletionCode.ParameterOutOfRange => "parameter out of range",
        CompletionCode.CannotReturnRequestedBytes => "cannot return the number of requested bytes",
        CompletionCode.NotPresent => "requested sensor, data or record not present",
        CompletionCode.InvalidDataField => "invalid data field in the request",
        CompletionCode.IllegalForSensor => "command illegal for the sensor or record type",
        CompletionCode.NoResponse => "response could not be provided",
        CompletionCode.DuplicateRequest => "cannot execute a duplicated request",
        CompletionCode.RepositoryInUpdate => "SDR repository in update mode",
        CompletionCode.FirmwareUpdate => "device in firmware update mode",
        CompletionCode.Initialising => "BMC initialisation in progress",
        CompletionCode.DestinationUnavailable => "destination unavailable",
        CompletionCode.InsufficientPrivilege => "insufficient privilege level",
        CompletionCode.NotSupportedInState => "not supported in the present state",
        CompletionCode.SubFunctionDisabled => "sub-function disabled or unavailable",
        CompletionCode.Unspecified => "unspecified error",
        >= (CompletionCode)0x01 and <= (CompletionCode)0x7E => "OEM code",
        >= (CompletionCode)0x80 and <= (CompletionCode)0xBE => "command-specific code",
        _ => "reserved code",
    };
}
