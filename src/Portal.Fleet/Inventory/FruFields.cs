using System.Globalization;
using Portal.Ipmi.Inventory;
using Portal.Ipmi.Inventory.Records;
using Portal.Ipmi.Oem;

namespace Portal.Fleet.Inventory;

/// <summary>A FRU device as a part of an inventory. Pure.</summary>
internal static class FruFields
{
    private const int MaxOemBytes = 64;

    public static string KeyOf(FruLocator locator) => string.Create(
        CultureInfo.InvariantCulture, $"fru:{locator.Channel}.{locator.AccessAddress:x2}.{(byte)locator.Lun}.{(locator.IsLogical ? "" : $"bus{locator.PrivateBus}.")}{locator.DeviceId}");

    public static InventoryPart Of(FruDevice device)
    {
        var fields = new PartFields();
        if (device.Inventory is { } inventory)
            Add(fields, inventory);
        var isMemory = device.State == FruDeviceState.Raw && SpdFields.TryAdd(fields, device.Raw.Span);
        var name = PartFields.Clean(device.Locator.Name, InventoryChange.MaxName);
        return new InventoryPart(KeyOf(device.Locator), isMemory ? InventoryPartKind.Memory : InventoryPartKind.Fru, name.Length > 0 ? name : $"FRU {device.Locator.DeviceId}", StateOf(device), fields.All)
        {
            Problem = PartFields.Clean(device.Problem ?? Remarks(device.Inventory), InventorySnapshot.MaxValue) is { Length: > 0 } problem ? problem : null,
        };
    }

    private static InventoryPartState StateOf(FruDevice device) => device.State switch
    {
        FruDeviceState.Blank => InventoryPartState.Blank,
        FruDeviceState.NotPresent => InventoryPartState.Absent,
        FruDeviceState.OutOfReach => InventoryPartState.OutOfReach,
        FruDeviceState.Failed => InventoryPartState.Failed,
        _ => InventoryPartState.Read,
    };

    /// <summary>What is wrong with the device's bytes; that a field is missing, or the end of the fields, is so common that it tells nothing.</summary>
    private static string? Remarks(FruInventory? inventory)
    {
        var worth = inventory?.Remarks.Where(remark => remark.Kind is not (FruRemarkKind.Blank or FruRemarkKind.Filler or FruRemarkKind.FieldsMissing or FruRemarkKind.NoEndMarker)).Take(4)
            .Select(remark => $"{remark.Area}: {remark.Text}").ToList();
        return worth is { Count: > 0 } ? string.Join(' ', worth) : null;
    }

    private static void Add(PartFields fields, FruInventory inventory)
    {
        if (inventory.Chassis is { } chassis)
        {
            fields.Add("chassisType", chassis.TypeName ?? chassis.Type.ToString(CultureInfo.InvariantCulture)).Add("chassisPart", chassis.PartNumber?.Text, isCode: true)
                .Add("chassisSerial", chassis.SerialNumber?.Text, isCode: true);
            AddExtra(fields, "chassisExtra", chassis.Custom);
        }

        if (inventory.Board is { } board)
        {
            fields.Add("boardDate", board.ManufacturedAt?.UtcDateTime.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture)).Add("boardManufacturer", board.Manufacturer?.Text)
                .Add("boardProduct", board.ProductName?.Text).Add("boardSerial", board.SerialNumber?.Text, isCode: true).Add("boardPart", board.PartNumber?.Text, isCode: true)
                .Add("boardFileId", board.FileId?.Text);
            AddExtra(fields, "boardExtra", board.Custom);
        }

        if (inventory.Product is { } product)
        {
            fields.Add("productManufacturer", product.Manufacturer?.Text).Add("productName", product.ProductName?.Text).Add("productPart", product.PartNumber?.Text, isCode: true)
                .Add("productVersion", product.Version?.Text).Add("productSerial", product.SerialNumber?.Text, isCode: true).Add("productAssetTag", product.AssetTag?.Text, isCode: true)
                .Add("productFileId", product.FileId?.Text);
            AddExtra(fields, "productExtra", product.Custom);
        }

        for (var i = 0; i < inventory.Records.Count; i++)
            Add(fields, inventory.Records[i], i + 1);
    }

    private static void AddExtra(PartFields fields, string key, IReadOnlyList<FruField> custom)
    {
        for (var i = 0; i < custom.Count; i++)
            fields.Add($"{key}{i + 1}", custom[i].Text, isCode: true);
    }

    private static void Add(PartFields fields, FruRecord record, int number)
    {
        switch (record)
        {
            case FruPowerSupplyRecord supply:
                fields.Add($"supplyCapacity{number}", $"{supply.CapacityWatts} W").Add($"supplyInput{number}", $"{Volts(supply.InputMillivolts1.Low)} – {Volts(supply.InputMillivolts1.High)}");
                break;
            case FruDcOutputRecord output:
                fields.Add($"dcOutput{number}", $"{Volts(output.NominalMillivolts)}, {output.MinimumMilliamperes} – {output.MaximumMilliamperes} mA");
                break;
            case FruDcLoadRecord load:
                fields.Add($"dcLoad{number}", $"{Volts(load.NominalMillivolts)}, {load.MinimumMilliamperes} – {load.MaximumMilliamperes} mA");
                break;
            case FruManagementAccessRecord access:
                // Addresses and names of the management network, which is what these records are for.
                fields.Add($"access{number}", access.Text, isCode: true, isPrivate: true);
                break;
            case FruOemRecord oem:
                var bytes = oem.OemData.Span;
                fields.Add($"oemRecord{number}", $"{oem.Body ?? ManufacturerNames.NameOf(oem.ManufacturerId)}: {Convert.ToHexStringLower(bytes.Length <= MaxOemBytes ? bytes : bytes[..MaxOemBytes])}", isCode: true);
                break;
        }
    }

    private static string Volts(int millivolts) => (millivolts / 1000m).ToString("0.00", CultureInfo.InvariantCulture) + " V";
}
