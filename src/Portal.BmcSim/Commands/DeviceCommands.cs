using Portal.BmcSim.Hardware;
using Portal.BmcSim.Rmcp;

namespace Portal.BmcSim.Commands;

/// <summary>What the BMC says about itself, IPMI 2.0 §20 and §22.14.</summary>
internal static class DeviceCommands
{
    public static CommandEntry[] Commands =>
    [
        new(0x06, 0x01, CommandEntry.User, 0, GetDeviceId),
        new(0x06, 0x02, CommandEntry.Administrator, 0, ColdReset),
        new(0x06, 0x03, CommandEntry.Administrator, 0, WarmReset),
        new(0x06, 0x04, CommandEntry.User, 0, GetSelfTest),
        new(0x06, 0x08, CommandEntry.User, 0, GetGuid),
        new(0x06, 0x37, CommandEntry.None, 0, GetGuid),
    ];

    // §20.1: device id, revision, firmware major (bit 7: update in progress), firmware minor in BCD, IPMI version, additional support, manufacturer (3), product (2), auxiliary firmware (4).
    public static byte GetDeviceId(Controller bmc, SimSession? session, ReadOnlySpan<byte> data, ref ReplyWriter reply)
    {
        const byte ipmi20 = 0x02;
        const byte chassisFruSelSensors = 0x8D;
        const byte sdrRepository = 0x02;
        const byte deviceSdrs = 0x80;
        var hardware = bmc.Options.Hardware;
        var options = bmc.Options;
        reply.Byte(0x20);
        reply.Byte(0x01 | (hardware.HasDeviceSdrs ? deviceSdrs : 0));
        var identity = hardware.Identity ?? new SimIdentity(options.ManufacturerId, options.ProductId, options.Firmware.Major, options.Firmware.Minor, 0);
        reply.Byte(identity.FirmwareMajor & 0x7F);
        reply.Byte((identity.FirmwareMinor / 10 << 4) | (identity.FirmwareMinor % 10));
        reply.Byte(ipmi20);
        reply.Byte(chassisFruSelSensors | (hardware.HasSdrRepository ? sdrRepository : 0));
        reply.UInt24(identity.ManufacturerId);
        reply.UInt16(identity.ProductId);
        // The bytes of the auxiliary revision have no common order: they go out as they are written.
        for (var shift = 24; shift >= 0; shift -= 8)
            reply.Byte((byte)(identity.AuxiliaryFirmware >> shift));
        return Completion.Ok;
    }

    // §20.2. Sessions end.
    public static byte ColdReset(Controller bmc, SimSession? session, ReadOnlySpan<byte> data, ref ReplyWriter reply)
    {
        bmc.Restarting = TimeSpan.FromSeconds(3) * bmc.Options.BootPace;
        return Completion.Ok;
    }

    // §20.3. Sessions end here too.
    public static byte WarmReset(Controller bmc, SimSession? session, ReadOnlySpan<byte> data, ref ReplyWriter reply)
    {
        bmc.Restarting = TimeSpan.FromSeconds(1) * bmc.Options.BootPace;
        return Completion.Ok;
    }

    // §20.4: 55h "no error", 00h.
    public static byte GetSelfTest(Controller bmc, SimSession? session, ReadOnlySpan<byte> data, ref ReplyWriter reply)
    {
        reply.Byte(bmc.Options.Hardware.SelfTest.Outcome);
        reply.Byte(bmc.Options.Hardware.SelfTest.Details);
        return Completion.Ok;
    }

    // §20.8 and §22.14: 16 bytes. The controller and its system share one.
    public static byte GetGuid(Controller bmc, SimSession? session, ReadOnlySpan<byte> data, ref ReplyWriter reply)
    {
        reply.Bytes(bmc.SystemGuid);
        return Completion.Ok;
    }
}
