using FsCheck.Xunit;
using Portal.Ipmi.Commands.SensorEvent;
using Portal.Ipmi.Commands.Storage;
using Portal.Ipmi.Events;
using Portal.Ipmi.Sensors;
using static Portal.Ipmi.Tests.Commands.CommandBytes;

namespace Portal.Ipmi.Tests.Commands.SensorEvent;

/// <summary>Bytes laid out after IPMI 2.0 §33.9 to §33.21 and §35.2 to §35.17.</summary>
public sealed class SensorCommandTests
{
    [Fact]
    public void RepositoryRequests_AreTheSpecifications()
    {
        Assert.Equal("341278561020", Written(new GetSdr(0x1234, 0x5678, 0x10, 0x20)));
        Assert.Equal("0000000000FF", Written(new GetSdr(0, 0, 0, GetSdr.WholeRecord)));
        Assert.Equal("0102", Written(new AddSdr(new byte[] { 1, 2 })));
        Assert.Equal("341278561001AA", Written(new PartialAddSdr(0x1234, 0x5678, 0x10, IsLast: true, new byte[] { 0xAA })));
        Assert.Equal("34127856", Written(new DeleteSdr(0x1234, 0x5678)));
        Assert.Equal("3412434C52AA", Written(new ClearSdrRepository(0x1234, Start: true)));
        Assert.Equal("3412434C5200", Written(new ClearSdrRepository(0x1234, Start: false)));
        Assert.Equal("01", Written(new RunInitializationAgent(true)));
        Assert.Equal((new CommandCode(NetFn.Storage, 0x2A), ""), (new EnterSdrRepositoryUpdateMode().Code, Written(new EnterSdrRepositoryUpdateMode())));
        Assert.Equal((new CommandCode(NetFn.Storage, 0x2B), ""), (new ExitSdrRepositoryUpdateMode().Code, Written(new ExitSdrRepositoryUpdateMode())));
        Assert.Equal((false, true), (new ClearSdrRepository(1, true).IsIdempotent, new ClearSdrRepository(1, false).IsIdempotent));
        Assert.Equal("", Written(new GetDeviceSdrInfo(CountRecords: false)));
        Assert.Equal("01", Written(new GetDeviceSdrInfo(CountRecords: true)));
        Assert.Equal("341278561020", Written(new GetDeviceSdr(0x1234, 0x5678, 0x10, 0x20)));
    }

    [Fact]
    public void RepositoryAnswers_AreRead()
    {
        Assert.Equal(new SdrRepositoryInfo(0x51, 72, 0xFFFE, new(0x5F5E1000), new(0x10), 0x2F), Read(new GetSdrRepositoryInfo(), "51 4800 FEFF 00105E5F 10000000 2F"));
        Assert.Equal((true, true), (new SdrRepositoryInfo(0x51, 0, 0, default, default, 0x82).HasOverflowed, new SdrRepositoryInfo(0x51, 0, 0, default, default, 0x82).CanReserve));
        Assert.Equal(new SdrAllocationInfo(0x0400, 0x20, 0x0300, 0x0200, 8), Read(new GetSdrRepositoryAllocationInfo(), "0004 2000 0003 0002 08"));
        Assert.Equal(new IpmiTimestamp(0x5F5E1000), Read(new GetSdrRepositoryTime(), "00105E5F"));
        Assert.Equal("00105E5F", Written(new SetSdrRepositoryTime(new IpmiTimestamp(0x5F5E1000))));
        Assert.Equal(0x1234, Read(new ReserveSdrRepository(), "3412"));
        Assert.Equal(0x1234, Read(new ReserveDeviceSdrRepository(), "3412"));
        var part = Read(new GetSdr(0, 0, 0, 5), "0200 0100510111");
        Assert.Equal((2, "0100510111"), (part.NextRecordId, Convert.ToHexString(part.Data.Span)));
        Assert.True(Read(new ClearSdrRepository(1, false), "01"));
        Assert.False(Read(new ClearSdrRepository(1, false), "F0"));
        var info = Read(new GetDeviceSdrInfo(false), "0C 8B 44332211");
        Assert.Equal((12, true, 0x11223344u), ((int)info.Count, info.IsDynamic, info.PopulationChange ?? 0));
        Assert.Equal([Lun.Bmc, Lun.Oem1, Lun.Oem2], Enum.GetValues<Lun>().Where(info.HasSensorsOn));
        Assert.Null(Read(new GetDeviceSdrInfo(false), "0C 01").PopulationChange);
    }

