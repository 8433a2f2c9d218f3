using FsCheck.Xunit;
using Portal.Ipmi.Events;

namespace Portal.Ipmi.Tests.Events;

public sealed class EventTextTests
{
    [Theory]
    [InlineData(0x01, 0x01, 9, "Upper critical going high", EventSeverity.Critical, EventSeverity.Warning)]
    [InlineData(0x03, 0x07, 1, "State asserted", EventSeverity.Critical, EventSeverity.Critical)]
    [InlineData(0x03, 0x0D, 0, "State deasserted", EventSeverity.Warning, EventSeverity.Warning)]
    [InlineData(0x0B, 0x04, 1, "Redundancy lost", EventSeverity.Critical, EventSeverity.Warning)]
    [InlineData(0x6F, 0x08, 3, "Power supply input lost (AC/DC)", EventSeverity.Critical, EventSeverity.Warning)]
    [InlineData(0x6F, 0x2C, 7, "FRU communication lost", EventSeverity.Critical, EventSeverity.Critical)]
    [InlineData(0x6F, 0x23, 5, "Watchdog 2, offset 5", EventSeverity.Unknown, EventSeverity.Unknown)]
    [InlineData(0x6F, 0x01, 0, "Temperature, offset 0", EventSeverity.Unknown, EventSeverity.Unknown)]
    [InlineData(0x71, 0xC1, 2, "OEM type 71h, offset 2", EventSeverity.Unknown, EventSeverity.Unknown)]
    [InlineData(0x0D, 0x01, 0, "reserved type 0Dh, offset 0", EventSeverity.Unknown, EventSeverity.Unknown)]
    public void Find_Offset_HasWordsAndSeverity(int type, int sensor, int offset, string words, EventSeverity asserted, EventSeverity deasserted)
    {
        // Words after tables 42-2 and 42-3; severities as FreeIPMI's freeipmi_interpret_sel.conf has them.
        var (reading, kind) = ((EventReadingType)type, (SensorType)sensor);

        Assert.Equal(words, EventText.Describe(reading, kind, offset));
        Assert.Equal((asserted, deasserted), (EventText.Severity(reading, kind, offset), EventText.Severity(reading, kind, offset, deasserted: true)));
    }

    [Property]
    public void Describe_AnyNumbers_HasWords(byte type, byte sensor, int offset, byte entity, byte instance)
    {
        Assert.NotEmpty(EventText.Describe((EventReadingType)type, (SensorType)sensor, offset));
        Assert.NotEmpty(((SensorType)sensor).Describe());
        Assert.NotEmpty(((EventReadingType)type).Describe());
        Assert.NotEmpty(((EntityId)entity).Describe(instance));
    }

    [Fact]
    public void Describe_Names_AreTheSpecifications()
    {
        Assert.Equal("FRU state", SensorType.FruState.Describe());
        Assert.Equal("OEM type C1h", ((SensorType)0xC1).Describe());
        Assert.Equal("reserved type 2Dh", ((SensorType)0x2D).Describe());
        Assert.Equal("power supply 2", EntityId.PowerSupply.Describe(2));
        Assert.Equal("disk drive bay 1 of the device", EntityId.DiskDriveBay.Describe(0x61));
        Assert.Equal(("real-time clock", "reserved entity 36h", "OEM entity D0h"), (EntityId.RealTimeClock.Describe(), ((EntityId)0x36).Describe(), ((EntityId)0xD0).Describe()));
    }
}
