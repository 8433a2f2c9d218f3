using Portal.Ipmi.Configuration;

namespace Portal.Web.Api.Bmc;

/// <summary>Bit rates as people write them.</summary>
internal static class SolRates
{
    /// <summary>All there are; 0 stands for the rate of the serial port.</summary>
    public static IReadOnlyList<int> All { get; } = [0, 9600, 19200, 38400, 57600, 115200];

    public static int Of(SerialBitRate rate) => rate is >= SerialBitRate.Bps9600 and <= SerialBitRate.Bps115200 ? All[(int)rate - (int)SerialBitRate.Bps9600 + 1] : 0;

    /// <summary>Null for a rate that there is not.</summary>
    public static SerialBitRate? Parse(int rate) => rate switch
    {
        0 => SerialBitRate.Default,
        9600 => SerialBitRate.Bps9600,
        19200 => SerialBitRate.Bps19200,
        38400 => SerialBitRate.Bps38400,
        57600 => SerialBitRate.Bps57600,
        115200 => SerialBitRate.Bps115200,
        _ => null,
    };
}