    [Fact]
    public void SensorRequests_AreTheSpecifications()
    {
        Assert.Equal("30", Written(new GetSensorReading(0x30)));
        Assert.Equal("3064", Written(new GetSensorReadingFactors(0x30, 100)));
        Assert.Equal("30FF", Written(new GetSensorHysteresis(0x30)));
        Assert.Equal("30FF0203", Written(new SetSensorHysteresis(0x30, new SensorHysteresis(2, 3))));
        Assert.Equal("3018000000A1B200", Written(new SetSensorThresholds(0x30, default(SensorThresholds).With(ThresholdKind.UpperNonCritical, 0xA1).With(ThresholdKind.UpperCritical, 0xB2))));
        Assert.Equal("30D0800A0100", Written(new SetSensorEventEnable(0x30, EventEnableAction.Enable, new SensorEventEnable(true, true, 0x0A80, 0x0001))));
        Assert.Equal("3000", Written(new SetSensorEventEnable(0x30, EventEnableAction.Keep, default)));
        Assert.Equal("300000000000", Written(new RearmSensorEvents(0x30)));
        Assert.Equal("308001000080", Written(new RearmSensorEvents(0x30) { Selection = (1, 0x8000) }));
        Assert.Equal("30076F", Written(new SetSensorType(0x30, new SensorTypes(SensorType.Processor, EventReadingType.SensorSpecific))));
        Assert.Equal("30 11 64 0102 0000".Replace(" ", "", StringComparison.Ordinal), Written(new SetSensorReading(0x30) { Reading = 100, Assertions = 0x0201 }));
    }

    [Fact]
    public void SensorAnswers_AreRead()
    {
        Assert.Equal(new RawSensorReading(0x64, SensorFlags.EventMessages | SensorFlags.Scanning, 0x00C8, true), Read(new GetSensorReading(1), "64 C0 C8"));
        Assert.Equal(new RawSensorReading(0x00, SensorFlags.Scanning, 0x0102, true), Read(new GetSensorReading(1), "00 5F 02 81"));
        Assert.Equal(new RawSensorReading(0x00, SensorFlags.Unavailable | SensorFlags.Scanning, 0, false), Read(new GetSensorReading(1), "00 60"));
        Assert.Equal(new RawSensorReading(0x64, SensorFlags.Scanning, 0, false), Read(new GetSensorReading(1), "64"));
        Assert.Equal(new SensorReadingFactors(0x80, new ConversionFactors(-257, 496, 5, -6, 53, 682, 3)), Read(new GetSensorReadingFactors(1, 1), "80 FF B5 F0 6A AC A5"));
        Assert.Equal(new SensorHysteresis(2, 3), Read(new GetSensorHysteresis(1), "0203"));
        var thresholds = Read(new GetSensorThresholds(1), "F9 01 02 03 04 05 06");
        Assert.Equal((1, null, null, 4, 5, 6), (
            (int?)thresholds[ThresholdKind.LowerNonCritical], (int?)thresholds[ThresholdKind.LowerCritical], (int?)thresholds[ThresholdKind.LowerNonRecoverable],
            (int?)thresholds[ThresholdKind.UpperNonCritical], (int?)thresholds[ThresholdKind.UpperCritical], (int?)thresholds[ThresholdKind.UpperNonRecoverable]));
        Assert.Equal(new SensorEventEnable(true, false, 0x0A80, 0), Read(new GetSensorEventEnable(1), "80 80 8A"));
        Assert.Equal(new SensorEventEnable(false, true, 0, 0), Read(new GetSensorEventEnable(1), "40"));
        Assert.Equal(new SensorEventStatus(SensorFlags.Unavailable, 1, 2), Read(new GetSensorEventStatus(1), "20 0100 0200"));
        Assert.Equal(new SensorTypes(SensorType.Processor, EventReadingType.SensorSpecific), Read(new GetSensorType(1), "07 EF"));
    }

    [Property]
    public void Read_RandomBytes_ThrowsNothingButFormatExceptions(byte[] bytes)
    {
        Try(new GetSdrRepositoryInfo(), bytes);
        Try(new GetSdrRepositoryAllocationInfo(), bytes);
        Try(new GetSdr(0, 0, 0, 1), bytes);
        Try(new GetDeviceSdr(0, 0, 0, 1), bytes);
        Try(new GetDeviceSdrInfo(true), bytes);
        Try(new PartialAddSdr(0, 0, 0, true, default), bytes);
        Try(new ClearSdrRepository(0, true), bytes);
        Try(new GetSdrRepositoryTime(), bytes);
        Try(new RunInitializationAgent(true), bytes);
        Try(new GetSensorReading(1), bytes);
        Try(new GetSensorReadingFactors(1, 1), bytes);
        Try(new GetSensorThresholds(1), bytes);
        Try(new GetSensorHysteresis(1), bytes);
        Try(new GetSensorEventEnable(1), bytes);
        Try(new GetSensorEventStatus(1), bytes);
        Try(new GetSensorType(1), bytes);
    }
}
