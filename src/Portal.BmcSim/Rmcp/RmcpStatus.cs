namespace Portal.BmcSim.Rmcp;

/// <summary>RMCP+ and RAKP message status codes, IPMI 2.0 table 13-15.</summary>
internal static class RmcpStatus
{
    public const byte NoErrors = 0x00;
    public const byte InsufficientResources = 0x01;
    public const byte InvalidSessionId = 0x02;
    public const byte InvalidRole = 0x09;
    public const byte UnauthorizedRole = 0x0A;
    public const byte InvalidNameLength = 0x0C;
    public const byte UnauthorizedName = 0x0D;
    public const byte InvalidIntegrityCheck = 0x0F;
    public const byte NoCipherSuiteMatch = 0x11;
    public const byte IllegalParameter = 0x12;
}
