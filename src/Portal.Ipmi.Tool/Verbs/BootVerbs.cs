using System.CommandLine;
using Portal.Ipmi.Configuration;
using Portal.Ipmi.Tool.Output;

namespace Portal.Ipmi.Tool.Verbs;

/// <summary><c>chassis bootdev</c> and <c>chassis bootparam</c>.</summary>
internal static class BootVerbs
{
    private static readonly Dictionary<string, BootDevice> s_devices = new()
    {
        ["none"] = Configuration.BootDevice.NoOverride,
        ["pxe"] = Configuration.BootDevice.Pxe,
        ["disk"] = Configuration.BootDevice.HardDrive,
        ["safe"] = Configuration.BootDevice.HardDriveSafeMode,
        ["diag"] = Configuration.BootDevice.DiagnosticPartition,
        ["cdrom"] = Configuration.BootDevice.CdDvd,
        ["bios"] = Configuration.BootDevice.FirmwareSetup,
        ["floppy"] = Configuration.BootDevice.Floppy,
        ["remote-floppy"] = Configuration.BootDevice.RemoteFloppy,
        ["remote-cdrom"] = Configuration.BootDevice.RemoteCdDvd,
        ["remote-media"] = Configuration.BootDevice.PrimaryRemoteMedia,
        ["remote-disk"] = Configuration.BootDevice.RemoteHardDrive,
    };

    public static Command BootDevice(VerbRunner runner)
    {
        var device = new Argument<string>("device") { Description = string.Join(", ", s_devices.Keys) + "." };
        device.AcceptOnlyFromAmong([.. s_devices.Keys]);
        var persistent = new Option<bool>("--persistent") { Description = "Every start, not only the next." };
        var uefi = new Option<bool>("--uefi") { Description = "UEFI boot instead of legacy." };
        var clearCmos = new Option<bool>("--clear-cmos") { Description = "Clear the firmware's settings." };
        var command = new Command("bootdev", "What the host boots from next, read back.") { device, persistent, uefi, clearCmos };
        runner.Set(
            command,
            async (call, ct) =>
            {
                var wanted = s_devices[call.Arguments.GetValue(device)!];
                var boot = new BootConfigurator(call.Connection);
                var any = wanted != Configuration.BootDevice.NoOverride || call.Arguments.GetValue(clearCmos);
                await boot.SetFlagsAsync(
                    new BootFlags
                    {
                        Valid = any,
                        Device = wanted,
                        Persistent = any && call.Arguments.GetValue(persistent),
                        Uefi = any && call.Arguments.GetValue(uefi),
                        ClearCmos = call.Arguments.GetValue(clearCmos),
                    },
                    ct);
                return await boot.ReadFlagsAsync(ct);
            },
            PrintFlags);
        return command;
    }

    public static Command BootParameters(VerbRunner runner)
    {
        var number = Numbers.Argument<byte>("parameter", "Parameter, 0 to 7.");
        number.Arity = ArgumentArity.ZeroOrOne;
        var get = new Command("get", "The boot options that the BMC keeps, or one of them.") { number };
        runner.Set(
            get,
            async (call, ct) =>
            {
                var options = await new BootConfigurator(call.Connection).ReadAsync(ct);
                return new BootReport(call.Arguments.GetResult(number)?.Tokens.Count > 0 ? call.Arguments.GetValue(number) : null, options);
            },
            PrintOptions);
        return new Command("bootparam", "Boot options.") { get };
    }

    private static void PrintOptions(BootReport result, TextReport report)
    {
        var options = result.Options;
        if (Wants(0))
            report.Field("Set In Progress", options.SetInProgress);
        if (Wants(1))
            report.Field("Service Partition", options.ServicePartition is 0 ? "unspecified" : options.ServicePartition);
        if (Wants(2))
            report.Field("Service Partition Scan", options.ServicePartitionScan);
        if (Wants(3))
            report.Field("Keeps valid bit on", options.Retention);
        if (Wants(4))
            report.Field("Yet to handle boot info", options.Unhandled);
        if (Wants(5) && options.Flags is { } flags)
            PrintFlags(flags, report);
        if (Wants(6) && options.Initiator is { } initiator)
            report.Field("Initiator Channel", initiator.Channel).Field("Initiator Session", $"{initiator.SessionId:x8}h").Field("Initiator Timestamp", $"{initiator.Timestamp:x8}h");
        if (Wants(7) && options.Mailbox is { } mailbox)
            report.Field("Initiator Mailbox", Convert.ToHexStringLower(mailbox.Span));
        foreach (var unread in options.Unread)
        {
            if (Wants(unread.Parameter))
                report.Field($"Parameter {unread.Parameter}", unread.CompletionCode == (CompletionCode)0x80 ? "not supported" : unread.CompletionCode.Describe());
        }

        bool Wants(byte parameter) => result.Only is null || result.Only == parameter;
    }

    private static void PrintFlags(BootFlags flags, TextReport report) => report
        .Field("Boot Flags", flags.Valid ? "valid" : "invalid")
        .Field("Applies to", flags.Persistent ? "all future boots" : "only next boot")
        .Field("Boot Type", flags.Uefi ? "UEFI" : "legacy")
        .Field("Boot Device", Words(flags.Device))
        .Field("Device Instance", flags.DeviceInstance == 0 ? null : flags.DeviceInstance)
        .Field("Clear CMOS", flags.ClearCmos)
        .Field("Lock Keyboard", flags.LockKeyboard)
        .Field("Blank Screen", flags.BlankScreen)
        .Field("Lock Reset Button", flags.LockResetButton)
        .Field("Lock Power Button", flags.LockPowerButton)
        .Field("Lock Sleep Button", flags.LockSleepButton)
        .Field("Firmware Verbosity", flags.Verbosity)
        .Field("Force Progress Events", flags.ForceProgressEvents)
        .Field("Bypass User Password", flags.BypassUserPassword)
        .Field("Console Redirection", flags.ConsoleRedirection)
        .Field("Shared Mode Override", flags.SharedModeOverride)
        .Field("Serial Mux Override", flags.MuxOverride);

    private static string Words(BootDevice device)
    {
        foreach (var (name, value) in s_devices)
        {
            if (value == device)
                return name;
        }

        return $"reserved ({(byte)device:X}h)";
    }

    /// <summary>The options, and the one that was asked for.</summary>
    internal sealed record BootReport(byte? Only, BootOptions Options);
}
