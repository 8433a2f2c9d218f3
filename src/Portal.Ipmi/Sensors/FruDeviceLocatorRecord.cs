using Portal.Ipmi.Events;
using Portal.Ipmi.Wire;

namespace Portal.Ipmi.Sensors;

/// <summary>FRU device locator, IPMI 2.0 §43.8.</summary>
/// <param name="Header">Its header.</param>
/// <param name="AccessAddress">Address of the controller through which the FRU is reached; 0 when it is on the IPMB itself.</param>
/// <param name="DeviceId">FRU device id of a logical FRU, else the slave address of its EEPROM.</param>
/// <param name="IsLogical">Read with FRU commands to the controller; else an EEPROM to be read by Master Write-Read.</param>
/// <param name="Lun">LUN for the FRU commands.</param>
/// <param name="PrivateBus">Private bus of the controller.</param>
/// <param name="Channel">Channel of the controller.</param>
/// <param name="DeviceType">Device type, IPMI 2.0 §43.13; 10h for a logical FRU.</param>
/// <param name="DeviceTypeModifier">Device type modifier: 1 DIMM memory id, 2 FRU inventory, 3 processor information.</param>
/// <param name="Entity">What it belongs to.</param>
/// <param name="Oem">OEM byte.</param>
/// <param name="Name">Name.</param>
public sealed record FruDeviceLocatorRecord(
    SdrHeader Header, byte AccessAddress, byte DeviceId, bool IsLogical, Lun Lun, byte PrivateBus, byte Channel,
    byte DeviceType, byte DeviceTypeModifier, EntityInstance Entity, byte Oem, string Name) : SdrRecord(Header)
{
    internal static FruDeviceLocatorRecord Read(SdrHeader header, ref IpmiReader reader)
    {
        /*  6     access address
            7     FRU device id, or [7:1] slave address
            8     [7] logical, [4:3] LUN, [2:0] private bus
            9     [7:4] channel
            10    reserved
            11-12 device type and modifier
            13-14 entity id and instance
            15    OEM
            16-N  id string  */
        var access = (byte)(reader.ReadByte() & 0xFE);
        var device = reader.ReadByte();
        var place = reader.ReadByte();
        var channel = (byte)(reader.ReadByte() >> 4);
        reader.Skip(1);
        var type = reader.ReadByte();
        var modifier = reader.ReadByte();
        var entity = (EntityId)reader.ReadByte();
        var instance = reader.ReadByte();
        var oem = Next(ref reader);
        return new FruDeviceLocatorRecord(
            header, access, device, (place & 0x80) != 0, (Lun)((place >> 3) & 0x03), (byte)(place & 0x07), channel,
            type, modifier, new EntityInstance(entity, instance), oem, IdString.Read(ref reader).TrimEnd());
    }
}
