using Portal.BmcSim.Sensors;

namespace Portal.BmcSim.Hardware.Profiles;

/// <summary>Records that locate controllers and FRUs and tie entities together; each from its type on.</summary>
internal static class LocatorKit
{
    /// <summary>Management controller device locator, IPMI 2.0 §43.9.</summary>
    public static byte[] Controller(string name, byte address, byte capabilities, (byte Id, byte Instance) entity) =>
        WithLength(0x12, [address, 0x00, 0x20, capabilities, 0, 0, 0, entity.Id, entity.Instance, 0, .. SdrWriter.Name(name, SimNameEncoding.Latin1)]);

    /// <summary>FRU device locator of a logical FRU behind the BMC, §43.8.</summary>
    public static byte[] Fru(string name, byte device, (byte Id, byte Instance) entity, byte controller = 0x20) =>
        WithLength(0x11, [controller, device, 0x80, 0x00, 0, 0x10, 0x00, entity.Id, entity.Instance, 0, .. SdrWriter.Name(name, SimNameEncoding.Latin1)]);

    /// <summary>Generic device locator, §43.7.</summary>
    public static byte[] Device(string name, byte slaveAddress, byte type, (byte Id, byte Instance) entity) =>
        WithLength(0x10, [0x20, slaveAddress, 0x01, 0, 0, type, 0, entity.Id, entity.Instance, 0, .. SdrWriter.Name(name, SimNameEncoding.Latin1)]);

    /// <summary>Entity association of a range of contained entities, §43.4.</summary>
    public static byte[] Contains((byte Id, byte Instance) container, byte entity, byte first, byte last) =>
        WithLength(0x08, [container.Id, container.Instance, 0x80, entity, first, entity, last, 0, 0, 0, 0]);

    /// <summary>Device-relative entity association of up to four entities of the BMC, §43.5.</summary>
    public static byte[] ContainsRelative((byte Id, byte Instance) container, params (byte Id, byte Instance)[] contained)
    {
        var body = new byte[27];
        (body[0], body[1], body[2]) = (container.Id, container.Instance, 0x20);
        for (var i = 0; i < contained.Length && i < 4; i++)
        {
            body[5 + (4 * i)] = 0x20;
            (body[7 + (4 * i)], body[8 + (4 * i)]) = contained[i];
        }

        return WithLength(0x09, body);
    }

    /// <summary>Management controller confirmation, §43.10.</summary>
    public static byte[] Confirmation(byte address, int manufacturer, ushort product, ReadOnlySpan<byte> guid) =>
        WithLength(0x13, [address, 0x20, 0x01, 0x02, 0x14, 0x02, (byte)manufacturer, (byte)(manufacturer >> 8), (byte)(manufacturer >> 16), (byte)product, (byte)(product >> 8), .. guid]);

    /// <summary>BMC message channel info, §43.11.</summary>
    public static byte[] Channels() => WithLength(0x14, [0xA1, 0x84, 0, 0, 0, 0, 0, 0x85, 0xFF, 0x0B, 0]);

    /// <summary>OEM record, §43.12.</summary>
    public static byte[] Oem(int manufacturer, params byte[] data) =>
        WithLength(0xC0, [(byte)manufacturer, (byte)(manufacturer >> 8), (byte)(manufacturer >> 16), .. data]);

    private static byte[] WithLength(byte type, byte[] body) => [type, (byte)body.Length, .. body];
}
