using System.CommandLine;
using Portal.Ipmi.Commands.App;
using Portal.Ipmi.Tool.Output;

namespace Portal.Ipmi.Tool.Verbs;

/// <summary><c>mc</c>: the management controller itself.</summary>
internal sealed class McVerbs : IVerbGroup
{
    private static readonly string[] s_support =
    [
        "Sensor Device", "SDR Repository Device", "SEL Device", "FRU Inventory Device", "IPMB Event Receiver", "IPMB Event Generator", "Bridge", "Chassis Device",
    ];

    public Command Create(VerbRunner runner) => new("mc", "The management controller: what it is, its health, its resets.")
    {
        Info(runner),
    };

    private static Command Info(VerbRunner runner)
    {
        var command = new Command("info", "Device, firmware and manufacturer (Get Device ID).");
        runner.Set(command, static (call, ct) => call.Connection.SendAsync(new GetDeviceId(), ct).AsTask(), PrintInfo);
        return command;
    }

    private static void PrintInfo(DeviceId id, TextReport report)
    {
        report
            .Field("Device ID", id.Id)
            .Field("Device Revision", id.Revision)
            .Field("Firmware Revision", $"{id.FirmwareMajor}.{id.FirmwareMinor:D2}")
            .Field("IPMI Version", $"{id.IpmiMajor}.{id.IpmiMinor}")
            .Field("Manufacturer ID", id.ManufacturerId)
            .Field("Product ID", $"{id.ProductId} (0x{id.ProductId:x4})")
            .Field("Device Available", !id.UpdateInProgress)
            .Field("Provides Device SDRs", id.ProvidesSdrs)
            .Field("Additional Device Support", id.AdditionalSupport == 0 ? "none" : "");
        for (var bit = 0; bit < s_support.Length; bit++)
        {
            if ((id.AdditionalSupport >> bit & 1) != 0)
                report.Below(s_support[bit]);
        }

        report.Field("Aux Firmware Rev Info", string.Join(' ', Enumerable.Range(0, 4).Select(i => $"0x{(byte)(id.AuxiliaryFirmware >> (24 - (8 * i))):x2}")));
    }
}
