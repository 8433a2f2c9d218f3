using FsCheck.Xunit;
using Portal.Ipmi.Events;
using Portal.Ipmi.Sensors;

namespace Portal.Ipmi.Tests.Sensors;

public sealed class SdrRecordTests
{
    // Compiled by OpenIPMI's sdrcomp from a text description, read back with ipmitool's "sdr dump".
    private const string SdrcompFull6Bit = "04005101 2E 200003 0701 4508 0201 8002 0000 3838 000400 00 3F000001 01D0 00000000FF00 000000000000 0000 000000 84 7024D9";
    private const string SdrcompFull = "06005101 37 200005 0701 4508 0101 8002 0000 3838 000100 00 0100CEC1 0100 00000000FF00 000000000000 0000 000000 CC 496E6C6574202D35306F6666";
    private const string SdrcompCompact = "47005102 22 200002 0801 0000 256F 0300 0300 0300 C00000 0000 0000 000000 00 C7 6D6D3170726573";
    private const string SdrcompEventOnly = "02005103 14 200000 0701 236F 0000 00 00 C8 7761746368646F67";
    private const string SdrcompController = "01005112 11 2000 008F 000000 0701 00 C6 53696D424D43";
    private const string SdrcompFru = "48005111 14 200180 00 00 1000 0802 00 C9 6D6D326672756465 76";

    [Fact]
    public void Parse_FullRecordOfSdrcomp_HasEveryField()
    {
        var record = Assert.IsType<FullSensorRecord>(Parse(SdrcompFull));

        Assert.Equal(new SdrHeader(6, 0x51, SdrRecordType.FullSensor, 0x37), record.Header);
        Assert.Equal(new SensorOwner(0x20, 0, Lun.Bmc), record.Owner);
        Assert.True(record.Owner.IsBmc);
        Assert.Equal((5, EntityId.SystemBoard, 1, false), (record.Number, record.Entity, record.EntityInstance, record.IsLogicalEntity));
        Assert.Equal((SensorType.Temperature, EventReadingType.Threshold), (record.Type, record.ReadingType));
        Assert.Equal((SensorAccess.Settable, SensorAccess.None, EventControl.PerState), (record.Capabilities.Thresholds, record.Capabilities.Hysteresis, record.Capabilities.EventControl));
        Assert.Equal(ThresholdMask.UpperNonCritical | ThresholdMask.UpperCritical | ThresholdMask.UpperNonRecoverable, record.ReadableThresholds);
        Assert.Equal(record.ReadableThresholds, record.SettableThresholds);
        Assert.Equal(new ConversionFactors(1, -50, 0, 0, 0, 1), record.Conversion.Factors);
        Assert.Equal((AnalogFormat.Unsigned, Linearization.Linear, "degrees C"), (record.Format, record.Conversion.Linearization, record.Unit.Text));
        Assert.Equal(SensorDirection.Input, record.Direction);
        Assert.Equal(((byte)0xFF, (byte)0), (record.MaximumReading, record.MinimumReading));
        Assert.Null(record.NominalReading);
        Assert.Equal("Inlet -50off", record.Name);
        Assert.Equal(25, record.Conversion.Convert(75));
    }

    [Fact]
    public void Parse_SixBitNameOfSdrcomp_IsReadWhereOthersPrintGarbage()
    {
        var record = Assert.IsType<FullSensorRecord>(Parse(SdrcompFull6Bit));

        Assert.Equal("P12V", record.Name);
        Assert.Equal(new ConversionFactors(63, 0, 0, -3, 0, 1), record.Conversion.Factors);
        Assert.Equal(11.97, record.Conversion.Convert(190));
        Assert.Equal("Volts", record.Unit.Text);
    }

    [Fact]
    public void Parse_OtherRecordsOfSdrcomp_HaveEveryField()
    {
        var compact = Assert.IsType<CompactSensorRecord>(Parse(SdrcompCompact));
        Assert.Equal((SensorType.EntityPresence, EventReadingType.SensorSpecific, (ushort)3, "mm1pres"), (compact.Type, compact.ReadingType, compact.ReadingMask, compact.Name));
        Assert.Equal((SensorSharing.None, AnalogFormat.None, EntityId.MemoryModule), (compact.Sharing, compact.Format, compact.Entity));

        var eventOnly = Assert.IsType<EventOnlyRecord>(Parse(SdrcompEventOnly));
        Assert.Equal((SensorType.Watchdog2, EventReadingType.SensorSpecific, "watchdog"), (eventOnly.Type, eventOnly.ReadingType, eventOnly.Name));

        var controller = Assert.IsType<ControllerLocatorRecord>(Parse(SdrcompController));
        Assert.Equal((0x20, 0, 0x8F, false, "7.1", "SimBMC"), (controller.SlaveAddress, controller.Channel, controller.Capabilities, controller.IsStatic, controller.Entity.ToString(), controller.Name));

        var fru = Assert.IsType<FruDeviceLocatorRecord>(Parse(SdrcompFru));
        Assert.Equal((0x20, 1, true, 0x10, "8.2", "mm2frudev"), (fru.AccessAddress, fru.DeviceId, fru.IsLogical, fru.DeviceType, fru.Entity.ToString(), fru.Name));
    }

