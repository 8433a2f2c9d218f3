using System.CommandLine;
using System.Globalization;
using Portal.Ipmi.Commands.App;
using Portal.Ipmi.Commands.Storage;
using Portal.Ipmi.Events;
using Portal.Ipmi.Tool.Output;
using Portal.Ipmi.Tool.Sensors;

namespace Portal.Ipmi.Tool.Verbs;

/// <summary><c>sel</c>: the system event log.</summary>
internal sealed class SelVerbs : IVerbGroup
{
    private readonly SensorSource _source = new();

    public Command Create(VerbRunner runner) => new("sel", "The system event log: what happened to the server.")
    {
        Info(runner), List(runner, "list", "The log's records in words.", withSensors: false),
        List(runner, "elist", "Like list, with names and units from the sensor data records.", withSensors: true),
        Get(runner), Clear(runner), Delete(runner), Add(runner), Time(runner), Decode(runner),
    };

    private static Command Info(VerbRunner runner)
    {
        var command = new Command("info", "Size, space and age of the log (Get SEL Info, Get SEL Allocation Info).");
        runner.Set(
            command,
            static async (call, ct) =>
            {
                var info = await call.Connection.SendAsync(new GetSelInfo(), ct);
                var allocation = info.HasAllocationInfo ? await TryAsync(() => call.Connection.SendAsync(new GetSelAllocationInfo(), ct)) : null;
                return new SelInfoReport(info, allocation, await UtcOffsetAsync(call.Connection, ct));
            },
            static (result, report) =>
            {
                var info = result.Info;
                report
                    .Field("Version", $"{info.VersionText} ({(info.Version is 0x51 or 0x02 ? "v1.5, v2 compliant" : "unknown")})")
                    .Field("Entries", info.Entries)
                    .Field("Free Space", $"{info.FreeBytes} bytes{(info.FreeBytes == ushort.MaxValue ? " or more" : "")}")
                    .Field("Percent Used", $"{info.PercentUsed}%")
                    .Field("Last Add Time", info.LastAddition.ToString())
                    .Field("Last Del Time", info.LastErase.ToString())
                    .Field("Overflow", info.Overflow)
                    .Field("Delete", info.CanDelete)
                    .Field("Partial Add", info.CanAddPartially)
                    .Field("Reserve", info.CanReserve)
                    .Field("Offset to UTC", result.UtcOffset.ToString());
                if (result.Allocation is { } allocation)
                {
                    report
                        .Field("# of Alloc Units", allocation.Units)
                        .Field("Alloc Unit Size", allocation.UnitBytes)
                        .Field("# Free Units", allocation.FreeUnits)
                        .Field("Largest Free Blk", allocation.LargestFreeBlock)
                        .Field("Max Record Size", allocation.MaxRecordUnits);
                }
            });
        return command;
    }

    private Command List(VerbRunner runner, string name, string description, bool withSensors)
    {
        var which = new Argument<string[]>("which") { Description = "A number of records, from the first: 20, first 20; or last 20.", Arity = new ArgumentArity(0, 2) };
        var command = new Command(name, description) { which };
        if (withSensors)
            _source.AddTo(command);
        runner.Set(
            command,
            async (call, ct) =>
            {
                var (fromLast, count) = Which(call.Arguments.GetValue(which) ?? []);
                var read = await new SelReader(call.Connection).ReadAsync(since: null, ct);
                var records = count is not { } most ? read.Records : fromLast ? read.Records.TakeLast(most) : read.Records.Take(most);
                var context = await ContextAsync(call, withSensors, ct);
                var offset = await UtcOffsetAsync(call.Connection, ct);
                return new SelListReport([.. records.Select(record => SelEntryReport.Of(record, context, offset))], read.Irregularities);
            },
            static (result, report) =>
            {
                report.Table(head: null, result.Entries.Select(entry => entry.Row()));
                if (result.Irregularities != SelIrregularities.None)
                    report.Line($"The log is not as it should be: {result.Irregularities}.");
            });
        return command;
    }

    private Command Get(VerbRunner runner)
    {
        var ids = Numbers.Arguments<ushort>("id", "Record ids, hexadecimal with 0x; 0 the first, 0xffff the last.", atLeast: 1);
        var command = new Command("get", "Everything about some records.") { ids };
        _source.AddTo(command);
        runner.Set(
            command,
            async (call, ct) =>
            {
                var context = await ContextAsync(call, withSensors: true, ct);
                var offset = await UtcOffsetAsync(call.Connection, ct);
                var entries = new List<SelEntryReport>();
                foreach (var id in call.Arguments.GetValue(ids)!)
                {
                    var entry = await call.Connection.SendAsync(new GetSelEntry(id), ct);
                    entries.Add(SelEntryReport.Of(SelRecord.Parse(entry.Data.Span[..Math.Min(entry.Data.Length, SelRecordBytes.Length)]), context, offset));
                }

                return entries;
            },
            static (entries, report) =>
            {
                foreach (var entry in entries)
                    Print(entry, report);
            });
        return command;
    }

