using FsCheck.Xunit;
using Portal.Ipmi.Commands.App;
using Portal.Ipmi.Commands.Dcmi;
using Portal.Ipmi.Dcmi;
using Portal.Ipmi.Wire;

namespace Portal.Ipmi.Tests.Commands.Dcmi;

/// <summary>Bytes laid out after the tables of DCMI 1.5.</summary>
public sealed class DcmiCommandTests
{
    [Fact]
    public void Requests_AreTheSpecifications()
    {
        Assert.Equal("DC05", Written(new GetDcmiCapabilitiesInfo(5)));
        Assert.Equal("DC010000", Written(new GetPowerReading()));
        Assert.Equal("DC024F00", Written(new GetPowerReading(RollingPeriod.Of(TimeSpan.FromMinutes(15)))));
        Assert.Equal("DC0000", Written(new GetPowerLimit()));
        Assert.Equal(
            "DC00000011F401E803000000003C00",
            Written(new SetPowerLimit(new PowerLimit(500, PowerLimitAction.LogOnly, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(1)))));
        Assert.Equal("DC010000", Written(new ActivatePowerLimit(true)));
        Assert.Equal("DC1010", Written(new GetAssetTag(16, 16)));
        Assert.Equal("DC10026162", Written(new SetAssetTag(16, "ab"u8.ToArray())));
        Assert.Equal("DC0010", Written(new GetManagementControllerId(0, 16)));
        Assert.Equal("DC30026100", Written(new SetManagementControllerId(48, "a\0"u8.ToArray())));
        Assert.Equal("DC01400009", Written(new GetDcmiSensorInfo(DcmiEntity.Inlet, 9)));
        Assert.Equal("DC01410001", Written(new GetTemperatureReadings(DcmiEntity.Processor)));
        Assert.Equal("DC4001", Written(new GetThermalLimit()));
        Assert.Equal("DC400140287800", Written(new SetThermalLimit(new ThermalLimit(40, TimeSpan.FromMinutes(2), PowerOff: true, Log: false))));
        Assert.Equal("DC0400", Written(new GetDcmiConfigurationParameter(4)));
        Assert.Equal("DC04007800", Written(new SetDcmiConfigurationParameter(4, new byte[] { 120, 0 })));
        Assert.Equal("00020100", Written(new GetSystemInfoParameter(2, 1)));
        Assert.Equal("020161", Written(new SetSystemInfoParameter(2, new byte[] { 1, 0x61 })));
    }

    [Fact]
    public void PowerReading_IsRead()
    {
        var reading = Answer(new GetPowerReading(), 0x00, "DC D4 00 0E 00 3E 01 C8 00 80 C1 57 65 E8 03 00 00 40");

        Assert.Equal((212, 14, 318, 200, TimeSpan.FromSeconds(1), true), (reading.CurrentWatts, reading.MinimumWatts, reading.MaximumWatts, reading.AverageWatts, reading.Period, reading.IsActive));
        Assert.Equal(0x6557C180u, reading.Timestamp.Value);
    }

    [Theory]
    // Active; stored and not active; code 80h with zeros; code 80h alone, with and without the group: all seen on BMCs.
    [InlineData(0x00, "DC 00 00 01 F4 01 E8 03 00 00 00 00 3C 00", true, 500)]
    [InlineData(0x80, "DC 00 00 01 F4 01 E8 03 00 00 00 00 3C 00", false, 500)]
    [InlineData(0x80, "DC 00 00 00 00 00 00 00 00 00 00 00 00 00", false, null)]
    [InlineData(0x80, "DC", false, null)]
    [InlineData(0x80, "", false, null)]
    public void PowerLimit_NoActiveLimit_IsAnAnswer(byte code, string hex, bool active, int? watts)
    {
        var status = Answer(new GetPowerLimit(), code, hex);

        Assert.Equal((active, watts), (status.IsActive, status.Limit?.Watts));
    }

