namespace Portal.Ipmi.Configuration;

/// <summary>How a serial channel is connected, IPMI 2.0 table 25-4, parameter 3.</summary>
[Flags]
public enum SerialConnectionModes : byte
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>Basic mode.</summary>
    Basic = 0x01,

    /// <summary>PPP mode.</summary>
    Ppp = 0x02,

    /// <summary>Terminal mode.</summary>
    Terminal = 0x04,

    /// <summary>Directly; otherwise by a modem.</summary>
    DirectConnect = 0x80,
}
