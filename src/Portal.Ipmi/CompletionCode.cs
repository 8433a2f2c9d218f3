namespace Portal.Ipmi;

/// <summary>Generic completion codes, IPMI 2.0 §5.2. Values 01h to 7Eh are OEM, 80h to BEh command specific.</summary>
public enum CompletionCode : byte
{
    /// <summary>Command completed normally.</summary>
    Ok = 0x00,

    /// <summary>Node busy; try again.</summary>
    NodeBusy = 0xC0,

    /// <summary>Invalid command.</summary>
    InvalidCommand = 0xC1,

    /// <summary>Command invalid for the given LUN.</summary>
    InvalidForLun = 0xC2,

    /// <summary>Timeout while processing the command.</summary>
    Timeout = 0xC3,

    /// <summary>Out of space.</summary>
    OutOfSpace = 0xC4,

    /// <summary>Reservation cancelled or invalid reservation id.</summary>
    ReservationCancelled = 0xC5,

    /// <summary>Request data truncated.</summary>
    RequestTruncated = 0xC6,

    /// <summary>Request data length invalid.</summary>
    RequestLengthInvalid = 0xC7,

    /// <summary>Request data field length limit exceeded.</summary>
    RequestTooLong = 0xC8,

    /// <summary>Parameter out of range.</summary>
    ParameterOutOfRange = 0xC9,

    /// <summary>Cannot return the number of requested bytes.</summary>
    CannotReturnRequestedBytes = 0xCA,

    /// <summary>Requested sensor, data or record not present.</summary>
    NotPresent = 0xCB,

    /// <summary>Invalid data field in the request.</summary>
    InvalidDataField = 0xCC,

    /// <summary>Command illegal for the specified sensor or record type.</summary>
    IllegalForSensor = 0xCD,

    /// <summary>Command response could not be provided.</summary>
    NoResponse = 0xCE,

    /// <summary>Cannot execute a duplicated request.</summary>
    DuplicateRequest = 0xCF,

    /// <summary>SDR repository in update mode.</summary>
    RepositoryInUpdate = 0xD0,

    /// <summary>Device in firmware update mode.</summary>
    FirmwareUpdate = 0xD1,

    /// <summary>BMC initialisation in progress.</summary>
    Initialising = 0xD2,

    /// <summary>Destination unavailable.</summary>
    DestinationUnavailable = 0xD3,

    /// <summary>Insufficient privilege level or other security restriction.</summary>
    InsufficientPrivilege = 0xD4,

    /// <summary>Command not supported in the present state.</summary>
    NotSupportedInState = 0xD5,

    /// <summary>Sub-function disabled or unavailable.</summary>
    SubFunctionDisabled = 0xD6,

    /// <summary>Unspecified error.</summary>
    Unspecified = 0xFF,
}
