namespace Portal.Ipmi.Configuration;

/// <summary>Bit rates, IPMI 2.0 table 26-5, parameter 5, and table 25-4, parameter 7.</summary>
public enum SerialBitRate : byte
{
    /// <summary>As the serial port is configured otherwise; of SOL only.</summary>
    Default = 0,

    /// <summary>9,600 bit/s.</summary>
    Bps9600 = 6,

    /// <summary>19,200 bit/s.</summary>
    Bps19200 = 7,

    /// <summary>38,400 bit/s.</summary>
    Bps38400 = 8,

    /// <summary>57,600 bit/s.</summary>
    Bps57600 = 9,

    /// <summary>115,200 bit/s.</summary>
    Bps115200 = 10,
}
