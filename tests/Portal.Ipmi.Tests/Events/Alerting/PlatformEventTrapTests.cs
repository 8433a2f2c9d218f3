using FsCheck.Xunit;
using Portal.Ipmi.Commands.SensorEvent;
using Portal.Ipmi.Events;
using Portal.Ipmi.Events.Alerting;
using Portal.Ipmi.Wire;

namespace Portal.Ipmi.Tests.Events.Alerting;

public sealed class PlatformEventTrapTests
{
    /// <summary>The example of ipmi-pet(8): chassis intrusion of an Intel board.</summary>
    internal const string Example =
        "44 45 4C 4C 52 00 10 58 80 43 B2 C0 4F 33 33 58 00 02 19 E8 7E 26 FF FF 20 20 04 20 73 18 00 80 00 00 00 00 00 00 00 19 00 00 02 A2 01 00 C1";

    [Fact]
    public void Parse_ExampleOfFreeIpmi_IsRead()
    {
        var trap = Parse(0x00056F00, Example);

        Assert.Equal((SensorType.PhysicalSecurity, EventReadingType.SensorSpecific, 0, false), (trap.SensorType, trap.EventType, trap.Offset, trap.IsDeassertion));
        Assert.Equal((2, 0x19E87E26u, (short?)null, 0x20, 0x20), (trap.SequenceNumber, trap.LocalTimestamp, trap.UtcOffsetMinutes, trap.TrapSource, trap.EventSource));
        Assert.Equal((EventFilterSeverity.Ok, 0x20, 0x73, EntityId.SubChassis, 0), (trap.Severity, trap.SensorDevice, trap.SensorNumber, trap.Entity, trap.EntityInstance));
        Assert.Equal((674u, 0x0100, 0x19), (trap.ManufacturerId, trap.SystemId, trap.LanguageCode));
        Assert.Equal(new DateTimeOffset(2011, 10, 10, 20, 50, 46, TimeSpan.Zero), trap.Time);
        Assert.Equal("Physical security #73h: General chassis intrusion (OEM data 2: 00h)", trap.Describe(EventContext.None).ToString());
        Assert.Empty(trap.CustomFields);
    }

    [Fact]
    public void Parse_OffsetTextAndDeassertion_AreRead()
    {
        // §17.16.1: a multirecord field with the alert string in ASCII, then an 8-bit text field.
        var trap = Parse(0x00080BF1 & 0xFFFFFF8F, Example.Replace("FF FF 20 20", "00 78 20 21").Replace("C1", "80 45 01 68 65 6C 6C 6F C3 61 62 63 C1 99"));

        Assert.Equal((true, 1, (short?)120), (trap.IsDeassertion, trap.Offset, trap.UtcOffsetMinutes));
        Assert.Equal(TimeSpan.FromHours(2), trap.Time!.Value.Offset);
        Assert.Equal(("hello", 2), (trap.AlertText, trap.CustomFields.Count));
        Assert.Equal((PetCustomFieldKind.Text, "abc"), (trap.CustomFields[1].Kind, trap.CustomFields[1].Text));
        Assert.True(trap.ToRecord().IsDeassertion);
        Assert.Equal(trap.LocalTimestamp + 883612800u, trap.ToRecord().Time!.Value.Value);
    }

    [Fact]
    public void Parse_NoPet_IsRefused()
    {
        Assert.Throws<IpmiFormatException>(() => PlatformEventTrap.Parse("1.3.6.1.4.1.674", 1, new byte[47]));
        Assert.Throws<IpmiFormatException>(() => PlatformEventTrap.Parse("1.3.6.1.4.1.3183.1.10", 1, new byte[47]));
        Assert.Throws<IpmiFormatException>(() => Parse(1, Example[..101]));
        Assert.True(PlatformEventTrap.IsPet(".1.3.6.1.4.1.3183.1.1"));
        Assert.True(PlatformEventTrap.IsPet("1.3.6.1.4.1.3183.1.1.0"));
    }

    [Fact]
    public void PetAcknowledge_Trap_IsWrittenLittleEndian()
    {
        Span<byte> bytes = stackalloc byte[32];
        var writer = new IpmiWriter(bytes);
        new PetAcknowledge(Parse(0x00056F00, Example)).Write(ref writer);

        // §30.8.
        Assert.Equal("0200267EE819202073800000", Convert.ToHexString(bytes[..writer.Written]));
    }

    [Property]
    public void Parse_RandomBytes_ThrowsNothingButFormatExceptions(uint specific, byte[] head, byte[] tail)
    {
        byte[] bytes = [.. head, .. Convert.FromHexString(Example.Replace(" ", ""))[Math.Min(head.Length, 40)..46], .. tail];
        try
        {
            var trap = PlatformEventTrap.Parse(PlatformEventTrap.EnterpriseOid, specific, bytes);
            Assert.NotEmpty(trap.Describe(EventContext.None).ToString());
            _ = (trap.Time, trap.AlertText);
        }
        catch (IpmiFormatException)
        {
            Assert.True(bytes.Length < PlatformEventTrap.FixedLength);
        }
    }

    private static PlatformEventTrap Parse(uint specific, string hex) =>
        PlatformEventTrap.Parse(PlatformEventTrap.EnterpriseOid, specific, Convert.FromHexString(hex.Replace(" ", "")));
}
