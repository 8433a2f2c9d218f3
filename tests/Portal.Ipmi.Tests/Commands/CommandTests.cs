using FsCheck.Xunit;
using Portal.Ipmi.Commands.App;
using Portal.Ipmi.Commands.Chassis;
using static Portal.Ipmi.Tests.Commands.CommandBytes;

namespace Portal.Ipmi.Tests.Commands;

public sealed class CommandTests
{
    [Fact]
    public void GetDeviceId_LongAnswer_IsRead()
    {
        // Laid out after §20.1 with Supermicro's enterprise number 10876.
        var id = Read(new GetDeviceId(), "20 01 03 19 02 BF 7C 2A 00 02 06 00 00 00 00");

        Assert.Equal(new DeviceId(0x20, 1, false, false, 3, 19, 2, 0, 0xBF, 0x2A7C, 0x0602, 0), id);
    }

    [Theory]
    [InlineData("20 81 83 0A 51 00 00 00 F0 00 00", "minor revision that is no BCD stays; 20 bits of manufacturer; IPMI 1.5")]
    public void GetDeviceId_OddAnswer_IsRead(string hex, string why)
    {
        var id = Read(new GetDeviceId(), hex);

        Assert.Equal((true, true, (byte)3, (byte)0x0A, (byte)1, (byte)5, 0), (id.ProvidesSdrs, id.UpdateInProgress, id.FirmwareMajor, id.FirmwareMinor, id.IpmiMajor, id.IpmiMinor, id.ManufacturerId));
        Assert.NotEmpty(why);
    }

    [Fact]
    public void GetDeviceId_AuxiliaryRevision_KeepsTheOrderOfTheWire() =>
        Assert.Equal(0x01020304u, Read(new GetDeviceId(), "20 01 03 19 02 BF 7C 2A 00 02 06 01 02 03 04").AuxiliaryFirmware);

    [Theory]
    [InlineData("21 10 40", true, null)]
    [InlineData("20 10 40 70", false, (byte)0x70)]
    public void GetChassisStatus_ThreeOrFourBytes_IsRead(string hex, bool isOn, byte? frontPanel)
    {
        var status = Read(new GetChassisStatus(), hex);

        Assert.Equal((isOn, frontPanel), (status.IsOn, status.FrontPanel));
    }

    [Theory]
    [InlineData(ChassisAction.PowerDown, "00")]
    [InlineData(ChassisAction.PowerUp, "01")]
    [InlineData(ChassisAction.PowerCycle, "02")]
    [InlineData(ChassisAction.SoftShutdown, "05")]
    public void ChassisControl_Action_IsOneByteAndSentOnce(ChassisAction action, string hex)
    {
        Assert.Equal(hex, Written(new ChassisControl(action)));
        Assert.False(new ChassisControl(action).IsIdempotent);
    }

    [Fact]
    public void SessionCommands_Requests_AreTheSpecifications()
    {
        Assert.Equal("04", Written(new SetSessionPrivilegeLevel(PrivilegeLevel.Administrator)));
        Assert.Equal("78563412", Written(new CloseSession(0x12345678)));
        Assert.Equal("8E04", Written(new GetChannelAuthenticationCapabilities(PrivilegeLevel.Administrator, Extended: true)));
        Assert.Equal("0E04", Written(new GetChannelAuthenticationCapabilities(PrivilegeLevel.Administrator, Extended: false)));
        Assert.Equal("0E0081", Written(new GetChannelCipherSuites(1)));
        Assert.Equal("00", Written(new GetSessionInfo()));
        Assert.Equal(PrivilegeLevel.Operator, Read(new SetSessionPrivilegeLevel(PrivilegeLevel.Operator), "03"));
    }

    [Fact]
    public void GetSessionInfo_WithOrWithoutASession_IsRead()
    {
        // Laid out after §22.20.
        Assert.Equal(
            new SessionInfo(1, 63, 1, 2, PrivilegeLevel.Administrator, 1) { IsRmcpPlus = true },
            Read(new GetSessionInfo(), "01 3F 01 02 04 11 7F 00 00 01"));
        var whole = Read(new GetSessionInfo(), "01 3F 01 02 04 01 7F 00 00 01 02 00 00 00 00 05 6F 02");
        Assert.Equal((false, "127.0.0.1", "020000000005", 623), (whole.IsRmcpPlus, $"{whole.ConsoleAddress}", $"{whole.ConsoleMac}", whole.ConsolePort));
        Assert.Equal(new SessionInfo(0, 63, 0, null, null, null), Read(new GetSessionInfo(), "00 3F 00"));
    }

    [Property]
    public void Read_RandomBytes_ThrowsNothingButFormatExceptions(byte[] bytes)
    {
        Try(new GetDeviceId(), bytes);
        Try(new GetChassisStatus(), bytes);
        Try(new ChassisControl(ChassisAction.PowerUp), bytes);
        Try(new SetSessionPrivilegeLevel(PrivilegeLevel.User), bytes);
        Try(new CloseSession(1), bytes);
        Try(new GetSessionInfo(), bytes);
        Try(new GetSystemGuid(), bytes);
        Try(new GetChannelAuthenticationCapabilities(PrivilegeLevel.User, true), bytes);
        Try(new GetChannelCipherSuites(0), bytes);
    }
}
