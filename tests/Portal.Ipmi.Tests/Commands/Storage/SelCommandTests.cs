using FsCheck.Xunit;
using Portal.Ipmi.Commands.SensorEvent;
using Portal.Ipmi.Commands.Storage;
using Portal.Ipmi.Events;
using Portal.Ipmi.Events.Alerting;
using static Portal.Ipmi.Tests.Commands.CommandBytes;

namespace Portal.Ipmi.Tests.Commands.Storage;

/// <summary>Requests and answers laid out after IPMI 2.0 §29 to §31.</summary>
public sealed class SelCommandTests
{
    [Fact]
    public void Answers_AreRead()
    {
        Assert.Equal(
            new SelInfo(0x51, 5, 0x3FB0, new IpmiTimestamp(0x65531030), IpmiTimestamp.Unspecified, 0x8B), Read(new GetSelInfo(), "51 0500 B03F 30105365 FFFFFFFF 8B"));
        var info = Read(new GetSelInfo(), "51 0500 B03F 30105365 FFFFFFFF 8B");
        Assert.Equal(("1.5", true, true, false, true, true, 0), (info.VersionText, info.Overflow, info.CanDelete, info.CanAddPartially, info.CanReserve, info.HasAllocationInfo, info.PercentUsed));
        Assert.Equal(new SelAllocationInfo(1024, 16, 1000, 900, 1), Read(new GetSelAllocationInfo(), "0004 1000 E803 8403 01"));
        Assert.Equal(0x1234, Read(new ReserveSel(), "3412"));
        var entry = Read(new GetSelEntry(0), "FFFF 0100 02 10536565 2000 04 01 30 01 59 5A 50");
        Assert.Equal((0xFFFF, 16), (entry.NextRecordId, entry.Data.Length));
        Assert.True(Read(new ClearSel(1, Start: true), "01"));
        Assert.False(Read(new ClearSel(1, Start: false), "00"));
        Assert.Equal(new IpmiTimestamp(0x65531030), Read(new GetSelTime(), "30105365"));
        Assert.Equal(TimeSpan.FromHours(-5), Read(new GetSelTimeUtcOffset(), "D4FE").Value);
        Assert.Equal(7u, Read(new GetAuxiliaryLogStatus(AuxiliaryLogType.MachineCheck), "30105365 07000000").Entries);
        var oem = Read(new GetAuxiliaryLogStatus(AuxiliaryLogType.Oem1), "30105365 570100 0102030405060708");
        Assert.Equal((343, 8, (uint?)null), (oem.OemId, oem.OemStatus.Length, oem.Entries));
        Assert.Equal(new EventReceiver(0x20, (Lun)1), Read(new GetEventReceiver(), "20 01"));
        Assert.Equal(new PefCapabilities(0x51, (PefActions)0x2F, true, 16), Read(new GetPefCapabilities(), "51 AF 10"));
        Assert.Equal(new LastProcessedEvent(new IpmiTimestamp(0x65531030), 5, 4, 3), Read(new GetLastProcessedEventId(), "30105365 0500 0400 0300"));
        Assert.Equal(AlertStatus.InProgress, Read(new AlertImmediate(1, AlertOperation.GetStatus), "FF"));
        Assert.Equal(30, Read(new ArmPefPostponeTimer(60), "1E"));
    }