    private static void Print(SelEntryReport entry, TextReport report)
    {
        report
            .Field("SEL Record ID", $"{entry.Id:x4}")
            .Field("Record Type", entry.RecordType)
            .Field("Timestamp", entry.TimeText)
            .Field("Generator ID", entry.GeneratorId is { } generator ? $"{generator:x4} ({entry.Generator})" : null)
            .Field("Manufacturer ID", entry.ManufacturerId)
            .Field("Sensor Type", entry.SensorType)
            .Field("Sensor Number", entry.SensorNumber is { } number ? $"{number:x2}" : null)
            .Field("Sensor", entry.Sensor)
            .Field("Entity", entry.Entity)
            .Field("Event Type", entry.EventType is { } type ? ((EventReadingType)type).Describe() : null)
            .Field("Event Direction", entry.SensorTypeCode is null ? null : entry.IsDeassertion ? "Deassertion Event" : "Assertion Event")
            .Field("Description", entry.Event)
            .Field("Severity", entry.Severity.ToString());
        foreach (var detail in entry.Details)
            report.Field("  " + detail.Name, detail.Value);
        report.Field("Record", Convert.ToHexStringLower(entry.Bytes)).Line();
    }

    private static Command Clear(VerbRunner runner)
    {
        var command = new Command("clear", "Erases the log and waits until the BMC has done so.");
        runner.Set(
            command,
            static async (call, ct) =>
            {
                await new SelReader(call.Connection).ClearAsync(readUpTo: null, ct);
                return new { Cleared = true };
            },
            static (_, report) => report.Line("The event log is cleared."));
        return command;
    }

    private static Command Delete(VerbRunner runner)
    {
        var ids = Numbers.Arguments<ushort>("id", "Record ids.", atLeast: 1);
        var command = new Command("delete", "Deletes single records; many BMCs can only clear.") { ids };
        runner.Set(
            command,
            async (call, ct) =>
            {
                var reader = new SelReader(call.Connection);
                var deleted = new List<ushort>();
                foreach (var id in call.Arguments.GetValue(ids)!)
                    deleted.Add(await reader.DeleteAsync(id, ct));
                return new { Deleted = deleted };
            },
            static (result, report) => report.Line($"Deleted: {string.Join(' ', result.Deleted.Select(id => $"0x{id:x4}"))}"));
        return command;
    }

    private static Command Add(VerbRunner runner)
    {
        var bytes = Numbers.Arguments<byte>("byte", "The 16 bytes of a record; the BMC sets id and time.", atLeast: SelRecordBytes.Length);
        var command = new Command("add", "Adds a record (Add SEL Entry).") { bytes };
        runner.Set(
            command,
            async (call, ct) =>
            {
                var record = call.Arguments.GetValue(bytes)!;
                if (record.Length != SelRecordBytes.Length)
                    throw new UsageException($"A record has {SelRecordBytes.Length} bytes, not {record.Length}.");
                return new { Id = await call.Connection.SendAsync(new AddSelEntry(new SelRecordBytes(record)), ct) };
            },
            static (result, report) => report.Line($"Added as record 0x{result.Id:x4}."));
        return command;
    }

    private static Command Time(VerbRunner runner)
    {
        var get = new Command("get", "The log's clock.");
        runner.Set(get, static (call, ct) => ClockAsync(call.Connection, ct), PrintClock);
        var time = new Argument<string>("time") { Description = "now, or a time such as 2026-11-23T10:30:00Z; without an offset it is UTC." };
        var set = new Command("set", "Sets the log's clock.") { time };
        runner.Set(
            set,
            async (call, ct) =>
            {
                await call.Connection.SendAsync(new SetSelTime(Moment(call.Arguments.GetValue(time)!)), ct);
                return await ClockAsync(call.Connection, ct);
            },
            PrintClock);
        var minutes = new Argument<string>("minutes") { Description = "Minutes from UTC to the log's clock, or unspecified." };
        var offset = new Command("offset", "Tells the BMC how far its clock is from UTC.") { minutes };
        runner.Set(
            offset,
            async (call, ct) =>
            {
                await call.Connection.SendAsync(new SetSelTimeUtcOffset(Offset(call.Arguments.GetValue(minutes)!)), ct);
                return await ClockAsync(call.Connection, ct);
            },
            PrintClock);
        return new Command("time", "The clock that events are stamped with.") { get, set, offset };
    }

