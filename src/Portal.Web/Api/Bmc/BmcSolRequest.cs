using Portal.Ipmi.Configuration;

namespace Portal.Web.Api.Bmc;

/// <summary>What to change of serial over LAN; what is left out stays.</summary>
internal sealed record BmcSolRequest
{
    public bool? Enabled { get; init; }

    /// <summary>In force: 9600, 19200, 38400, 57600, 115200; 0 for that of the serial port.</summary>
    public int? BitRate { get; init; }

    /// <summary>Kept over a restart.</summary>
    public int? StoredBitRate { get; init; }

    /// <summary>Lowest privilege that may open it: user, operator, administrator or oem.</summary>
    public string? Privilege { get; init; }

    public bool? ForceEncryption { get; init; }

    public bool? ForceAuthentication { get; init; }

    /// <summary>5 to 1275, in steps of 5.</summary>
    public int? AccumulateMs { get; init; }

    /// <summary>1 to 255 characters.</summary>
    public int? SendThreshold { get; init; }

    /// <summary>0 to 7.</summary>
    public int? Retries { get; init; }

    /// <summary>0 to 2550, in steps of 10.</summary>
    public int? RetryMs { get; init; }

    public int? PayloadPort { get; init; }

    public SolChange ToChange() => new()
    {
        Enabled = Enabled,
        BitRate = Rate(BitRate, "bitRate"),
        StoredBitRate = Rate(StoredBitRate, "storedBitRate"),
        Privilege = Privilege is null ? null : BmcPrivileges.Parse(Privilege, "privilege"),
        ForceEncryption = ForceEncryption,
        ForceAuthentication = ForceAuthentication,
        AccumulateInterval = AccumulateMs is { } accumulate ? TimeSpan.FromMilliseconds(accumulate) : null,
        SendThreshold = Byte(SendThreshold, "sendThreshold"),
        RetryCount = Byte(Retries, "retries"),
        RetryInterval = RetryMs is { } retry ? TimeSpan.FromMilliseconds(retry) : null,
        PayloadPort = PayloadPort,
    };

    private static SerialBitRate? Rate(int? rate, string field) => rate is not { } number ? null
        : SolRates.Parse(number) ?? throw new InvalidRequestException("invalid_rate", $"{field} is 0, 9600, 19200, 38400, 57600 or 115200.", field);

    private static byte? Byte(int? value, string field) => value is null ? null
        : value is >= 0 and <= 255 ? (byte)value : throw new InvalidRequestException("invalid_number", $"{field} is 0 to 255.", field);
}
