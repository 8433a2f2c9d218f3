namespace Portal.Ipmi.Commands.App;

/// <summary>Protocol of a channel, IPMI 2.0 table 6-2.</summary>
public enum ChannelProtocol : byte
{
    /// <summary>IPMB 1.0, also on LAN and serial.</summary>
    Ipmb = 0x01,

    /// <summary>ICMB 1.0.</summary>
    Icmb = 0x02,

    /// <summary>IPMI on SMBus.</summary>
    Smbus = 0x04,

    /// <summary>KCS.</summary>
    Kcs = 0x05,

    /// <summary>SMIC.</summary>
    Smic = 0x06,

    /// <summary>BT of IPMI 1.0.</summary>
    Bt10 = 0x07,

    /// <summary>BT of IPMI 1.5.</summary>
    Bt15 = 0x08,

    /// <summary>Terminal mode.</summary>
    TerminalMode = 0x09,
}
