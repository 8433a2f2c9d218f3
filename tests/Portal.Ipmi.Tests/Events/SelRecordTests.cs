using FsCheck.Xunit;
using Portal.Ipmi.Events;

namespace Portal.Ipmi.Tests.Events;

public sealed class SelRecordTests
{
    private const int Dell = 674, Hpe = 47196, Supermicro = 10876, Intel = 343, Lenovo = 19046;

    [Fact]
    public void Parse_SystemEvent_HasItsFields()
    {
        // Record 01h as printed in ipmitool's documentation of "sel get", laid out after §32.1.
        var record = Assert.IsType<SystemEventRecord>(Parse("0100 02 10536520 8210 04 01 30 81 59 5A 50"));

        Assert.Equal((1, 0x02, 0x20655310u), (record.Id, record.RecordType, record.Time!.Value.Value));
        Assert.Equal((0x82, 1, 0, false), (record.Generator.Address, record.Generator.Channel, record.Generator.Lun, record.Generator.IsSoftware));
        Assert.Equal((SensorType.Temperature, (byte)0x30, true, EventReadingType.Threshold), (record.SensorType, record.SensorNumber, record.IsDeassertion, record.EventType));
        Assert.Equal((9, EventDataUse.ReadingOrState, EventDataUse.ReadingOrState, 0x5A, 0x50), (record.Offset, record.Data2Use, record.Data3Use, record.Data2, record.Data3));
    }

    [Fact]
    public void Parse_Ipmi10Event_HasNoChannel()
    {
        // §32.1: the channel bits were reserved in IPMI 1.0 (EvMRev 03h).
        var record = Assert.IsType<SystemEventRecord>(Parse("0100 02 10536565 20F1 03 01 30 01 59 5A 50"));

        Assert.True(record.IsIpmi10);
        Assert.Equal((0, 1), (record.Generator.Channel, record.Generator.Lun));
    }

    [Fact]
    public void Parse_OtherRecordTypes_AreTold()
    {
        // The OEM records of the laboratory's ipmi_sim (shared/lab/bmc1.emu).
        var oem = Assert.IsType<OemTimestampedSelRecord>(Parse("0400 C1 30105365 7C2A00 010203040506"));
        Assert.Equal((10876, "010203040506"), (oem.ManufacturerId, Convert.ToHexString(oem.Data)));
        var bare = Assert.IsType<OemSelRecord>(Parse("0500 E0 0102030405060708090A0B0C0D"));
        Assert.Equal(("0102030405060708090A0B0C0D", (IpmiTimestamp?)null), (Convert.ToHexString(bare.Data), bare.Time));
        // HP DL380 G5 wrote record type 00h for events, FreeIPMI's "assumesystemevent".
        Assert.IsType<SystemEventRecord>(Parse("0600 00 10536565 2000 04 0C 40 6F 00 FF FF"));
        Assert.IsType<UnknownSelRecord>(Parse("0700 7F 10536565 00000000000000000000".Replace("00000000000000000000", "000000000000000000")));
    }

    [Theory]
    [InlineData(0xFFFFFFFFu, "unspecified")]
    [InlineData(0u, "start + 0:00:00")]
    [InlineData(4067u, "start + 1:07:47")]
    [InlineData(0x20000000u, "start + 149130:48:32")]
    [InlineData(0x65531030u, "2023-11-14 06:14:08")]
    public void Timestamp_SpecialValues_AreInWords(uint value, string words) => Assert.Equal(words, new IpmiTimestamp(value).ToString());

