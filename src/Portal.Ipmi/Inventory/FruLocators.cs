using Portal.Ipmi.Sensors;

namespace Portal.Ipmi.Inventory;

/// <summary>Finds the FRU devices that sensor data records name.</summary>
public static class FruLocators
{
    private const byte BmcAddress = 0x20;
    private const byte HasFru = 0x08;
    private const byte LogicalFru = 0x10;

    /// <summary>
    /// The devices of FRU device locators (IPMI 2.0 §43.8) and of the controllers other than the BMC whose locators (§43.9) say that they
    /// have one: device 0 of each.
    /// </summary>
    public static IReadOnlyList<FruLocator> Of(IEnumerable<SdrRecord> records)
    {
        ArgumentNullException.ThrowIfNull(records);
        var locators = new List<FruLocator>();
        foreach (var record in records)
        {
            switch (record)
            {
                case FruDeviceLocatorRecord fru:
                    locators.Add(new FruLocator(fru.DeviceId, fru.Name)
                    {
                        AccessAddress = fru.AccessAddress,
                        Channel = fru.Channel,
                        Lun = fru.Lun,
                        PrivateBus = fru.PrivateBus,
                        // Without a controller to ask there is no logical device, whatever the record says.
                        IsLogical = fru.IsLogical && fru.AccessAddress != 0,
                        DeviceType = fru.DeviceType,
                        DeviceTypeModifier = fru.DeviceTypeModifier,
                        EntityId = (byte)fru.Entity.Id,
                        EntityInstance = fru.Entity.Instance,
                    });
                    break;
                case ControllerLocatorRecord controller when (controller.Capabilities & HasFru) != 0 && controller.SlaveAddress != BmcAddress:
                    locators.Add(new FruLocator(0, controller.Name)
                    {
                        AccessAddress = controller.SlaveAddress,
                        Channel = controller.Channel,
                        DeviceType = LogicalFru,
                        EntityId = (byte)controller.Entity.Id,
                        EntityInstance = controller.Entity.Instance,
                    });
                    break;
            }
        }

        return locators;
    }
}
