using Microsoft.Extensions.Time.Testing;
using Portal.BmcSim;
using Portal.BmcSim.Hardware;
using Portal.Ipmi.Commands.SensorEvent;
using Portal.Ipmi.Commands.Storage;
using Portal.Ipmi.Events;
using Portal.Ipmi.Events.Alerting;

namespace Portal.Ipmi.Tests.Events;

public sealed class SelReaderTests : BmcSessionFixture
{
    private static readonly byte[] s_event = [0, 0, 0x02, 0, 0, 0, 0, 0x20, 0, 0x04, 0x01, 0x30, 0x01, 0x59, 0x5A, 0x50];

    [Fact]
    public async Task Read_EveryProfile_BringsWhatTheBmcHolds()
    {
        foreach (var profile in ServerProfiles.Lifelike.Append(HardwareProfile.Standard))
        {
            await using var bmc = Start(o => o with { Hardware = profile });
            await using var session = await BmcSession.OpenAsync(Options(bmc), Ct);

            var result = await new SelReader(session).ReadAsync(since: null, Ct);

            Assert.Equal(bmc.EventLogRecords().Select(Convert.ToHexString), result.Records.Select(r => r.Bytes.ToString()));
            Assert.InRange(result.Records.Count, 10, 40);
            Assert.Equal((SelIrregularities.None, true), (result.Irregularities, result.Continues));
            Assert.Equal(result.Records.Count, result.Info.Entries);
            Assert.All(result.Records, r => Assert.IsNotType<UnknownSelRecord>(r));
        }
    }

    [Fact]
    public async Task Read_Since_BringsWhatIsNewAndNotices()
    {
        await using var bmc = Start();
        await using var session = await BmcSession.OpenAsync(Options(bmc), Ct);
        var reader = new SelReader(session);
        var first = await reader.ReadAsync(null, Ct);

        var nothing = await reader.ReadAsync(first.Cursor, Ct);
        Assert.Equal((0, true), (nothing.Records.Count, nothing.Continues));

        bmc.LogEvent(s_event);
        bmc.LogEvent(s_event);
        var two = await reader.ReadAsync(nothing.Cursor, Ct);
        Assert.Equal((2, true), (two.Records.Count, two.Continues));

        // The log is cleared and grows to its old length: ids and number look as if nothing had happened.
        bmc.ClearEventLog();
        for (var i = 0; i < two.Info.Entries; i++)
            bmc.LogEvent(s_event);
        var other = await reader.ReadAsync(two.Cursor, Ct);
        Assert.Equal((two.Info.Entries, false), (other.Records.Count, other.Continues));

        bmc.ClearEventLog();
        var empty = await reader.ReadAsync(other.Cursor, Ct);
        Assert.Equal((0, false, (SelCursor?)null), (empty.Records.Count, empty.Continues, empty.Cursor));
    }

    [Fact]
    public async Task Read_WrappedLog_StartsOver()
    {
        await using var bmc = Start(o => o with { Hardware = HardwareProfile.Standard with { SelCapacity = 20, SelWraps = true } });
        await using var session = await BmcSession.OpenAsync(Options(bmc), Ct);
        var reader = new SelReader(session);
        var first = await reader.ReadAsync(null, Ct);
        for (var i = 0; i < 40; i++)
            bmc.LogEvent(s_event);

        var next = await reader.ReadAsync(first.Cursor, Ct);

        Assert.Equal((20, false), (next.Records.Count, next.Continues));
    }