    [Fact]
    public void Parse_LocatorsAndAssociations_FollowTheSpecificationsLayout()
    {
        // Laid out after §43.4: a power unit that contains power supplies 1 to 2 and 7 to 8, the specification's own example of ranges.
        var ranges = Assert.IsType<EntityAssociationRecord>(Parse("10005108 0B 1301 C0 0A01 0A02 0A07 0A08"));
        Assert.Equal((true, true, false, "19.1"), (ranges.IsRange, ranges.IsLinked, ranges.MustBeAccessible, ranges.Container.ToString()));
        Assert.Equal(["10.1", "10.2", "10.7", "10.8"], ranges.All().Select(entity => entity.ToString()));

        // §43.5: a list of two entities of controller 2Ch on channel 7.
        var relative = Assert.IsType<EntityAssociationRecord>(Parse("11005109 1B 1361 2C70 20 2C700A61 2C700A62 00000000 00000000 000000000000"));
        Assert.Equal(new EntityInstance(EntityId.PowerUnit, 0x61, 0x2C, 7), relative.Container);
        Assert.Equal([new EntityInstance(EntityId.PowerSupply, 0x61, 0x2C, 7), new EntityInstance(EntityId.PowerSupply, 0x62, 0x2C, 7)], relative.All());
        Assert.True(relative.MustBeAccessible);

        // §43.7: channel 9 in two parts, LUN 2, private bus 5, three more addresses.
        var device = Assert.IsType<GenericDeviceLocatorRecord>(Parse("12005110 0D 20A3 35 03 00 0802 0801 7F C2 4141"));
        Assert.Equal((0x20, 0xA2, 9, Lun.Sms, 5, 3, 0x08, 0x02, "8.1", 0x7F, "AA"), (
            device.AccessAddress, device.SlaveAddress, device.Channel, device.Lun, device.PrivateBus, device.AddressSpan,
            device.DeviceType, device.DeviceTypeModifier, device.Entity.ToString(), device.Oem, device.Name));

        // §43.10 and §43.11.
        var confirmation = Assert.IsType<ControllerConfirmationRecord>(Parse("13005113 1B 2020 71 02 14 02 7C2A00 0206 000102030405060708090A0B0C0D0E0F"));
        Assert.Equal((0x20, 0x20, 7, 1, 2, 0x14, 2, 10876, 0x0602, 16), (
            confirmation.SlaveAddress, confirmation.DeviceId, confirmation.Channel, confirmation.DeviceRevision, confirmation.FirmwareMajor, confirmation.FirmwareMinor,
            confirmation.IpmiVersion, confirmation.ManufacturerId, confirmation.ProductId, confirmation.DeviceGuid.Length));
        var channels = Assert.IsType<MessageChannelInfoRecord>(Parse("14000114 0B A184000000000085 FF0B 00"));
        Assert.Equal((8, 0xA1, 0x85, 0xFF, 0x0B), (channels.Channels.Length, channels.Channels.Span[0], channels.Channels.Span[7], channels.MessagingInterrupt, channels.EventBufferInterrupt));

        // §43.12 with Intel's number, the specification's example, and a reserved type.
        var oem = Assert.IsType<OemSdrRecord>(Parse("150051C0 05 570100 AABB"));
        Assert.Equal((343, "AABB"), (oem.ManufacturerId, Convert.ToHexString(oem.Data.Span)));
        var unknown = Assert.IsType<UnknownSdrRecord>(Parse("1600510A 02 0102"));
        Assert.Equal(((SdrRecordType)0x0A, 2), (unknown.Header.Type, unknown.Data.Length));
    }

    [Theory]
    [InlineData("83 29DC02", "IPM")]
    [InlineData("83 29DCA6", "IPMI")]
    [InlineData("84 29DCA6", "IPMI")]
    [InlineData("46 1B2A3F", "1-2 3_")]
    [InlineData("43 12C4", "12.")]
    [InlineData("C4 54656D70", "Temp")]
    [InlineData("C3 D662FC", "Öbü")]
    [InlineData("02 47004100", "GA")]
    [InlineData("04 47004100", "GA")]
    [InlineData("C8 5465006D", "Te")]
    [InlineData("00", "")]
    [InlineData("DF 41", "A")]
    public void Name_OfEachEncoding_IsRead(string hex, string name)
    {
        // 29 DC A6 is figure 43-1 of the specification. Some firmware counts bytes where the specification counts characters.
        var locator = Assert.IsType<ControllerLocatorRecord>(Parse($"01005112 {11 + Bytes(hex).Length - 1:X2} 2000 008F 000000 0701 00 {hex}"));

        Assert.Equal(name, locator.Name);
    }

