using System.Runtime.InteropServices;

namespace Portal.Ipmi.InBand;

/// <summary>Where the driver sends a request: the BMC through the system interface, or a controller on an IPMB (<c>linux/ipmi.h</c>).</summary>
internal readonly record struct InBandAddress
{
    /// <summary>Bytes of either form.</summary>
    public const int Bytes = 8;

    private const int SystemInterfaceType = 0x0C;
    private const int IpmbType = 0x01;
    private const short BmcChannel = 0x0F;

    private InBandAddress(int type, short channel, byte slaveAddress)
    {
        Type = type;
        Channel = channel;
        SlaveAddress = slaveAddress;
    }

    /// <summary>The BMC.</summary>
    public static InBandAddress Bmc { get; } = new(SystemInterfaceType, BmcChannel, 0);

    private int Type { get; }

    private short Channel { get; }

    private byte SlaveAddress { get; }

    /// <summary>A controller on an IPMB.</summary>
    public static InBandAddress Ipmb(byte channel, byte slaveAddress) => new(IpmbType, channel, slaveAddress);

    /// <summary>Writes what the driver reads, in the machine's own byte order.</summary>
    public void Write(Span<byte> address, Lun lun)
    {
        /*  ipmi_system_interface_addr          ipmi_ipmb_addr
            1-4  address type 0Ch               1-4  address type 01h
            5-6  channel 0Fh                    5-6  channel
            7    LUN                            7    slave address
            8    padding                        8    LUN  */
        address[..Bytes].Clear();
        MemoryMarshal.Write(address, Type);
        MemoryMarshal.Write(address[4..], Channel);
        if (Type == SystemInterfaceType)
        {
            address[6] = (byte)lun;
        }
        else
        {
            address[6] = SlaveAddress;
            address[7] = (byte)lun;
        }
    }
}
