namespace Portal.Ipmi.Commands.App;

/// <summary>What a channel runs over, IPMI 2.0 table 6-3.</summary>
public enum ChannelMedium : byte
{
    /// <summary>Reserved value.</summary>
    Reserved = 0x00,

    /// <summary>IPMB.</summary>
    Ipmb = 0x01,

    /// <summary>ICMB 1.0.</summary>
    IcmbV10 = 0x02,

    /// <summary>ICMB 0.9.</summary>
    IcmbV09 = 0x03,

    /// <summary>LAN, 802.3.</summary>
    Lan = 0x04,

    /// <summary>Asynchronous serial or modem.</summary>
    Serial = 0x05,

    /// <summary>Another kind of LAN.</summary>
    OtherLan = 0x06,

    /// <summary>SMBus of PCI.</summary>
    PciSmbus = 0x07,

    /// <summary>SMBus 1.0 or 1.1.</summary>
    SmbusV1 = 0x08,

    /// <summary>SMBus 2.0.</summary>
    SmbusV2 = 0x09,

    /// <summary>USB 1.</summary>
    UsbV1 = 0x0A,

    /// <summary>USB 2.</summary>
    UsbV2 = 0x0B,

    /// <summary>The host's own interface.</summary>
    SystemInterface = 0x0C,
}