    [Theory]
    [InlineData("03", "05", 0, "Temp 5", 1)]
    [InlineData("03", "05", 2, "Temp 7", 1)]
    [InlineData("13", "1A", 0, "Temp AA", 1)]
    [InlineData("13", "19", 0, "Temp Z", 1)]
    [InlineData("13", "9A", 2, "Temp AC", 3)]
    [InlineData("00", "05", 0, "Temp", 1)]
    [InlineData("01", "05", 0, "Temp", 1)]
    public void Sharing_OfTheSpecificationsExamples_NamesEachSensor(string first, string second, int index, string name, int entity)
    {
        // §43.2: numeric from 5, letters from 26 which is AA.
        var bytes = Bytes($"01005102 20 20000A 0701 0000 0101 0000 0000 0000 C00000 {first}{second} 0000 000000 00 C5 54656D7020");
        var record = Assert.IsType<CompactSensorRecord>(SdrRecord.Parse(bytes));
        var repository = SdrRepository.Create(default, [bytes]);

        Assert.Equal(record.Sharing.Count, repository.Sensors.Count);
        Assert.Equal(name, repository.Sensors[index].Name);
        Assert.Equal(0x0A + index, repository.Sensors[index].Number);
        Assert.Equal(entity, repository.Sensors[index].EntityInstance);
    }

    [Theory]
    [InlineData(SdrcompFull, 30)]
    [InlineData(SdrcompCompact, 23)]
    [InlineData(SdrcompEventOnly, 12)]
    public void Parse_BytesMissingAtTheEnd_IsStillASensor(string hex, int enough)
    {
        var bytes = Bytes(hex);

        Assert.Equal(Assert.IsAssignableFrom<SensorRecord>(SdrRecord.Parse(bytes)).Number, Assert.IsAssignableFrom<SensorRecord>(SdrRecord.Parse(bytes.AsSpan(0, enough))).Number);
        Assert.Throws<IpmiFormatException>(() => SdrRecord.Parse(bytes.AsSpan(0, enough - 1)));
    }

    [Fact]
    public void Parse_BytesInExcess_AreIgnored()
    {
        var record = Assert.IsType<FullSensorRecord>(SdrRecord.Parse([.. Bytes(SdrcompFull), 0x5A, 0x5A]));

        Assert.Equal("Inlet -50off", record.Name);
    }

    [Property(MaxTest = 2000)]
    public void Parse_RandomBytes_ThrowsNothingButFormatExceptions(byte[] bytes, byte type)
    {
        byte[] types = [0x01, 0x02, 0x03, 0x08, 0x09, 0x0A, 0x10, 0x11, 0x12, 0x13, 0x14, 0xC0];
        Try(bytes);
        Try([0x01, 0x00, 0x51, types[type % types.Length], (byte)bytes.Length, .. bytes]);
        Try([0x01, 0x00, 0x51, types[type % types.Length], 0xFF, .. bytes, .. bytes, .. bytes]);
    }

    [Property(MaxTest = 500)]
    public void Parse_MutatedRecords_BecomeARepositoryWhateverTheyHold(int[] places, byte[] values)
    {
        var records = new List<ReadOnlyMemory<byte>>();
        foreach (var hex in (string[])[SdrcompFull, SdrcompFull6Bit, SdrcompCompact, SdrcompEventOnly, SdrcompController, SdrcompFru])
        {
            var bytes = Bytes(hex);
            for (var i = 0; i < places.Length && i < values.Length; i++)
                bytes[(int)((uint)places[i] % bytes.Length)] = values[i];
            records.Add(bytes);
        }

        var repository = SdrRepository.Create(default, records);
        foreach (var sensor in repository.Sensors)
        {
            Assert.NotNull(sensor.Name);
            for (var raw = 0; raw < 256; raw++)
            {
                if (sensor.Conversion?.Convert((byte)raw) is { } value)
                    Assert.NotEmpty(sensor.FormatValue(value));
            }
        }

        Assert.Equal(repository.Records.Count, SdrRepository.Deserialize(default, repository.Serialized.Span)!.Records.Count);
    }

    private static void Try(byte[] bytes)
    {
        try
        {
            _ = SdrRecord.Parse(bytes).ToString();
        }
        catch (IpmiFormatException)
        {
        }
    }

    private static SdrRecord Parse(string hex) => SdrRecord.Parse(Bytes(hex));

    private static byte[] Bytes(string hex) => Convert.FromHexString(hex.Replace(" ", "", StringComparison.Ordinal));
}
