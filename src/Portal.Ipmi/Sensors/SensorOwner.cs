namespace Portal.Ipmi.Sensors;

/// <summary>Who has a sensor, IPMI 2.0 §43.1, bytes 6 and 7 of its record.</summary>
/// <param name="Id">IPMB slave address with bit 0 clear, or system software id with bit 0 set.</param>
/// <param name="Channel">Channel that the controller is on; 0 the primary IPMB.</param>
/// <param name="Lun">LUN of the sensor.</param>
public readonly record struct SensorOwner(byte Id, byte Channel, Lun Lun)
{
    /// <summary>Address of the BMC on its own bus.</summary>
    public const byte BmcAddress = 0x20;

    /// <summary>The BMC itself.</summary>
    public bool IsBmc => Id == BmcAddress && Channel == 0;

    /// <summary>Software on the host, which no command reaches.</summary>
    public bool IsSystemSoftware => (Id & 0x01) != 0;

    /// <summary>The controller alone, whichever LUN: what a connection is opened to.</summary>
    public (byte Address, byte Channel) Controller => (Id, Channel);

    internal static SensorOwner Of(byte id, byte channelAndLun) => new(id, (byte)(channelAndLun >> 4), (Lun)(channelAndLun & 0x03));
}