    [Fact]
    public void Timestamp_Offset_MovesTheMomentNotTheClock()
    {
        var time = new IpmiTimestamp(0x65531030);

        Assert.Equal(new DateTimeOffset(2023, 11, 14, 6, 14, 8, TimeSpan.Zero), time.ToTime());
        Assert.Equal(new DateTimeOffset(2023, 11, 14, 6, 14, 8, TimeSpan.FromHours(-5)), time.ToTime(UtcOffset.From(TimeSpan.FromHours(-5))));
        Assert.Null(IpmiTimestamp.Unspecified.ToTime());
        Assert.Equal(time, IpmiTimestamp.FromTime(time.ToTime()!.Value));
        Assert.Throws<ArgumentOutOfRangeException>(() => IpmiTimestamp.FromTime(DateTimeOffset.UnixEpoch));
        Assert.Equal(("-05:00", "+05:30", "unspecified", UtcOffset.Unspecified), (UtcOffset.FromRaw(0xFED4).ToString(), UtcOffset.FromRaw(330).ToString(), UtcOffset.FromRaw(0x07FF).ToString(), UtcOffset.FromRaw(0x07FF)));
        Assert.Equal((ushort)0xFED4, UtcOffset.From(TimeSpan.FromHours(-5)).Raw);
    }

    [Theory]
    [InlineData("2000", "BMC")]
    [InlineData("2010", "controller 20h on channel 1")]
    [InlineData("8201", "controller 82h LUN 1")]
    [InlineData("0100", "system firmware")]
    [InlineData("4100", "system management software")]
    [InlineData("3300", "SMI handler")]
    [InlineData("8160", "remote console software 1 on channel 6")]
    public void Generator_Address_IsInWords(string hex, string words) =>
        Assert.Equal(words, Assert.IsType<SystemEventRecord>(Parse($"0100 02 00000000 {hex} 04 01 30 01 59 5A 50")).Generator.ToString());

    // Byte layouts after IPMI 2.0 table 42-3; wording after the same.
    [Theory]
    [InlineData("04 08 63 6F 63 FF FF", "Power supply #63h: Power supply input lost (AC/DC)")]
    [InlineData("04 08 63 EF 01 FF FF", "Power supply #63h: Power supply failure detected, deasserted")]
    [InlineData("04 08 63 6F 36 FF 03", "Power supply #63h: Configuration error (error: power supply rating mismatch)")]
    [InlineData("04 0C 40 6F 30 FF 03", "Memory #40h: Correctable ECC / other correctable memory error (memory module: 3)")]
    [InlineData("04 0F 06 6F C2 13 FF", "System firmware progress #06h: System firmware progress (progress: starting operating system boot process (INT 19h))")]
    [InlineData("04 0F 06 6F C0 0D FF", "System firmware progress #06h: System firmware error (POST error) (error: CPU speed matching failure)")]
    [InlineData("04 0F 06 6F C1 15 FF", "System firmware progress #06h: System firmware hang (progress: reserved code 15h)")]
    [InlineData("04 10 07 6F F1 6F 25", "Event logging disabled #07h: Event type logging disabled (event/reading type: sensor-specific, disabled for: all events of the type)")]
    [InlineData("04 10 07 6F 35 FF 4B", "Event logging disabled #07h: SEL almost full (full: 75 %)")]
    [InlineData("04 10 07 6F F6 02 80", "Event logging disabled #07h: Correctable machine check error logging disabled (vendor-specific processor number: 2)")]
    [InlineData("04 12 08 6F C3 21 FF", "System event #08h: Entry added to auxiliary log (action: entry added along with one or more corresponding SEL entries, log: OEM 1)")]
    [InlineData("04 12 08 6F C4 09 FF", "System event #08h: PEF action (actions: alert and power cycle)")]
    [InlineData("04 12 08 6F C5 80 FF", "System event #08h: Timestamp clock synch (event: second of pair, clock: SEL)")]
    [InlineData("04 19 09 6F F0 05 00", "Chip set #09h: Soft power control failure (requested power state: S5 / G2 soft-off, power state at the time: S0 / G0 working)")]
    [InlineData("04 1D 0A 6F F7 01 01", "System boot initiated #0Ah: System restart (restart cause: chassis control command, channel: 1)")]
    [InlineData("04 21 0B 6F F0 09 04", "Slot / connector #0Bh: Fault status asserted (slot type: PCI Express, slot: 4)")]
    [InlineData("04 23 0C 6F C1 24 FF", "Watchdog 2 #0Ch: Hard reset (timer use: SMS/OS, interrupt: NMI)")]
    [InlineData("04 28 0D 6F F5 8A 20", "Management subsystem health #0Dh: FRU failure (FRU device: logical, LUN: 1, private bus: 2, FRU device id or address: 20h)")]
    [InlineData("04 2A 0E 6F F1 02 21", "Session audit #0Eh: Session deactivated (user: 2, channel: 1, cause: timeout)")]
    [InlineData("04 2B 0F 6F C1 09 FF", "Version change #0Fh: Firmware or software change detected with associated entity (change: system firmware (EFI / BIOS) change)")]
    [InlineData("04 2C 10 6F C4 33 FF", "FRU state #10h: FRU active (cause: operator pressed the hot swap push button, previous state: FRU activation in progress)")]
    [InlineData("04 2C 10 6F C7 F7 FF", "FRU state #10h: FRU communication lost (cause: cause unknown)")]
    [InlineData("04 05 11 6F C4 01 FF", "Physical security #11h: LAN leash lost: system is unplugged from LAN (network controller: 1)")]
    [InlineData("04 0D 12 6F 41 F0 FF", "Drive slot #12h: Drive fault (previous state: Drive presence)")]
    [InlineData("04 09 13 0B 41 F0 FF", "Power unit #13h: Redundancy lost (previous state: Fully redundant)")]
    [InlineData("04 07 14 6F A0 12 34", "Processor #14h: IERR (OEM data 2: 12h, OEM data 3: 34h)")]
    [InlineData("04 01 30 01 59 5A 50", "Temperature #30h: Upper critical going high (reading: raw 5Ah, threshold: raw 50h)")]
    [InlineData("04 C5 30 72 03 FF FF", "OEM type C5h #30h: OEM type 72h, offset 3")]
    public void Describe_StandardEvent_TellsItsData(string tail, string words) => Assert.Equal(words, Describe($"0100 02 10536565 2000 {tail}", 0));

