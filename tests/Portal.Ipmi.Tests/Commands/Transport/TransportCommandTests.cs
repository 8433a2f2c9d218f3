using FsCheck.Xunit;
using Portal.Ipmi.Commands.Transport;
using static Portal.Ipmi.Tests.Commands.CommandBytes;

namespace Portal.Ipmi.Tests.Commands.Transport;

public sealed class TransportCommandTests
{
    [Fact]
    public void Commands_BothWays_AreTheSpecifications()
    {
        // §23.1 to §23.4, §25.1 to §25.3, §26.2, §26.3.
        Assert.Equal("01120200", Written(new GetLanConfiguration(1, LanParameter.DestinationType, Set: 2)));
        Assert.Equal("0103C0A80001", Written(new SetLanConfiguration(1, LanParameter.Address, new byte[] { 192, 168, 0, 1 })));
        Assert.Equal("0E010000", Written(new GetSolConfiguration(0x0E, SolParameter.Enable)));
        Assert.Equal("010182"[..4] + "01", Written(new SetSolConfiguration(1, SolParameter.Enable, new byte[] { 1 })));
        Assert.Equal("02070000", Written(new GetSerialConfiguration(2, SerialParameter.Messaging)));
        Assert.Equal("02070A", Written(new SetSerialConfiguration(2, SerialParameter.Messaging, new byte[] { 0x0A })));
        Assert.Equal(("0103", "0101"), (Written(new SuspendBmcArps(1, true, true)), Written(new GetIpStatistics(1, Clear: true))));
        Assert.Equal(new ArpSuspension(false, true), Read(new SuspendBmcArps(1, true, false), "02"));
        Assert.Equal(new IpStatistics(1, 2, 3, 4, 5, 6, 7, 8, 0xFFFF), Read(new GetIpStatistics(1), "0100 0200 0300 0400 0500 0600 0700 0800 FFFF"));
        Assert.Equal("0204", Written(new SetSerialMux(2, SerialMuxSetting.ForceBmc)));
        Assert.Equal(new SerialMuxState(true, false, false, true, true, true), Read(new SetSerialMux(2, SerialMuxSetting.Get), "87"));
        var data = Read(new GetLanConfiguration(1, LanParameter.SubnetMask), "11 FF FF FF 00");
        Assert.Equal((0x11, "FFFFFF00"), (data.Revision, Convert.ToHexString(data.Data.Span)));
        Assert.Equal("parameter not supported", new GetLanConfiguration(1, LanParameter.VlanId).Describe((CompletionCode)0x80));
        Assert.Equal("the parameter is read-only", new SetSolConfiguration(1, SolParameter.Channel, default).Describe((CompletionCode)0x82));
    }

    [Property]
    public void Read_RandomBytes_ThrowsNothingButFormatExceptions(byte[] bytes)
    {
        Try(new GetLanConfiguration(1, LanParameter.Address), bytes);
        Try(new GetSolConfiguration(1, SolParameter.Enable), bytes);
        Try(new GetSerialConfiguration(1, SerialParameter.Messaging), bytes);
        Try(new SuspendBmcArps(1, true, true), bytes);
        Try(new GetIpStatistics(1), bytes);
        Try(new SetSerialMux(1, SerialMuxSetting.Get), bytes);
    }
}
