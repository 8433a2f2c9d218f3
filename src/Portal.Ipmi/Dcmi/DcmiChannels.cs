using Portal.Ipmi.Commands.Dcmi;

namespace Portal.Ipmi.Dcmi;

/// <summary>Manageability access attributes, DCMI 1.5 table 6-3, parameter 4: channel numbers, null for one that is not there.</summary>
/// <param name="PrimaryLan">First LAN channel.</param>
/// <param name="SecondaryLan">Second LAN channel.</param>
/// <param name="SerialTerminalMode">Serial channel in terminal mode.</param>
public sealed record DcmiChannels(byte? PrimaryLan, byte? SecondaryLan, byte? SerialTerminalMode)
{
    /// <summary>Reads the parameter.</summary>
    /// <exception cref="IpmiFormatException">The parameter is too short.</exception>
    public static DcmiChannels Read(DcmiParameter parameter)
    {
        /*  1   primary LAN channel, FFh = not supported
            2   secondary LAN channel
            3   serial channel  */
        ArgumentNullException.ThrowIfNull(parameter);
        var data = DcmiClient.Need(parameter, 3);
        return new DcmiChannels(Number(data[0]), Number(data[1]), Number(data[2]));
    }

    private static byte? Number(byte value) => value == 0xFF ? null : value;
}