    [Theory]
    [InlineData(Dell, "2000 04 0C 02 6F A1 81 01", "Memory #02h: Uncorrectable ECC / other uncorrectable memory error (memory module: DIMMC1)", "ipmitool get_dell_evt_desc")]
    [InlineData(Dell, "2000 04 08 63 6F A1 03 FF", "Power supply #63h: Power supply failure detected (fault: over-temperature fault)", "FreeIPMI, Dell R610")]
    [InlineData(Dell, "2000 04 C3 27 6F A1 08 83", "OEM type C3h #27h: Fatal I/O error (slot: 3)", "ipmitool")]
    [InlineData(Dell, "2000 04 0F 1E 6F 8F 82 FF", "System firmware progress #1Eh: POST fatal error (error: memory configured but not usable)", "ipmitool")]
    [InlineData(Hpe, "2000 04 C0 01 71 02 FF FF", "OEM type C0h #01h: Health LED red", "FreeIPMI, HP DL160 G8")]
    [InlineData(Supermicro, "2000 04 0C 01 6F A0 2A 80", "Memory #01h: Correctable ECC / other correctable memory error (memory module: DIMMB1 of CPU 1)", "ipmiutil: 2A 80 = P1_DIMMB1")]
    [InlineData(Supermicro, "2000 04 C0 01 70 02 FF FF", "OEM type C0h #01h: Overheat", "FreeIPMI, Supermicro X8DTG")]
    [InlineData(Supermicro, "2000 04 D0 01 6F 80 01 FF", "OEM type D0h #01h: BMC cold reset (OEM data 2: 01h)", "ipmitool get_supermicro_evt_desc")]
    [InlineData(Intel, "3300 04 13 04 70 A4 3A 09", "Critical interrupt #04h: PCIe poisoned TLP (PCI device: 3a:01.1)", "Intel SEL troubleshooting guide")]
    [InlineData(Intel, "2C60 04 DC 17 75 A0 01 FF", "OEM type DCh #17h: OEM type 75h, offset 0 (OEM data 2: 01h)", "not an ME event by its sensor type")]
    [InlineData(Lenovo, "2000 04 0D 61 6F 81 05 FF", "Drive slot #61h: Drive fault (bay: 5)", "pyghmi oem/lenovo")]
    [InlineData(0, "4100 04 20 4B 6F A1 65 72", "OS critical stop #4Bh: Run-time critical stop, Linux panic \"Ker...\" (OEM data 2: 65h, OEM data 3: 72h)", "Linux ipmi_msghandler.c")]
    public void Describe_OemEvent_TellsWhatIsPublished(int manufacturer, string tail, string words, string source)
    {
        Assert.Equal(words, Describe($"0100 02 10536565 {tail}", manufacturer));
        Assert.NotEmpty(source);
    }