    private static Command Decode(VerbRunner runner)
    {
        var bytes = new Argument<string[]>("hex") { Description = "The 16 bytes of a record in hexadecimal.", Arity = ArgumentArity.OneOrMore };
        var manufacturer = Numbers.Option<int>("--manufacturer", "IANA enterprise number whose OEM events are to be read.");
        var command = new Command("decode", "Puts a record from elsewhere into words; needs no BMC.") { bytes, manufacturer };
        runner.SetWithoutSession(
            command,
            (arguments, _, _) =>
            {
                try
                {
                    var record = SelRecord.Parse(Hex(arguments.GetValue(bytes)!));
                    return Task.FromResult(SelEntryReport.Of(record, new EventContext { ManufacturerId = arguments.GetValue(manufacturer) ?? 0 }, UtcOffset.Unspecified));
                }
                catch (IpmiFormatException e)
                {
                    throw new UsageException(e.Message);
                }
            },
            Print);
        return command;
    }

    internal static byte[] Hex(string[] words)
    {
        try
        {
            return Convert.FromHexString(string.Concat(words.Select(word => word.StartsWith("0x", StringComparison.OrdinalIgnoreCase) ? word[2..].PadLeft(2, '0') : word)).Replace(":", "", StringComparison.Ordinal));
        }
        catch (FormatException)
        {
            throw new UsageException("Bytes are written in hexadecimal, two digits each.");
        }
    }

    private async Task<EventContext> ContextAsync(VerbCall call, bool withSensors, CancellationToken ct)
    {
        var device = await call.Connection.SendAsync(new GetDeviceId(), ct);
        var sensors = withSensors ? new SdrEventSensors(await _source.Reader(call).LoadAsync(ct)) : null;
        return new EventContext { ManufacturerId = device.ManufacturerId, ProductId = device.ProductId, Sensors = sensors };
    }

    internal static async Task<UtcOffset> UtcOffsetAsync(IIpmiConnection connection, CancellationToken ct)
    {
        try
        {
            return await connection.SendAsync(new GetSelTimeUtcOffset(), ct);
        }
        catch (IpmiCommandException)
        {
            // New in IPMI 2.0 and optional.
            return UtcOffset.Unspecified;
        }
    }

    private static async Task<SelClock> ClockAsync(IIpmiConnection connection, CancellationToken ct)
    {
        var time = await connection.SendAsync(new GetSelTime(), ct);
        var offset = await UtcOffsetAsync(connection, ct);
        return new SelClock(time.Value, time.ToTime(offset), offset.Value?.TotalMinutes);
    }

    private static void PrintClock(SelClock clock, TextReport report) => report
        .Field("Time", new IpmiTimestamp(clock.Timestamp).ToString())
        .Field("Offset to UTC", clock.UtcOffsetMinutes is { } minutes ? $"{minutes} minutes" : "unspecified");

    private static IpmiTimestamp Moment(string text)
    {
        try
        {
            if (text == "now")
                return IpmiTimestamp.FromTime(TimeProvider.System.GetUtcNow());
            return IpmiTimestamp.FromTime(DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal));
        }
        catch (Exception e) when (e is FormatException or ArgumentOutOfRangeException)
        {
            throw new UsageException($"\"{text}\" is no time that a BMC can keep: write it as 2026-11-23T10:30:00Z.");
        }
    }

    private static UtcOffset Offset(string text)
    {
        if (text == "unspecified")
            return UtcOffset.Unspecified;
        if (!Numbers.TryParse<short>(text, out var minutes) || Math.Abs((int)minutes) > 840)
            throw new UsageException($"\"{text}\" is no offset: write minutes from -840 to 840, or unspecified.");
        return UtcOffset.From(TimeSpan.FromMinutes(minutes));
    }

    private static (bool FromLast, int? Count) Which(string[] words) => words switch
    {
        [] => (false, null),
        [var count] when Numbers.TryParse<int>(count, out var number) => (false, number),
        ["first", var count] when Numbers.TryParse<int>(count, out var number) => (false, number),
        ["last", var count] when Numbers.TryParse<int>(count, out var number) => (true, number),
        _ => throw new UsageException("Say how many records: 20, first 20 or last 20."),
    };

    private static async Task<T?> TryAsync<T>(Func<ValueTask<T>> send)
        where T : class
    {
        try
        {
            return await send();
        }
        catch (IpmiCommandException)
        {
            return null;
        }
    }

    private sealed record SelClock(uint Timestamp, DateTimeOffset? Time, double? UtcOffsetMinutes);
}