    [Fact]
    public void AssetTag_EncodingOfTheFruDevice_IsNoRefusal()
    {
        Assert.Equal(3, Answer(new GetAssetTag(0, 16), 0x83, "DC 03 61 62 63").Data.Length);
        Assert.Throws<IpmiCommandException>(() => Answer(new GetAssetTag(0, 16), 0xC9, ""));
    }

    [Fact]
    public void Temperatures_SignAndMagnitude_AreRead()
    {
        var page = Answer(new GetTemperatureReadings(DcmiEntity.Inlet), 0x00, "DC 02 02 17 01 85 02");

        Assert.Equal(2, page.Total);
        Assert.Equal([23, -5], page.Temperatures.Select(t => t.Celsius));
    }

    [Fact]
    public void OtherGroup_IsNotAnAnswer() => Assert.Throws<IpmiFormatException>(() => Answer(new GetThermalLimit(), 0x00, "00 20 2D 3C 00"));

    [Theory]
    [InlineData(0x05, 5)]
    [InlineData(0x41, 60)]
    [InlineData(0x81, 3600)]
    [InlineData(0xC1, 86400)]
    [InlineData(0x00, 0)]
    public void RollingPeriod_BothWays(byte value, int seconds)
    {
        Assert.Equal(TimeSpan.FromSeconds(seconds), new RollingPeriod(value).Duration);
        Assert.Equal(value, RollingPeriod.Of(TimeSpan.FromSeconds(seconds)).Value);
    }

    [Property]
    public void Read_RandomBytes_ThrowsNothingButFormatExceptions(byte[] random, bool group)
    {
        byte[] bytes = group ? [0xDC, .. random] : random;
        Try(new GetPowerReading(), bytes);
        Try(new GetPowerLimit(), bytes);
        Try(new SetPowerLimit(new PowerLimit(1, 0, default, default)), bytes);
        Try(new ActivatePowerLimit(false), bytes);
        Try(new GetAssetTag(0, 16), bytes);
        Try(new SetAssetTag(0, default), bytes);
        Try(new GetManagementControllerId(0, 16), bytes);
        Try(new SetManagementControllerId(0, default), bytes);
        Try(new GetDcmiSensorInfo(DcmiEntity.Inlet), bytes);
        Try(new GetTemperatureReadings(DcmiEntity.Inlet), bytes);
        Try(new GetThermalLimit(), bytes);
        Try(new SetThermalLimit(new ThermalLimit(0, default, false, false)), bytes);
        Try(new GetDcmiConfigurationParameter(1), bytes);
        Try(new SetDcmiConfigurationParameter(1, default), bytes);
        Try(new GetSystemInfoParameter(1), bytes);
        var parameter = new DcmiParameter(1, 5, 2, bytes);
        foreach (var decode in new Action[]
        {
            () => DcmiCapabilities.ReadSupported(parameter), () => DcmiPlatformAttributes.Read(parameter),
            () => DcmiPowerController.Read(parameter), () => DcmiChannels.Read(parameter),
        })
            Quietly(decode);
    }

    private static void Try<TResponse>(IpmiRequest<TResponse> request, byte[] bytes)
    {
        foreach (var code in new byte[] { 0x00, 0x80, 0x83 })
        {
            Quietly(() =>
            {
                var reader = new IpmiReader(bytes);
                request.ReadAnswer((CompletionCode)code, ref reader);
            });
        }
    }

    private static void Quietly(Action decode)
    {
        try
        {
            decode();
        }
        catch (IpmiException e) when (e is IpmiFormatException or IpmiCommandException)
        {
        }
    }

    private static TResponse Answer<TResponse>(IpmiRequest<TResponse> request, byte code, string hex)
    {
        var reader = new IpmiReader(Convert.FromHexString(hex.Replace(" ", "", StringComparison.Ordinal)));
        return request.ReadAnswer((CompletionCode)code, ref reader);
    }

    private static string Written<TResponse>(IpmiRequest<TResponse> request)
    {
        Span<byte> bytes = stackalloc byte[64];
        var writer = new IpmiWriter(bytes);
        request.Write(ref writer);
        return Convert.ToHexString(bytes[..writer.Written]);
    }
}