    [Fact]
    public async Task Read_FaultyChains_EndsAndSaysWhatWasWrong()
    {
        await using var bmc = Start();
        var count = bmc.EventLogRecords().Count;
        await using var session = await BmcSession.OpenAsync(Options(bmc), Ct);

        async Task<SelReadResult> ReadWith(Action<SimFaults, bool> fault)
        {
            fault(bmc.Faults, true);
            var reader = new SelReader(session);
            var result = await reader.ReadAsync(null, Ct);
            // What made the chain endless is not news the next time.
            var again = await reader.ReadAsync(result.Cursor, Ct);
            Assert.Equal((0, true), (again.Records.Count, again.Continues));
            fault(bmc.Faults, false);
            return result;
        }

        var loop = await ReadWith((f, on) => f.SelLoops = on);
        Assert.Equal((count, SelIrregularities.Loop), (loop.Records.Count, loop.Irregularities));
        var same = await ReadWith((f, on) => f.SelSameRecordTwice = on);
        Assert.Equal(((count + 1) / 2, SelIrregularities.SameRecordTwice), (same.Records.Count, same.Irregularities));
        var endless = await ReadWith((f, on) => f.SelEndless = on);
        Assert.Equal(SelIrregularities.Endless, endless.Irregularities);
        Assert.InRange(endless.Records.Count, count, count + 1024);
        var short1 = await ReadWith((f, on) => f.SelCountOffset = on ? -7 : 0);
        Assert.Equal((count, SelIrregularities.None), (short1.Records.Count, short1.Irregularities));
        var excess = await ReadWith((f, on) => f.SelExcessBytes = on ? 5 : 0);
        Assert.Equal(count, excess.Records.Count);
        var zero = await ReadWith((f, on) => f.SelNamesIdZero = on);
        Assert.Equal(SelIrregularities.IdZero | SelIrregularities.Loop, zero.Irregularities);
        Assert.InRange(zero.Records.Count, count / 2, count);
    }

    [Theory]
    [InlineData(8)]
    [InlineData(5)]
    [InlineData(1)]
    public async Task Read_PiecesOnly_BringsWholeRecords(int most)
    {
        await using var bmc = Start();
        bmc.Faults.SelMaxReadBytes = most;
        bmc.Faults.SelReservationsLost = 2;
        await using var session = await BmcSession.OpenAsync(Options(bmc), Ct);

        var result = await new SelReader(session).ReadAsync(null, Ct);

        Assert.Equal(bmc.EventLogRecords().Select(Convert.ToHexString), result.Records.Select(r => r.Bytes.ToString()));
    }

    [Fact]
    public async Task Read_ReserveRefused_DoesNotNeedIt()
    {
        await using var bmc = Start();
        bmc.Faults.SelReserveNeedsOperator = true;
        await using var session = await BmcSession.OpenAsync(Options(bmc) with { UserName = "user", Privilege = PrivilegeLevel.User }, Ct);

        var result = await new SelReader(session).ReadAsync(null, Ct);

        Assert.Equal(bmc.EventLogRecords().Count, result.Records.Count);
    }

