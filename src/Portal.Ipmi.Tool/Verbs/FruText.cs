using System.Globalization;
using Portal.Ipmi.Inventory;
using Portal.Ipmi.Inventory.Records;
using Portal.Ipmi.Oem;
using Portal.Ipmi.Tool.Output;

namespace Portal.Ipmi.Tool.Verbs;

/// <summary>FRU devices for people, in ipmitool's words where it has some.</summary>
internal static class FruText
{
    private const int RawBytesPerLine = 16;

    public static void Print(IReadOnlyList<FruReport> devices, TextReport report)
    {
        for (var i = 0; i < devices.Count; i++)
        {
            if (i > 0)
                report.Line();
            Print(devices[i], report);
        }
    }

    public static void Print(FruReport device, TextReport report)
    {
        report.Field("FRU Device Description", $"{device.Name} (ID {device.Id}{(device.Controller == "20h" ? "" : $" at {device.Controller}")})");
        if (device.State == FruDeviceState.Raw)
            PrintRaw(device.Raw.Span, report);
        else if (device.State != FruDeviceState.Inventory)
            report.Field(" State", device.Problem is null ? InWords(device.State) : $"{InWords(device.State)}: {device.Problem}");
        if (device.Chassis is { } chassis)
            Print(chassis, report);
        if (device.Board is { } board)
            Print(board, report);
        if (device.Product is { } product)
            Print(product, report);
        foreach (var record in device.Records)
            Print((FruRecord)record, report);
        if (device.InternalUse is { } area)
            report.Field(" Internal Use", $"{area.Length} bytes at {area.Offset}");
        foreach (var remark in device.Remarks)
            report.Field(" Remark", $"{remark.Area}: {remark.Text}");
    }

    private static string InWords(FruDeviceState state) => state switch
    {
        FruDeviceState.Blank => "never written",
        FruDeviceState.NotPresent => "not present",
        FruDeviceState.OutOfReach => "out of reach",
        _ => "could not be read",
    };

    private static void Print(FruChassisInfo chassis, TextReport report)
    {
        report.Field(" Chassis Type", chassis.TypeName ?? $"type {chassis.Type}");
        Field(report, " Chassis Part Number", chassis.PartNumber);
        Field(report, " Chassis Serial", chassis.SerialNumber);
        foreach (var field in chassis.Custom)
            Field(report, " Chassis Extra", field);
    }

