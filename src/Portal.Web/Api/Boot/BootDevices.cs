using Portal.Ipmi.Configuration;

namespace Portal.Web.Api.Boot;

/// <summary>Boot devices by the words of the API.</summary>
internal static class BootDevices
{
    private static readonly (BootDevice Device, string Word)[] s_words =
    [
        (BootDevice.NoOverride, "none"), (BootDevice.Pxe, "pxe"), (BootDevice.HardDrive, "disk"), (BootDevice.HardDriveSafeMode, "diskSafeMode"),
        (BootDevice.DiagnosticPartition, "diagnostics"), (BootDevice.CdDvd, "cdrom"), (BootDevice.FirmwareSetup, "setup"), (BootDevice.Floppy, "floppy"),
        (BootDevice.RemoteFloppy, "remoteFloppy"), (BootDevice.RemoteCdDvd, "remoteCdrom"), (BootDevice.PrimaryRemoteMedia, "remoteMedia"), (BootDevice.RemoteHardDrive, "remoteDisk"),
    ];

    public static IEnumerable<BootDevice> All => s_words.Select(entry => entry.Device);

    /// <summary>Its word; a number for one that the specification does not name.</summary>
    public static string Word(BootDevice device) => Array.Find(s_words, entry => entry.Device == device).Word ?? $"reserved{(byte)device}";

    public static BootDevice Read(string word) => Array.Find(s_words, entry => entry.Word == word) is { Word: not null } found
        ? found.Device
        : throw new InvalidRequestException("invalid_device", $"device must be one of {string.Join(", ", s_words.Select(entry => entry.Word))}.", "device");
}
