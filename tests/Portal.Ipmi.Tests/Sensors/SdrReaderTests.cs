using Portal.BmcSim;
using Portal.BmcSim.Hardware;
using Portal.Ipmi.Sensors;

namespace Portal.Ipmi.Tests.Sensors;

public sealed class SdrReaderTests : SensorBmcFixture
{
    private const byte Storage = 0x0A;
    private const byte GetSdr = 0x23;
    private const byte Reserve = 0x22;

    [Fact]
    public async Task ReadAsync_HealthyBmc_TakesOneCommandARecordAndNoReservation()
    {
        await using var bmc = Start(ServerProfiles.Idrac);
        await using var session = await OpenAsync(bmc);

        var reader = new SdrReader(session);
        var repository = await reader.ReadAsync(Ct);

        Assert.Equal(ServerProfiles.Idrac.Sensors.Count + ServerProfiles.Idrac.OtherRecords.Count, repository.Records.Count);
        Assert.Equal(repository.Records.Count, Count(bmc, Storage, GetSdr));
        Assert.Equal(0, Count(bmc, Storage, Reserve));
        Assert.Empty(repository.Remarks);
        Assert.True(repository.IsComplete);
        Assert.Equal(0, reader.ReadSize);
    }

    /// <summary>Each of these is a BMC that people have; all give the same records in the end.</summary>
    [Theory]
    [InlineData("at most 32 bytes", 0)]
    [InlineData("at most 22 bytes", 0)]
    [InlineData("at most 22 bytes, code FFh", 0)]
    [InlineData("at most 10 bytes, code C8h", 0)]
    [InlineData("at most 22 bytes, no reservations", 0)]
    [InlineData("reservation lost at times", 0)]
    [InlineData("excess bytes", 0)]
    [InlineData("missing bytes", 0)]
    [InlineData("count too small", 1)]
    [InlineData("count zero", 1)]
    [InlineData("chain back to the first", 1)]
    [InlineData("last names itself", 1)]
    [InlineData("endless", 1)]
    [InlineData("torn", 1)]
    [InlineData("info refused", 0)]
    public async Task ReadAsync_BmcWithAFault_GivesTheSameRecords(string fault, int remarks)
    {
        await using var sound = Start(HardwareProfile.Standard);
        await using var soundSession = await OpenAsync(sound);
        await using var bmc = Start(HardwareProfile.Standard);
        await using var session = await OpenAsync(bmc);
        Break(bmc.Faults, fault);

        var expected = await new SdrReader(soundSession).ReadAsync(Ct);
        var reader = new SdrReader(session);
        var repository = await reader.ReadAsync(Ct);

        Assert.Equal(expected.Serialized.ToArray(), repository.Serialized.ToArray());
        Assert.Equal(remarks, repository.Remarks.Count);
        Assert.InRange(Count(bmc, Storage, GetSdr), repository.Records.Count, 12 * repository.Records.Count);
    }

    [Fact]
    public async Task ReadAsync_OnlySmallParts_RemembersTheSize()
    {
        await using var bmc = Start(HardwareProfile.Standard);
        await using var session = await OpenAsync(bmc);
        bmc.Faults.SdrMaxBytes = 20;

        var reader = new SdrReader(session);
        await reader.ReadAsync(Ct);
        Assert.Equal(16, reader.ReadSize);

        Assert.Equal(2, Refused());
        await new SdrReader(session, new SdrReaderOptions { ReadSize = reader.ReadSize }).ReadAsync(Ct);
        Assert.Equal(2, Refused());

        int Refused() => bmc.Ledger.Count(entry => entry is { NetFn: Storage, Command: GetSdr, CompletionCode: not 0 });
    }

    [Fact]
    public async Task ReadAsync_WholeRecordsNeverAnswered_GoesOnInParts()
    {
        await using var bmc = Start(HardwareProfile.Standard);
        await using var session = await OpenAsync(bmc, options => options with { CommandTimeout = TimeSpan.FromMilliseconds(400) });
        (bmc.Faults.SdrMaxBytes, bmc.Faults.SdrTooLongUnanswered) = (40, true);

        var repository = await new SdrReader(session).ReadAsync(Ct);

        Assert.Equal(HardwareProfile.Standard.Sensors.Count, repository.Sensors.Count);
    }

