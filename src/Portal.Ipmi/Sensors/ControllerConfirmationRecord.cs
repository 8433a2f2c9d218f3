using Portal.Ipmi.Wire;

namespace Portal.Ipmi.Sensors;

/// <summary>Management controller confirmation, IPMI 2.0 §43.10: what a controller answered to Get Device ID when it was found.</summary>
/// <param name="Header">Its header.</param>
/// <param name="SlaveAddress">Address of the controller.</param>
/// <param name="DeviceId">Device id.</param>
/// <param name="Channel">Channel that it is on.</param>
/// <param name="DeviceRevision">Device revision.</param>
/// <param name="FirmwareMajor">Major firmware revision.</param>
/// <param name="FirmwareMinor">Minor firmware revision, in BCD as it came.</param>
/// <param name="IpmiVersion">IPMI version, digits exchanged: 51h is 1.5.</param>
/// <param name="ManufacturerId">IANA enterprise number, 20 bits.</param>
/// <param name="ProductId">Product id.</param>
/// <param name="DeviceGuid">Device GUID, 16 bytes as they came; empty when the record ends before it.</param>
public sealed record ControllerConfirmationRecord(
    SdrHeader Header, byte SlaveAddress, byte DeviceId, byte Channel, byte DeviceRevision, byte FirmwareMajor, byte FirmwareMinor,
    byte IpmiVersion, int ManufacturerId, ushort ProductId, ReadOnlyMemory<byte> DeviceGuid) : SdrRecord(Header)
{
    private const int GuidBytes = 16;

    internal static ControllerConfirmationRecord Read(SdrHeader header, ref IpmiReader reader)
    {
        /*  6     slave address
            7     device id
            8     [7:4] channel, [3:0] device revision
            9     [6:0] major firmware revision
            10    minor firmware revision
            11    IPMI version
            12-14 manufacturer id
            15-16 product id
            17-32 device GUID  */
        var address = (byte)(reader.ReadByte() & 0xFE);
        var id = reader.ReadByte();
        var place = reader.ReadByte();
        var major = (byte)(reader.ReadByte() & 0x7F);
        var minor = reader.ReadByte();
        var version = reader.ReadByte();
        var manufacturer = reader.ReadUInt24() & 0x0FFFFF;
        var product = reader.ReadUInt16();
        var guid = reader.Remaining >= GuidBytes ? reader.ReadBytes(GuidBytes).ToArray() : [];
        return new ControllerConfirmationRecord(header, address, id, (byte)(place >> 4), (byte)(place & 0x0F), major, minor, version, manufacturer, product, guid);
    }
}
