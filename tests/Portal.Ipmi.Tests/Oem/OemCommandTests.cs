using FsCheck.Xunit;
using Portal.Ipmi.Commands.App;
using Portal.Ipmi.Oem;
using Portal.Ipmi.Oem.Dell;
using Portal.Ipmi.Oem.Intel;
using Portal.Ipmi.Oem.Lenovo;
using Portal.Ipmi.Oem.Supermicro;
using Portal.Ipmi.Wire;

namespace Portal.Ipmi.Tests.Oem;

/// <summary>Bytes as ipmitool's delloem and nm verbs, FreeIPMI's ipmi-oem and pyghmi send them.</summary>
public sealed class OemCommandTests
{
    [Fact]
    public void Requests_AreThoseOfOtherTools()
    {
        Assert.Equal("30:45 00", Written(new GetSupermicroFanMode()));
        Assert.Equal("30:70 0C00", Written(new GetSupermicroLanMode()));
        Assert.Equal("30:21 ", Written(new GetSupermicroHostMac()));
        Assert.Equal("30:29 ", Written(new GetDellNicSelection()));
        Assert.Equal("30:25 ", Written(new GetDellLegacyNicSelection()));
        Assert.Equal("30:C1 000000", Written(new GetDellActiveNic()));
        Assert.Equal("30:B3 0A00", Written(new GetDellPowerNow()));
        Assert.Equal("30:9C 0701", Written(new GetDellPowerHistory()));
        Assert.Equal("06:59 00DA00000808", Written(new GetSystemInfoParameter(0xDA) { Extra = new byte[] { 8, 8 } }));
        Assert.Equal("3A:C1 ", Written(new GetLenovoController()));
        Assert.Equal("3A:50 ", Written(new GetLenovoBuild()));
        Assert.Equal("3A:6B 00", Written(new GetLenovoFpga()));
        Assert.Equal("3A:C4 000005842F763261", Written(new GetLenovoProperty("/v2a")));
        Assert.Equal("2E:CA 570100", Written(new GetNodeManagerVersion()));
        Assert.Equal("2E:C8 570100010000", Written(new GetNodeManagerStatistics(NodeManagerStatistic.Power)));
        Assert.Equal("2E:C9 5701000010", Written(new GetNodeManagerCapabilities()));
    }

    [Theory]
    [InlineData(674, 2, 83, 0x00_09_53_53u, "2.83.83.83 (build 9)")]
    [InlineData(343, 1, 29, 0x01_16_5D_2Bu, "01.29.11101 (boot 01.16)")]
    [InlineData(7244, 3, 16, 0x06_00_00_00u, "3.16.06")]
    [InlineData(10876, 1, 3, 0u, "1.03")]
    public void FirmwareVersion_IsTheMakersOwnForm(int manufacturer, byte major, byte minor, uint auxiliary, string text) =>
        Assert.Equal(text, FirmwareVersion.Of(new DeviceId(0x20, 1, false, false, major, minor, 2, 0, 0xBF, manufacturer, 1, auxiliary)));

    [Fact]
    public void OtherManufacturersAnswer_IsNotAnAnswer() =>
        Assert.Throws<IpmiFormatException>(() => Read(new GetNodeManagerVersion(), Convert.FromHexString("A202000503000402")));

    [Fact]
    public void ManufacturerNames_KnownAndNot()
    {
        Assert.Equal(("Hewlett Packard Enterprise", "manufacturer 999999", "unspecified"), (ManufacturerNames.NameOf(47196), ManufacturerNames.NameOf(999999), ManufacturerNames.NameOf(0)));
    }

    [Property]
    public void Read_RandomBytes_ThrowsNothingButFormatExceptions(byte[] random, bool intel)
    {
        byte[] bytes = intel ? [0x57, 0x01, 0x00, .. random] : random;
        Quietly(() => Read(new GetSupermicroFanMode(), bytes));
        Quietly(() => Read(new GetSupermicroLanMode(), bytes));
        Quietly(() => Read(new GetSupermicroHostMac(), bytes));
        Quietly(() => Read(new GetDellNicSelection(), bytes).Describe());
        Quietly(() => Read(new GetDellLegacyNicSelection(), bytes).Describe());
        Quietly(() => Read(new GetDellActiveNic(), bytes).Describe());
        Quietly(() => Read(new GetDellPowerNow(), bytes));
        Quietly(() => Read(new GetDellPowerHistory(), bytes).ToString());
        Quietly(() => DellIdracInfo.Parse(bytes));
        Quietly(() => DellIdracInfo.Parse([.. bytes, .. new byte[41]]));
        Quietly(() => DellMacAddress.Parse(bytes));
        Quietly(() => Read(new GetLenovoController(), bytes));
        Quietly(() => Read(new GetLenovoBuild(), bytes));
        Quietly(() => Read(new GetLenovoFpga(), bytes));
        Quietly(() => Read(new GetLenovoProperty("/a"), bytes));
        Quietly(() => Read(new GetNodeManagerVersion(), bytes));
        Quietly(() => Read(new GetNodeManagerStatistics(NodeManagerStatistic.Power), bytes));
        Quietly(() => Read(new GetNodeManagerCapabilities(), bytes));
    }

    private static void Quietly(Action decode)
    {
        try
        {
            decode();
        }
        catch (IpmiFormatException)
        {
        }
    }

    private static TResponse Read<TResponse>(IpmiRequest<TResponse> request, byte[] bytes)
    {
        var reader = new IpmiReader(bytes);
        return request.Read(ref reader);
    }

    private static string Written<TResponse>(IpmiRequest<TResponse> request)
    {
        Span<byte> bytes = stackalloc byte[64];
        var writer = new IpmiWriter(bytes);
        request.Write(ref writer);
        return $"{(byte)request.Code.NetFn:X2}:{request.Code.Command:X2} {Convert.ToHexString(bytes[..writer.Written])}";
    }
}
