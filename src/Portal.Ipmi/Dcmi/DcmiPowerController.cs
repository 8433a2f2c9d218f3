using Portal.Ipmi.Commands.Dcmi;

namespace Portal.Ipmi.Dcmi;

/// <summary>Where power is managed, DCMI 1.5 table 6-3, parameter 3.</summary>
/// <param name="Address">IPMB address of the controller; 20h is the BMC.</param>
/// <param name="Channel">Channel it is on; 0 is the BMC's own.</param>
/// <param name="Revision">Revision of the power management device.</param>
public sealed record DcmiPowerController(byte Address, byte Channel, byte Revision)
{
    /// <summary>Reads the parameter.</summary>
    /// <exception cref="IpmiFormatException">The parameter is too short.</exception>
    public static DcmiPowerController Read(DcmiParameter parameter)
    {
        /*  1   [7:1] slave address
            2   [7:4] channel, [3:0] device revision  */
        ArgumentNullException.ThrowIfNull(parameter);
        var data = DcmiClient.Need(parameter, 2);
        return new DcmiPowerController((byte)(data[0] & 0xFE), (byte)(data[1] >> 4), (byte)(data[1] & 0x0F));
    }
}