    [Fact]
    public async Task ReadAsync_LastRecordTimesOutInTheBmc_KeepsTheRest()
    {
        await using var bmc = Start(HardwareProfile.Standard);
        await using var session = await OpenAsync(bmc);
        bmc.Faults.SdrLastRecordCode = 0xC3;

        var repository = await new SdrReader(session).ReadAsync(Ct);

        Assert.Equal(HardwareProfile.Standard.Sensors.Count - 1, repository.Sensors.Count);
        Assert.Contains(repository.Remarks, remark => remark.Contains("cannot be read", StringComparison.Ordinal));
    }

    [Fact]
    public async Task ReadAsync_EndlessChainOfDifferentRecords_IsCut()
    {
        await using var bmc = Start(ServerProfiles.Lenovo);
        await using var session = await OpenAsync(bmc);

        var repository = await new SdrReader(session, new SdrReaderOptions { MaxRecords = 10 }).ReadAsync(Ct);

        Assert.Equal(10, repository.Records.Count);
        Assert.Contains(repository.Remarks, remark => remark.Contains("left out", StringComparison.Ordinal));
    }

    [Fact]
    public async Task ReadAsync_DeviceSdrsOnSeveralLuns_ComeOnceEach()
    {
        await using var bmc = Start(ServerProfiles.Lenovo with { HasSdrRepository = false });
        await using var session = await OpenAsync(bmc);

        var repository = await new SdrReader(session).ReadAsync(Ct);

        Assert.Equal(SdrSource.Device, repository.Stamp.Source);
        Assert.Equal(ServerProfiles.Lenovo.Sensors.Count + ServerProfiles.Lenovo.OtherRecords.Count, repository.Records.Count);
        Assert.Equal(ServerProfiles.Lenovo.Sensors.Sum(sensor => sensor.ShareCount), repository.Sensors.Count);
    }

    [Fact]
    public async Task ReadAsync_NoPrivilege_SaysSo()
    {
        await using var bmc = Start(HardwareProfile.Standard);
        await using var session = await OpenAsync(bmc);
        bmc.Faults.CompletionCodes[(Storage, GetSdr)] = 0xD4;

        var e = await Assert.ThrowsAsync<IpmiCommandException>(() => new SdrReader(session).ReadAsync(Ct));

        Assert.Equal(CompletionCode.InsufficientPrivilege, e.CompletionCode);
    }

    private static void Break(SimFaults faults, string fault)
    {
        switch (fault)
        {
            case "at most 32 bytes":
                faults.SdrMaxBytes = 32;
                break;
            case "at most 22 bytes":
                faults.SdrMaxBytes = 22;
                break;
            case "at most 22 bytes, code FFh":
                (faults.SdrMaxBytes, faults.SdrTooLongCode) = (22, 0xFF);
                break;
            case "at most 10 bytes, code C8h":
                (faults.SdrMaxBytes, faults.SdrTooLongCode) = (10, 0xC8);
                break;
            case "at most 22 bytes, no reservations":
                faults.SdrMaxBytes = 22;
                faults.CompletionCodes[(Storage, Reserve)] = 0xC1;
                break;
            case "reservation lost at times":
                (faults.SdrMaxBytes, faults.SdrCancelEvery) = (22, 7);
                break;
            case "excess bytes":
                faults.SdrMissingBytes = -3;
                break;
            case "missing bytes":
                faults.SdrMissingBytes = 6;
                break;
            case "count too small":
                faults.SdrCountOffset = -2;
                break;
            case "count zero":
                faults.SdrCountOffset = -StandardRecords;
                break;
            case "chain back to the first":
                faults.SdrChain = SimSdrChain.Loop;
                break;
            case "last names itself":
                faults.SdrChain = SimSdrChain.Self;
                break;
            case "endless":
                faults.SdrChain = SimSdrChain.Endless;
                break;
            case "torn":
                faults.SdrChain = SimSdrChain.Torn;
                break;
            case "info refused":
                faults.CompletionCodes[(Storage, 0x20)] = 0xC1;
                break;
            default:
                throw new ArgumentException(fault);
        }
    }

    private static int StandardRecords => HardwareProfile.Standard.Sensors.Count + HardwareProfile.Standard.OtherRecords.Count;
}