    [Fact]
    public void Requests_AreTheSpecifications()
    {
        var record = PlatformEvent.SampleTemperature.ToSelRecord(new GeneratorId(0x41));
        Assert.Equal("3412050000FF", Written(new GetSelEntry(5) { ReservationId = 0x1234 }));
        Assert.Equal("341205000808", Written(new GetSelEntry(5) { ReservationId = 0x1234, Offset = 8, Count = 8 }));
        Assert.Equal("00000200000000410004013001" + "09FFFF", Written(new AddSelEntry(record)));
        Assert.Equal("341205000801AABB", Written(new PartialAddSelEntry(0x1234, 5, 8, true, new byte[] { 0xAA, 0xBB })));
        Assert.Equal("34120500", Written(new DeleteSelEntry(0x1234, 5)));
        Assert.Equal("3412434C52AA", Written(new ClearSel(0x1234, Start: true)));
        Assert.Equal("3412434C5200", Written(new ClearSel(0x1234, Start: false)));
        Assert.Equal("30105365", Written(new SetSelTime(new IpmiTimestamp(0x65531030))));
        Assert.Equal("D4FE", Written(new SetSelTimeUtcOffset(UtcOffset.From(TimeSpan.FromHours(-5)))));
        Assert.Equal("FF07", Written(new SetSelTimeUtcOffset(UtcOffset.Unspecified)));
        Assert.Equal("003010536507000000", Written(new SetAuxiliaryLogStatus(AuxiliaryLogType.MachineCheck, new AuxiliaryLogStatus(new IpmiTimestamp(0x65531030)) { Entries = 7 })));
        Assert.Equal("01301053655701000102000000000000", Written(new SetAuxiliaryLogStatus(AuxiliaryLogType.Oem1, new AuxiliaryLogStatus(new IpmiTimestamp(0x65531030)) { OemId = 343, OemStatus = new byte[] { 1, 2 } })));
        Assert.Equal("2001", Written(new SetEventReceiver(new EventReceiver(0x20, (Lun)1))));
        Assert.Equal("0401300109FFFF", Written(new PlatformEventMessage(PlatformEvent.SampleTemperature)));
        Assert.Equal("410402608102FFFF", Written(new PlatformEventMessage(PlatformEvent.SampleVoltage with { IsDeassertion = true }) { GeneratorId = 0x41 }));
        Assert.Equal("060300", Written(new GetPefParameter(PefParameter.FilterTable, 3)));
        Assert.Equal("860000", Written(new GetPefParameter(PefParameter.FilterTable) { RevisionOnly = true }));
        Assert.Equal("0107", Written(new SetPefParameter(PefParameter.Control, new byte[] { 7 })));
        Assert.Equal("010500", Written(new SetLastProcessedEventId(5, ByBmc: true)));
        Assert.Equal("010283", Written(new AlertImmediate(1, AlertOperation.Initiate, 2) { StringSelector = 3 }));
        Assert.Equal("014000", Written(new AlertImmediate(1, AlertOperation.GetStatus, 2)));
        Assert.Equal("010200" + "20040C536F00FFFF", Written(new AlertImmediate(1, AlertOperation.Initiate, 2) { Event = PlatformEvent.SampleMemory }));
    }

    [Fact]
    public void Writes_AreSentOnce()
    {
        Assert.False(new AddSelEntry(default).IsIdempotent);
        Assert.False(new DeleteSelEntry(0, 1).IsIdempotent);
        Assert.False(new ClearSel(0, Start: true).IsIdempotent);
        Assert.True(new ClearSel(0, Start: false).IsIdempotent);
        Assert.False(new PlatformEventMessage(PlatformEvent.SampleMemory).IsIdempotent);
        Assert.False(new AlertImmediate(1, AlertOperation.Initiate).IsIdempotent);
    }

    [Property]
    public void Read_RandomBytes_ThrowsNothingButFormatExceptions(byte[] bytes)
    {
        Try(new GetSelInfo(), bytes);
        Try(new GetSelAllocationInfo(), bytes);
        Try(new ReserveSel(), bytes);
        Try(new GetSelEntry(0), bytes);
        Try(new AddSelEntry(default), bytes);
        Try(new DeleteSelEntry(0, 0), bytes);
        Try(new ClearSel(0, true), bytes);
        Try(new GetSelTime(), bytes);
        Try(new GetSelTimeUtcOffset(), bytes);
        Try(new GetAuxiliaryLogStatus(AuxiliaryLogType.MachineCheck), bytes);
        Try(new GetAuxiliaryLogStatus(AuxiliaryLogType.Oem2), bytes);
        Try(new GetEventReceiver(), bytes);
        Try(new GetPefCapabilities(), bytes);
        Try(new ArmPefPostponeTimer(0), bytes);
        Try(new GetPefParameter(PefParameter.Control), bytes);
        Try(new GetLastProcessedEventId(), bytes);
        Try(new AlertImmediate(0, AlertOperation.GetStatus), bytes);
    }
}
