using Portal.Ipmi.Wire;

namespace Portal.Ipmi.Commands.App;

/// <summary>Get Device ID, IPMI 2.0 §20.1.</summary>
public sealed record GetDeviceId : IpmiRequest<DeviceId>
{
    /// <inheritdoc />
    public override CommandCode Code => new(NetFn.App, 0x01);

    /// <inheritdoc />
    protected internal override DeviceId Read(ref IpmiReader reader)
    {
        /*  1     device id
            2     [7] provides device SDRs, [3:0] device revision
            3     [7] update in progress, [6:0] major firmware revision
            4     minor firmware revision, BCD
            5     IPMI version, BCD with the digits exchanged: 51h is 1.5
            6     additional device support
            7-9   manufacturer id, 20 bits
            10-11 product id
            12-15 auxiliary firmware revision, optional  */
        var id = reader.ReadByte();
        var revision = reader.ReadByte();
        var firmwareMajor = reader.ReadByte();
        var firmwareMinor = reader.ReadByte();
        var ipmi = reader.ReadByte();
        var support = reader.ReadByte();
        var manufacturer = reader.ReadUInt24() & 0x0FFFFF;
        var product = reader.ReadUInt16();
        var auxiliary = 0u;
        if (reader.Remaining >= 4)
        {
            for (var i = 0; i < 4; i++)
                auxiliary = (auxiliary << 8) | reader.ReadByte();
        }

        return new DeviceId(
            id, (byte)(revision & 0x0F), (revision & 0x80) != 0, (firmwareMajor & 0x80) != 0, (byte)(firmwareMajor & 0x7F), FromBcd(firmwareMinor),
            (byte)(ipmi & 0x0F), (byte)(ipmi >> 4), support, manufacturer, product, auxiliary);
    }

    /// <summary>Some BMCs write the minor revision in binary: what is no BCD stays as it is.</summary>
    private static byte FromBcd(byte value) =>
        (value & 0x0F) > 9 || value >> 4 > 9 ? value : (byte)(((value >> 4) * 10) + (value & 0x0F));
}