    private static void Print(FruBoardInfo board, TextReport report)
    {
        report.Field(" Board Mfg Date", board.ManufacturedAt?.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture) ?? "unspecified");
        Field(report, " Board Mfg", board.Manufacturer);
        Field(report, " Board Product", board.ProductName);
        Field(report, " Board Serial", board.SerialNumber);
        Field(report, " Board Part Number", board.PartNumber);
        Field(report, " Board FRU ID", board.FileId);
        foreach (var field in board.Custom)
            Field(report, " Board Extra", field);
    }

    private static void Print(FruProductInfo product, TextReport report)
    {
        Field(report, " Product Manufacturer", product.Manufacturer);
        Field(report, " Product Name", product.ProductName);
        Field(report, " Product Part Number", product.PartNumber);
        Field(report, " Product Version", product.Version);
        Field(report, " Product Serial", product.SerialNumber);
        Field(report, " Product Asset Tag", product.AssetTag);
        Field(report, " Product FRU ID", product.FileId);
        foreach (var field in product.Custom)
            Field(report, " Product Extra", field);
    }

    private static void Print(FruRecord record, TextReport report)
    {
        report.Line($" {record.TypeName} Record");
        switch (record)
        {
            case FruPowerSupplyRecord supply:
                Print(supply, report);
                break;
            case FruDcOutputRecord output:
                report.Field("  Output Number", output.Output).Field("  Standby power", output.Standby).Field("  Nominal voltage", Volts(output.NominalMillivolts))
                    .Field("  Voltage deviation", $"{Volts(output.NegativeDeviationMillivolts)} / {Volts(output.PositiveDeviationMillivolts)}")
                    .Field("  Ripple and noise", $"{output.RippleMillivolts} mV pk-pk").Field("  Current draw", $"{output.MinimumMilliamperes} - {output.MaximumMilliamperes} mA");
                break;
            case FruDcLoadRecord load:
                report.Field("  Output Number", load.Output).Field("  Nominal voltage", Volts(load.NominalMillivolts))
                    .Field("  Voltage range", $"{Volts(load.MinimumMillivolts)} - {Volts(load.MaximumMillivolts)}")
                    .Field("  Ripple and noise", $"{load.RippleMillivolts} mV pk-pk").Field("  Current load", $"{load.MinimumMilliamperes} - {load.MaximumMilliamperes} mA");
                break;
            case FruManagementAccessRecord access:
                report.Field($"  {access.Kind}", access.Text);
                break;
            case FruCompatibilityRecord compatibility:
                report.Field("  Manufacturer", ManufacturerNames.NameOf(compatibility.ManufacturerId)).Field("  Entity id", compatibility.EntityId)
                    .Field("  Compatibility base", compatibility.CompatibilityBase).Field("  Codes", string.Join(", ", compatibility.Codes));
                break;
            case FruOemRecord oem:
                report.Field("  Manufacturer", oem.Body ?? ManufacturerNames.NameOf(oem.ManufacturerId)).Field("  Data", Convert.ToHexStringLower(oem.OemData.Span));
                break;
            default:
                report.Field("  Data", Convert.ToHexStringLower(record.Data.Span));
                break;
        }
    }

    private static void Print(FruPowerSupplyRecord supply, TextReport report) => report
        .Field("  Capacity", $"{supply.CapacityWatts} W")
        .Field("  Peak VA", supply.PeakVoltAmperes is { } va ? $"{va} VA" : "unspecified")
        .Field("  Inrush Current", supply.InrushAmperes is { } inrush ? $"{inrush} A" : "unspecified")
        .Field("  Inrush Interval", $"{supply.InrushMilliseconds} ms")
        .Field("  Input Voltage Range 1", $"{Volts(supply.InputMillivolts1.Low)} - {Volts(supply.InputMillivolts1.High)}")
        .Field("  Input Voltage Range 2", supply.InputMillivolts2 is { Low: 0, High: 0 } ? "none" : $"{Volts(supply.InputMillivolts2.Low)} - {Volts(supply.InputMillivolts2.High)}")
        .Field("  Input Frequency Range", $"{supply.InputHertz.Low} - {supply.InputHertz.High} Hz")
        .Field("  A/C Dropout Tolerance", $"{supply.DropoutMilliseconds} ms")
        .Field("  Flags", Flags(supply))
        .Field("  Peak capacity", supply.PeakWatts is { } peak ? $"{peak} W for {supply.PeakSeconds} s" : "unspecified")
        .Field("  Combined capacity", supply.CombinedMillivolts is { } combined ? $"{supply.CombinedWatts} W ({Volts(combined.Low)} and {Volts(combined.High)})" : "not specified")
        .Field("  Fan lower threshold", supply.FailureRotationsPerSecond == 0 ? null : $"{supply.FailureRotationsPerSecond} RPS");

    private static string Flags(FruPowerSupplyRecord supply)
    {
        List<string> flags = [];
        if (supply.PredictsFailure)
            flags.Add("predictive fail");
        if (supply.CorrectsPowerFactor)
            flags.Add("power factor correction");
        if (supply.Autoswitch)
            flags.Add("autoswitch");
        if (supply.HotSwap)
            flags.Add("hot swap");
        return flags.Count == 0 ? "none" : string.Join(", ", flags);
    }

    private static void PrintRaw(ReadOnlySpan<byte> bytes, TextReport report)
    {
        report.Field(" Raw data", $"{bytes.Length} bytes");
        for (var offset = 0; offset < bytes.Length; offset += RawBytesPerLine)
            report.Line($"  {offset:x4}: {Convert.ToHexStringLower(bytes.Slice(offset, Math.Min(RawBytesPerLine, bytes.Length - offset)))}");
    }

    private static void Field(TextReport report, string name, FruField? field)
    {
        if (field is { IsEmpty: false })
            report.Field(name, field.Text);
    }

    private static string Volts(int millivolts) => (millivolts / 1000m).ToString("0.00", CultureInfo.InvariantCulture) + " V";
}
