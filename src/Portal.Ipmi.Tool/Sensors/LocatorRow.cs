using Portal.Ipmi.Sensors;

namespace Portal.Ipmi.Tool.Sensors;

/// <summary>A record that describes no sensor, as it is printed.</summary>
internal sealed record LocatorRow(string Name, ushort RecordId, string RecordType, byte Address, byte Entity, byte EntityInstance, string Text)
{
    /// <summary>The row of a record; null for a sensor's.</summary>
    public static LocatorRow? Of(SdrRecord record) => record switch
    {
        SensorRecord => null,
        ControllerLocatorRecord mc => Make(record, mc.Name, mc.SlaveAddress, mc.Entity, $"{(mc.IsStatic ? "Static" : "Dynamic")} MC @ {mc.SlaveAddress:X2}h"),
        FruDeviceLocatorRecord fru => Make(record, fru.Name, fru.AccessAddress, fru.Entity, fru.IsLogical ? $"Logical FRU @{fru.DeviceId:X2}h" : $"Physical FRU @{fru.DeviceId:X2}h.{fru.PrivateBus}"),
        GenericDeviceLocatorRecord device => Make(record, device.Name, device.AccessAddress, device.Entity, $"Generic Device @{device.AccessAddress:X2}h:{device.SlaveAddress:X2}h.{device.PrivateBus}"),
        EntityAssociationRecord association => Make(record, "", 0, association.Container, $"contains {string.Join(", ", association.All())}"),
        ControllerConfirmationRecord confirmation => Make(record, "", confirmation.SlaveAddress, default, $"MC @ {confirmation.SlaveAddress:X2}h was manufacturer {confirmation.ManufacturerId}, product {confirmation.ProductId}"),
        MessageChannelInfoRecord channels => Make(record, "", 0, default, $"channels {Convert.ToHexString(channels.Channels.Span)}"),
        OemSdrRecord oem => Make(record, "", 0, default, $"OEM record of {oem.ManufacturerId}, {oem.Data.Length} bytes"),
        UnknownSdrRecord unknown => Make(record, "", 0, default, $"type {(byte)unknown.Header.Type:X2}h, {unknown.Data.Length} bytes"),
        _ => Make(record, "", 0, default, ""),
    };

    private static LocatorRow Make(SdrRecord record, string name, byte address, EntityInstance entity, string text) =>
        new(name, record.Header.RecordId, record.Header.Type.ToString(), address, (byte)entity.Id, entity.Instance, text);
}