    [Fact]
    public async Task Clear_WithCursor_ClearsOnlyWhatWasRead()
    {
        await using var bmc = Start();
        await using var session = await BmcSession.OpenAsync(Options(bmc), Ct);
        var reader = new SelReader(session);
        var read = await reader.ReadAsync(null, Ct);
        bmc.LogEvent(s_event);

        Assert.False(await reader.ClearAsync(read.Cursor, Ct));
        Assert.NotEmpty(bmc.EventLogRecords());
        Assert.True(await reader.ClearAsync((await reader.ReadAsync(read.Cursor, Ct)).Cursor, Ct));
        Assert.Empty(bmc.EventLogRecords());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Clear_SlowErasure_IsWaitedFor(bool statusRefused)
    {
        // The BMC's clock moves on whenever it is read, so that the erasure ends after some questions and without waiting.
        await using var bmc = Start(o => o with { TimeProvider = new FakeTimeProvider { AutoAdvanceAmount = TimeSpan.FromMilliseconds(50) } });
        bmc.Faults.SelEraseTakes = TimeSpan.FromSeconds(3);
        bmc.Faults.SelNoEraseStatus = statusRefused;
        await using var session = await BmcSession.OpenAsync(Options(bmc), Ct);
        var reader = new SelReader(session, new SelReaderOptions { ErasePoll = TimeSpan.Zero });

        Assert.True(await reader.ClearAsync(null, Ct));
        Assert.Empty(bmc.EventLogRecords());
    }

    [Fact]
    public async Task Delete_OneOrUnsupported_DoesOrSays()
    {
        await using var bmc = Start();
        await using var clearsOnly = Start(o => o with { Hardware = HardwareProfile.Standard with { SelCanDelete = false } });
        await using var session = await BmcSession.OpenAsync(Options(bmc), Ct);
        await using var refused = await BmcSession.OpenAsync(Options(clearsOnly), Ct);
        bmc.Faults.SelReservationsLost = 1;

        Assert.Equal(3, await new SelReader(session).DeleteAsync(3, Ct));
        Assert.DoesNotContain(bmc.EventLogRecords(), r => r[0] == 3);
        var e = await Assert.ThrowsAsync<IpmiCommandException>(() => new SelReader(refused).DeleteAsync(3, Ct));
        Assert.Equal(CompletionCode.InvalidCommand, e.CompletionCode);
    }

    [Fact]
    public async Task AddAndTime_Commands_Work()
    {
        await using var bmc = Start();
        await using var session = await BmcSession.OpenAsync(Options(bmc), Ct);
        var time = IpmiTimestamp.FromTime(new DateTimeOffset(2027, 1, 1, 0, 0, 0, TimeSpan.Zero));
        await session.SendAsync(new SetSelTime(time), Ct);
        await session.SendAsync(new SetSelTimeUtcOffset(UtcOffset.From(TimeSpan.FromHours(2))), Ct);

        var id = await session.SendAsync(new AddSelEntry(PlatformEvent.SampleVoltage.ToSelRecord(new GeneratorId(0x41))), Ct);
        var reservation = await session.SendAsync(new ReserveSel(), Ct);
        await session.SendAsync(new PartialAddSelEntry(reservation, 0, 0, false, s_event.AsMemory(0, 10)), Ct);
        var second = await session.SendAsync(new PartialAddSelEntry(reservation, 0, 10, true, s_event.AsMemory(10)), Ct);

        var offset = await session.SendAsync(new GetSelTimeUtcOffset(), Ct);
        var last = (await new SelReader(session).ReadAsync(null, Ct)).Records;
        Assert.Equal((id, second), (last[^2].Id, last[^1].Id));
        Assert.Equal(TimeSpan.FromHours(2), last[^1].Time!.Value.ToTime(offset)!.Value.Offset);
        Assert.InRange(last[^1].Time!.Value.Value, time.Value, time.Value + 60);
        Assert.Equal(0u, (await session.SendAsync(new GetAuxiliaryLogStatus(AuxiliaryLogType.MachineCheck), Ct)).Entries);
        var info = await session.SendAsync(new GetSelInfo(), Ct);
        var allocation = await session.SendAsync(new GetSelAllocationInfo(), Ct);
        Assert.Equal(info.FreeBytes, allocation.FreeUnits * allocation.UnitBytes);
    }

    [Fact]
    public async Task Pef_Configuration_IsReadWrittenAndFollowed()
    {
        await using var bmc = Start();
        await using var session = await BmcSession.OpenAsync(Options(bmc), Ct);
        var reader = new PefConfigurationReader(session);
        var writer = new PefConfigurationWriter(session);
        var filter = new EventFilter
        {
            Enabled = true,
            Actions = PefActions.Alert | PefActions.PowerOff,
            PolicyNumber = 2,
            Severity = EventFilterSeverity.Critical,
            SensorType = SensorType.Memory,
            EventTrigger = 0x6F,
            OffsetMask = 0x0002,
        };
        var policy = new AlertPolicy { PolicyNumber = 2, Enabled = true, Channel = 1, Destination = 1, StringSelector = 1 };

        await writer.ChangeAsync(
            async w =>
            {
                await w.SetControlAsync(PefControl.Enabled | PefControl.EventMessages, Ct);
                await w.SetEnabledActionsAsync(PefActions.Alert | PefActions.PowerOff, Ct);
                await w.SetFilterAsync(8, filter, Ct);
                await w.SetPolicyAsync(1, policy, Ct);
                await w.SetStringAsync(new AlertString(1, 8, 1, "Memory is broken in rack 4"), Ct);
                await w.SetStartupDelayAsync(TimeSpan.FromSeconds(30), Ct);
                await w.SetSystemGuidAsync(new PefSystemGuid(true, new byte[16]), Ct);
                await w.EnableFilterAsync(1, false, Ct);
            },
            Ct);
        var read = await reader.ReadAsync(Ct);

        Assert.Equal((PefControl.Enabled | PefControl.EventMessages, PefActions.Alert | PefActions.PowerOff), (read.Control, read.EnabledActions));
        Assert.Equal((16, filter, policy), (read.Filters.Count, read.Filters[7], read.Policies[0]));
        Assert.Equal((false, true, true), (read.Filters[0]!.Enabled, read.Filters[0]!.IsPreconfigured, read.Filters[1]!.Enabled));
        Assert.Equal((5, new AlertString(1, 8, 1, "Memory is broken in rack 4")), (read.Strings.Count, read.Strings[1]));
        Assert.Equal((30, true, 0), ((int)read.StartupDelay!.Value.TotalSeconds, read.SystemGuid!.IsUsed, read.GroupControls.Count));

        await session.SendAsync(new PlatformEventMessage(PlatformEvent.SampleMemory with { Data1 = 0x01 }), Ct);

        Assert.Equal(1, bmc.AlertsSent);
        Assert.False((await session.SendAsync(new Portal.Ipmi.Commands.Chassis.GetChassisStatus(), Ct)).IsOn);
        var records = (await new SelReader(session).ReadAsync(null, Ct)).Records;
        Assert.Equal("System event #00h: PEF action (actions: alert and power off)", EventDescription.Of(records[^1], EventContext.None).ToString());
        Assert.True(filter.Matches((SystemEventRecord)records[^2]));
        Assert.Equal(records[^1].Id, (await session.SendAsync(new GetLastProcessedEventId(), Ct)).LastRecordId);
        await session.SendAsync(new SetLastProcessedEventId(records[^1].Id), Ct);
        Assert.Equal(records[^1].Id, (await session.SendAsync(new GetLastProcessedEventId(), Ct)).LastBySoftware);
    }

    [Fact]
    public async Task Pef_OthersAtWork_IsRefusedAndRollsNothingBack()
    {
        await using var bmc = Start();
        await using var session = await BmcSession.OpenAsync(Options(bmc), Ct);
        await session.SendAsync(new SetPefParameter(PefParameter.SetInProgress, new byte[] { 1 }), Ct);

        var e = await Assert.ThrowsAsync<IpmiCommandException>(() => new PefConfigurationWriter(session).ChangeAsync(_ => Task.CompletedTask, Ct));

        Assert.Contains("somebody else", e.Message);
    }

    [Fact]
    public async Task Alert_ImmediateAndReceiver_Work()
    {
        await using var bmc = Start();
        await using var session = await BmcSession.OpenAsync(Options(bmc), Ct);

        await session.SendAsync(new AlertImmediate(1, AlertOperation.Initiate, 1), Ct);
        Assert.Equal(AlertStatus.Delivered, await session.SendAsync(new AlertImmediate(1, AlertOperation.GetStatus), Ct));
        await session.SendAsync(new AlertImmediate(1, AlertOperation.ClearStatus), Ct);
        Assert.Equal(AlertStatus.None, await session.SendAsync(new AlertImmediate(1, AlertOperation.GetStatus), Ct));
        await session.SendAsync(new SetEventReceiver(new EventReceiver(EventReceiver.Disabled, default)), Ct);
        Assert.Equal(EventReceiver.Disabled, (await session.SendAsync(new GetEventReceiver(), Ct)).SlaveAddress);
        Assert.Equal(60, await session.SendAsync(new ArmPefPostponeTimer(60), Ct));
        Assert.Equal(60, await session.SendAsync(new ArmPefPostponeTimer(ArmPefPostponeTimer.ReadOnly), Ct));
        Assert.Equal((16, PefActions.Alert), ((await session.SendAsync(new GetPefCapabilities(), Ct)).Filters, (await session.SendAsync(new GetPefCapabilities(), Ct)).Actions & PefActions.Alert));
    }
}
