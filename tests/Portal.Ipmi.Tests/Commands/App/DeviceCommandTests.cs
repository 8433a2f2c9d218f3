using FsCheck.Xunit;
using Portal.Ipmi.Commands.App;
using static Portal.Ipmi.Tests.Commands.CommandBytes;

namespace Portal.Ipmi.Tests.Commands.App;

public sealed class DeviceCommandTests
{
    // §20.4; the second as `ipmitool mc selftest` explains it.
    [Theory]
    [InlineData("55 00", true, "passed")]
    [InlineData("56 00", true, "not implemented")]
    [InlineData("57 84", false, "event log cannot be accessed, internal use area of the BMC FRU is corrupted")]
    [InlineData("57 7B", false, "SDR repository cannot be accessed, BMC FRU device cannot be accessed, IPMB signal lines do not respond, SDR repository is empty, boot block firmware is corrupted, operational firmware is corrupted")]
    [InlineData("57 00", false, "device error without details")]
    [InlineData("58 12", false, "fatal hardware error (12h)")]
    [InlineData("80 01", false, "failed, device-specific code 80h 01h")]
    public void SelfTest_Results_AreInWords(string hex, bool healthy, string words)
    {
        var result = Read(new GetSelfTestResults(), hex);

        Assert.Equal((healthy, words), (result.IsHealthy, result.Describe()));
    }

    // The same GUID in the three orders, and one of ipmi_sim's configuration that is none in any order.
    [Theory]
    [InlineData("44454C4C5900104D8044B4C04F4E4132", GuidEncoding.Smbios, "4c4c4544-0059-4d10-8044-b4c04f4e4132", 4)] // Dell's "DELL" + service tag
    [InlineData("4C4C454400594D108044B4C04F4E4132", GuidEncoding.Rfc4122, "4c4c4544-0059-4d10-8044-b4c04f4e4132", 4)]
    [InlineData("32414E4FC0B44480104D590044454C4C", GuidEncoding.Ipmi, "4c4c4544-0059-4d10-8044-b4c04f4e4132", 4)]
    [InlineData("00000000000000000000000000000000", GuidEncoding.Unknown, "00000000-0000-0000-0000-000000000000", 0)]
    public void IpmiGuid_Orders_AreFound(string hex, GuidEncoding encoding, string text, int version)
    {
        var guid = IpmiGuid.Parse(Convert.FromHexString(hex));

        Assert.Equal((encoding, text, version), (guid.Encoding, $"{guid}", guid.Version));
    }

    [Fact]
    public void IpmiGuid_GivenOrder_IsTaken()
    {
        var bytes = Convert.FromHexString("A123456789ABCDEFA123456789ABCDEF");

        Assert.Equal("a1234567-89ab-cdef-a123-456789abcdef", IpmiGuid.Parse(bytes, GuidEncoding.Rfc4122).ToString());
        Assert.Equal("674523a1-ab89-efcd-a123-456789abcdef", IpmiGuid.Parse(bytes, GuidEncoding.Smbios).ToString());
        Assert.Equal("efcdab89-6745-23a1-efcd-ab89674523a1", IpmiGuid.Parse(bytes, GuidEncoding.Ipmi).ToString());
        Assert.Throws<IpmiFormatException>(() => IpmiGuid.Parse(bytes.AsSpan(1)));
    }

    [Fact]
    public void Watchdog_BothWays_IsTheSpecifications()
    {
        // §27.6 and §27.7.
        var request = new SetWatchdogTimer(WatchdogUse.SmsOs, WatchdogAction.PowerCycle, TimeSpan.FromSeconds(300))
        {
            DoNotLog = true,
            KeepRunning = true,
            Interrupt = WatchdogInterrupt.Nmi,
            PreTimeoutSeconds = 10,
            Clear = WatchdogExpirations.SmsOs | WatchdogExpirations.Oem,
        };
        Assert.Equal("C4230A30B80B", Written(request));
        Assert.Equal(
            new WatchdogTimer(
                WatchdogUse.SmsOs, true, true, WatchdogAction.PowerCycle, WatchdogInterrupt.Nmi, TimeSpan.FromSeconds(10), WatchdogExpirations.OsLoad,
                TimeSpan.FromSeconds(300), TimeSpan.FromSeconds(299.9)),
            Read(new GetWatchdogTimer(), "C4 23 0A 08 B8 0B B7 0B"));
        Assert.Equal("", Written(new ResetWatchdogTimer()));
    }

