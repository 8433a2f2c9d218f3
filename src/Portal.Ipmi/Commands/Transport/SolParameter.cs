namespace Portal.Ipmi.Commands.Transport;

/// <summary>SOL configuration parameters, IPMI 2.0 table 26-5. Values 192 to 255 are OEM.</summary>
public enum SolParameter : byte
{
    /// <summary>Set in progress.</summary>
    SetInProgress = 0,

    /// <summary>SOL enable.</summary>
    Enable = 1,

    /// <summary>Privilege, forced encryption and authentication.</summary>
    Authentication = 2,

    /// <summary>Character accumulate interval and send threshold.</summary>
    Accumulate = 3,

    /// <summary>Retry count and interval.</summary>
    Retry = 4,

    /// <summary>Bit rate that is kept over a restart.</summary>
    StoredBitRate = 5,

    /// <summary>Bit rate in force.</summary>
    BitRate = 6,

    /// <summary>SOL payload channel.</summary>
    Channel = 7,

    /// <summary>SOL payload port.</summary>
    Port = 8,
}