    [Theory]
    [InlineData(Lenovo, "0100 D0 10536565 664A00 0201011E0000", "Firmware of UEFI/BIOS: Update succeeded (version: 1.30)")]
    [InlineData(Lenovo, "0100 D3 10536565 664A00 010102430000", "User privilege: User privilege modification (user: 2, channel: 1, from: 3, to: 4)")]
    [InlineData(0, "0100 F0 20004B65726E656C2070616E6963", "OS critical stop: Linux panic message, part 0: \"Kernel pani\"")]
    [InlineData(0, "0400 C1 30105365 7C2A00 010203040506", "OEM record C1h: manufacturer 10876, data 010203040506")]
    [InlineData(0, "0500 E0 0102030405060708090A0B0C0D", "OEM record E0h: data 0102030405060708090A0B0C0D")]
    public void Describe_OemRecord_TellsWhatIsPublished(int manufacturer, string hex, string words) =>
        Assert.Equal(words, Describe(hex.Replace("6963", "69"), manufacturer));

    [Fact]
    public void Describe_WithSensors_ConvertsAndNames()
    {
        var sensors = new Sensors(new EventSensor("FAN2") { Convert = raw => raw * 75d, Unit = "RPM", Entity = EntityId.Fan, EntityInstance = 2 });

        var description = EventDescription.Of(Parse("0100 02 10536565 2000 04 04 30 01 52 04 06"), new EventContext { Sensors = sensors });

        Assert.Equal("Fan FAN2: Lower critical going low (reading: 300 RPM, threshold: 450 RPM)", description.ToString());
        Assert.Equal((300d, 450d, EventSeverity.Critical, false), (description.Reading, description.Threshold, description.Severity, description.IsDeassertion));
    }

    [Property]
    public void Parse_RandomBytes_ThrowsNothingButFormatExceptions(byte[] bytes, int manufacturer, byte pick)
    {
        int[] known = [Dell, Hpe, Supermicro, Intel, Lenovo, manufacturer];
        var context = new EventContext { ManufacturerId = known[pick % known.Length] };
        try
        {
            Assert.NotEmpty(EventDescription.Of(SelRecord.Parse(bytes), context).ToString());
        }
        catch (IpmiFormatException)
        {
            Assert.NotEqual(16, bytes.Length);
        }
    }

    [Property(MaxTest = 2000)]
    public void Describe_RandomEvent_HasWordsAndKeepsItsBytes(ulong low, ulong high, byte pick)
    {
        var bytes = new byte[16];
        BitConverter.TryWriteBytes(bytes, low);
        BitConverter.TryWriteBytes(bytes.AsSpan(8), high);
        bytes[2] = 0x02;
        bytes[10] = (byte)(bytes[10] % 0x30);
        bytes[12] = (byte)(bytes[12] % 3 == 0 ? 0x6F : bytes[12]);
        int[] known = [Dell, Hpe, Supermicro, Intel, Lenovo, 0];
        var record = SelRecord.Parse(bytes);

        Assert.Equal(bytes, record.Bytes.ToArray());
        Assert.NotEmpty(EventDescription.Of(record, new EventContext { ManufacturerId = known[pick % known.Length] }).ToString());
    }

    private static SelRecord Parse(string hex) => SelRecord.Parse(Convert.FromHexString(hex.Replace(" ", "")));

    private static string Describe(string hex, int manufacturer) => EventDescription.Of(Parse(hex), new EventContext { ManufacturerId = manufacturer }).ToString();

    private sealed class Sensors(EventSensor sensor) : IEventSensors
    {
        public EventSensor? Find(GeneratorId owner, byte sensorNumber) => owner.Address == 0x20 && sensorNumber == 0x30 ? sensor : null;
    }
}