    [Fact]
    public void SmallOnes_BothWays_AreTheSpecifications()
    {
        Assert.Equal(new AcpiPowerState(SystemPowerState.S5, DevicePowerState.D3), Read(new GetAcpiPowerState(), "05 03"));
        Assert.Equal("8080", Written(new SetAcpiPowerState(SystemPowerState.S0, DevicePowerState.D0)));
        Assert.Equal("A000", Written(new SetAcpiPowerState(SystemPowerState.LegacyOn, null)));
        Assert.Equal(BmcGlobalEnables.SystemEventLogging | BmcGlobalEnables.ReceiveQueueInterrupt, Read(new GetBmcGlobalEnables(), "09"));
        Assert.Equal("0C", Written(new SetBmcGlobalEnables(BmcGlobalEnables.EventBuffer | BmcGlobalEnables.SystemEventLogging)));
        Assert.Equal(MessageFlags.WatchdogPreTimeout, Read(new GetMessageFlags(), "08"));
        Assert.Equal("03", Written(new ClearMessageFlags(MessageFlags.ReceiveMessage | MessageFlags.EventMessage)));
        Assert.False(new ColdReset().IsIdempotent || new WarmReset().IsIdempotent);
        Assert.Equal(("02", "FE07", "FF78563412"), (Written(GetSessionInfo.Active(2)), Written(GetSessionInfo.ByHandle(7)), Written(GetSessionInfo.ById(0x12345678))));
    }

    [Fact]
    public void Firewall_Masks_AreCommands()
    {
        Assert.Equal("0E0600", Written(new GetCommandSupport(NetFn.App)));
        Assert.Equal("0146012A", Written(new GetConfigurableCommands(NetFn.App, 1) { UpperHalf = true, TargetLun = Lun.Oem1, Body = 0x2A }));
        Assert.Equal("0E6E0057010000"[..6] + "570100", Written(new GetCommandEnables(NetFn.Oem) { UpperHalf = true, Body = 0x157 }));
        Assert.Equal("0E0A0011", Written(new GetCommandSubfunctionSupport(NetFn.Storage, 0x11)));
        Assert.Equal("0E2C0002DC", Written(new GetConfigurableCommandSubfunctions(NetFn.Group, 0x02) { Body = 0xDC }));
        Assert.Equal("0E", Written(new GetNetFnSupport()));
        Assert.Equal("0E2E01", Written(new GetOemNetFnIanaSupport(NetFn.Oem, 1)));

        // Bit 0: it exists. Commands 01h and 08h.
        var mask = Read(new GetCommandSupport(NetFn.App), "FD FE FF FF FF FF FF FF FF FF FF FF FF FF FF FF");
        Assert.Equal([0x01, 0x08], mask.Commands);
        Assert.True(mask.Contains(0x08) && !mask.Contains(0x88) && !mask.Contains(0x02));
        Assert.Equal([0xFF], Read(new GetCommandEnables(NetFn.App) { UpperHalf = true }, "00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 80").Commands);
        var functions = Read(new GetNetFnSupport(), "01 2D 00 00 00 FF FF FF FF 00 00 00 00 00 00 00 00");
        Assert.Equal([NetFn.Chassis, NetFn.SensorEvent, NetFn.App, NetFn.Storage], functions.Of(Lun.Bmc));
        Assert.Empty(functions.Of(Lun.Oem1));
        Assert.Equal(new CommandSubfunctionSupport(0x07, 0x02, 0x11, 0x1), Read(new GetCommandSubfunctionSupport(NetFn.App, 1), "07 02 11 FE FF FF FF"));
        Assert.Equal(0x00000003_00000001ul, Read(new GetCommandSubfunctionEnables(NetFn.App, 1), "01 00 00 00 03 00 00 00"));
        Assert.Equal(new OemNetFnSupport(true, 1, 343), Read(new GetOemNetFnIanaSupport(NetFn.Oem, 0), "80 01 57 01 00"));
    }

    [Property]
    public void Read_RandomBytes_ThrowsNothingButFormatExceptions(byte[] bytes)
    {
        Try(new GetSelfTestResults(), bytes);
        Try(new GetDeviceGuid(), bytes);
        Try(new GetAcpiPowerState(), bytes);
        Try(new GetWatchdogTimer(), bytes);
        Try(new GetBmcGlobalEnables(), bytes);
        Try(new GetMessageFlags(), bytes);
        Try(new GetCommandSupport(NetFn.App), bytes);
        Try(new GetCommandSubfunctionSupport(NetFn.App, 1), bytes);
        Try(new GetCommandSubfunctionEnables(NetFn.App, 1), bytes);
        Try(new GetNetFnSupport(), bytes);
        Try(new GetOemNetFnIanaSupport(NetFn.Oem, 0), bytes);
        if (bytes.Length >= 2)
            Assert.NotEmpty(new SelfTestResult((SelfTestOutcome)bytes[0], bytes[1]).Describe());
    }
}
