namespace Portal.BmcSim.Commands;

/// <summary>Completion codes that the simulator answers, IPMI 2.0 table 5-2.</summary>
internal static class Completion
{
    public const byte Ok = 0x00;
    public const byte InvalidCommand = 0xC1;
    public const byte InvalidForLun = 0xC2;
    public const byte ReservationCancelled = 0xC5;
    public const byte InvalidLength = 0xC7;
    public const byte ParameterOutOfRange = 0xC9;
    public const byte CannotReturnBytes = 0xCA;
    public const byte NotPresent = 0xCB;
    public const byte InvalidField = 0xCC;
    public const byte IllegalForSensor = 0xCD;
    public const byte InsufficientPrivilege = 0xD4;
    public const byte WrongState = 0xD5;
    public const byte Unspecified = 0xFF;
}
