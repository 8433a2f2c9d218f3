using FsCheck.Xunit;
using Portal.Ipmi.Events;
using Portal.Ipmi.Events.Alerting;

namespace Portal.Ipmi.Tests.Events.Alerting;

public sealed class EventFilterTests
{
    [Fact]
    public void Parse_Filter_HasItsFields()
    {
        // Laid out after table 17-2: temperature, any sensor, going critical, alert by policy 1 and power off.
        var filter = EventFilter.Parse(Convert.FromHexString("C0031110FFFF01FF0100020000000000000000" + "00"));

        Assert.Equal((true, true, PefActions.Alert | PefActions.PowerOff, (byte)1, (byte)1), (filter.Enabled, filter.IsPreconfigured, filter.Actions, filter.PolicyNumber, filter.GroupControlSelector));
        Assert.Equal((EventFilterSeverity.Critical, (byte?)null, SensorType.Temperature, (byte?)null, (byte?)1, (ushort)0x0200), (filter.Severity, filter.GeneratorAddress, filter.SensorType!.Value, filter.SensorNumber, filter.EventTrigger, filter.OffsetMask));
        Assert.True(filter.Matches(Event("2000 04 01 30 01 59 5A 50")));
        Assert.False(filter.Matches(Event("2000 04 01 30 81 59 5A 50")));
        Assert.False(filter.Matches(Event("2000 04 01 30 01 57 5A 50")));
        Assert.False(filter.Matches(Event("2000 04 02 30 01 59 5A 50")));
    }

    [Theory]
    [InlineData(0b0000_0110, 0b1111_1111, 0b0000_0110, 0b1111_0110, true)]
    [InlineData(0b0000_0110, 0b1111_1111, 0b0000_0110, 0b1111_0100, false)]
    [InlineData(0b0000_0110, 0b1111_1001, 0b0000_0110, 0b0000_0100, true)]
    [InlineData(0b0000_0110, 0b1111_1001, 0b0000_0110, 0b0001_0000, false)]
    [InlineData(0b0000_0110, 0b1111_1111, 0b0000_0100, 0b0000_0100, true)]
    [InlineData(0, 0, 0, 0xA5, true)]
    public void Matches_ExamplesOfTheSpecification_Agree(byte and, byte compare1, byte compare2, byte value, bool matches) =>
        Assert.Equal(matches, new EventDataMatch(and, compare1, compare2).Matches(value)); // §17.10

    [Fact]
    public void Parse_Policy_HasItsFields()
    {
        var policy = AlertPolicy.Parse([0x2A, 0x13, 0x85]);

        Assert.Equal(new AlertPolicy { PolicyNumber = 2, Enabled = true, Rule = AlertPolicyRule.IfPreviousFailedElseStop, Channel = 1, Destination = 3, IsStringEventSpecific = true, StringSelector = 5 }, policy);
        Assert.Equal("2A1385", Convert.ToHexString(policy.ToBytes()));
    }

    [Property]
    public void Parse_AnyEntry_ComesBackAsItWas(byte[] noise)
    {
        var bytes = new byte[EventFilter.Length];
        noise.AsSpan(0, Math.Min(noise.Length, bytes.Length)).CopyTo(bytes);
        bytes[0] = (byte)(bytes[0] & 0xC0);
        bytes[1] &= 0x7F;
        bytes[2] &= 0x7F;
        Assert.Equal(bytes, EventFilter.Parse(bytes).ToBytes());
        bytes[0] &= 0x3F;
        for (var i = 2; i <= 8; i += 2)
            bytes[i] &= 0x1F;
        bytes[9] &= 0x7F;
        Assert.Equal(bytes[..10], GroupControlEntry.Parse(bytes).ToBytes());
        Throws(() => EventFilter.Parse(noise), noise.Length < EventFilter.Length);
        Throws(() => AlertPolicy.Parse(noise), noise.Length < AlertPolicy.Length);
        Throws(() => GroupControlEntry.Parse(noise), noise.Length < GroupControlEntry.Length);
    }

    private static void Throws(Func<object> parse, bool expected)
    {
        try
        {
            parse();
            Assert.False(expected);
        }
        catch (IpmiFormatException)
        {
            Assert.True(expected);
        }
    }

    private static SystemEventRecord Event(string tail) => (SystemEventRecord)SelRecord.Parse(Convert.FromHexString($"0100 02 00000065 {tail}".Replace(" ", "")));
}
