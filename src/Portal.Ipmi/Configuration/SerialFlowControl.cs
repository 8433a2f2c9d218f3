namespace Portal.Ipmi.Configuration;

/// <summary>Flow control, IPMI 2.0 table 25-4, parameter 7.</summary>
public enum SerialFlowControl : byte
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>RTS/CTS.</summary>
    RtsCts = 1,

    /// <summary>XON/XOFF.</summary>
    XonXoff = 2,

    /// <summary>Reserved value.</summary>
    Reserved = 3,
}
