using Portal.Ipmi.Events;
using Portal.Ipmi.Wire;

namespace Portal.Ipmi.Sensors;

/// <summary>Management controller device locator, IPMI 2.0 §43.9.</summary>
/// <param name="Header">Its header.</param>
/// <param name="SlaveAddress">Address of the controller on its channel.</param>
/// <param name="Channel">Its channel.</param>
/// <param name="PowerStateAndInitialization">[7] ACPI system and [6] device power state notification required, [5] always present, [3:0] initialisation.</param>
/// <param name="Capabilities">[7] chassis, [6] bridge, [5] event generator, [4] event receiver, [3] FRU, [2] SEL, [1] SDR repository, [0] sensor device.</param>
/// <param name="Entity">What it belongs to.</param>
/// <param name="Oem">OEM byte.</param>
/// <param name="Name">Name.</param>
public sealed record ControllerLocatorRecord(
    SdrHeader Header, byte SlaveAddress, byte Channel, byte PowerStateAndInitialization, byte Capabilities, EntityInstance Entity, byte Oem, string Name) : SdrRecord(Header)
{
    /// <summary>Expected to be there always.</summary>
    public bool IsStatic => (PowerStateAndInitialization & 0x20) != 0;

    internal static ControllerLocatorRecord Read(SdrHeader header, ref IpmiReader reader)
    {
        /*  6     slave address
            7     [3:0] channel
            8     power state notification, global initialisation
            9     capabilities
            10-12 reserved
            13-14 entity id and instance
            15    OEM
            16-N  id string  */
        var address = (byte)(reader.ReadByte() & 0xFE);
        var channel = (byte)(reader.ReadByte() & 0x0F);
        var initialization = reader.ReadByte();
        var capabilities = reader.ReadByte();
        reader.Skip(3);
        var entity = (EntityId)reader.ReadByte();
        var instance = reader.ReadByte();
        var oem = Next(ref reader);
        return new ControllerLocatorRecord(
            header, address, channel, initialization, capabilities, new EntityInstance(entity, instance), oem, IdString.Read(ref reader).TrimEnd());
    }
}
