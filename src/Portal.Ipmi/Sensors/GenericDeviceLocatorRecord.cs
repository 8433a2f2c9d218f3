using Portal.Ipmi.Events;
using Portal.Ipmi.Wire;

namespace Portal.Ipmi.Sensors;

/// <summary>Generic device locator, IPMI 2.0 §43.7: a device on the IPMB or a private bus that is neither a FRU nor a controller.</summary>
/// <param name="Header">Its header.</param>
/// <param name="AccessAddress">Address of the controller through which the device is reached; 0 when it is on the IPMB itself.</param>
/// <param name="SlaveAddress">Address of the device on its bus.</param>
/// <param name="Channel">Channel of the controller.</param>
/// <param name="Lun">LUN for Master Write-Read.</param>
/// <param name="PrivateBus">Private bus of the controller.</param>
/// <param name="AddressSpan">Further addresses that the device takes.</param>
/// <param name="DeviceType">Device type, IPMI 2.0 §43.13.</param>
/// <param name="DeviceTypeModifier">Device type modifier.</param>
/// <param name="Entity">What it belongs to.</param>
/// <param name="Oem">OEM byte.</param>
/// <param name="Name">Name.</param>
public sealed record GenericDeviceLocatorRecord(
    SdrHeader Header, byte AccessAddress, byte SlaveAddress, byte Channel, Lun Lun, byte PrivateBus, byte AddressSpan,
    byte DeviceType, byte DeviceTypeModifier, EntityInstance Entity, byte Oem, string Name) : SdrRecord(Header)
{
    internal static GenericDeviceLocatorRecord Read(SdrHeader header, ref IpmiReader reader)
    {
        /*  6     access address
            7     [7:1] slave address, [0] channel ms bit
            8     [7:5] channel ls bits, [4:3] LUN, [2:0] private bus
            9     [2:0] address span
            10    reserved
            11-12 device type and modifier
            13-14 entity id and instance
            15    OEM
            16-N  id string  */
        var access = (byte)(reader.ReadByte() & 0xFE);
        var slave = reader.ReadByte();
        var place = reader.ReadByte();
        var span = (byte)(reader.ReadByte() & 0x07);
        reader.Skip(1);
        var type = reader.ReadByte();
        var modifier = reader.ReadByte();
        var entity = (EntityId)reader.ReadByte();
        var instance = reader.ReadByte();
        var oem = Next(ref reader);
        return new GenericDeviceLocatorRecord(
            header, access, (byte)(slave & 0xFE), (byte)(((slave & 0x01) << 3) | (place >> 5)), (Lun)((place >> 3) & 0x03), (byte)(place & 0x07), span,
            type, modifier, new EntityInstance(entity, instance), oem, IdString.Read(ref reader).TrimEnd());
    }
}
