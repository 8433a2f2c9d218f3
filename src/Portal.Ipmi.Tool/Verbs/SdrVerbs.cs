using System.CommandLine;
using Portal.Ipmi.Commands.Storage;
using Portal.Ipmi.Events;
using Portal.Ipmi.Sensors;
using Portal.Ipmi.Tool.Output;
using Portal.Ipmi.Tool.Sensors;

namespace Portal.Ipmi.Tool.Verbs;

/// <summary><c>sdr</c>: the records that describe sensors and parts, with readings.</summary>
internal sealed class SdrVerbs : IVerbGroup
{
    private readonly SensorSource _source = new();

    public Command Create(VerbRunner runner) => new("sdr", "Sensor data records: sensors with their readings, controllers, FRU devices.")
    {
        List(runner, "list", "Every sensor: name, reading, status.", PrintList),
        List(runner, "elist", "The same with number and entity.", PrintExtendedList),
        Type(runner), Entity(runner), Get(runner), Info(runner), Dump(runner), Fill(runner),
    };

    private Command List(VerbRunner runner, string name, string description, Action<SensorListing, TextReport> print)
    {
        var what = new Argument<string>("what") { Description = "all, full, compact, event, mcloc, fru, generic; without it sensors that can be read.", DefaultValueFactory = static _ => "" };
        what.AcceptOnlyFromAmong("", "all", "full", "compact", "event", "mcloc", "fru", "generic");
        var command = With(new Command(name, description) { what });
        runner.Set(
            command,
            async (call, ct) =>
            {
                var wanted = call.Arguments.GetValue(what)!;
                var reader = _source.Reader(call);
                var repository = await reader.LoadAsync(ct);
                var sensors = await SensorSource.ReadAsync(reader, repository.Sensors.Where(sensor => Wants(wanted, sensor.Record)), ct);
                return new SensorListing(sensors, [.. repository.Records.Where(record => Wants(wanted, record)).Select(LocatorRow.Of).OfType<LocatorRow>()], repository.Remarks);
            },
            print);
        return command;
    }

    private static bool Wants(string wanted, SdrRecord record) => (wanted, record) switch
    {
        ("all", _) => true,
        ("" or "full", FullSensorRecord) => true,
        ("" or "compact", CompactSensorRecord) => true,
        ("event", EventOnlyRecord) => true,
        ("mcloc", ControllerLocatorRecord) => true,
        ("fru", FruDeviceLocatorRecord) => true,
        ("generic", GenericDeviceLocatorRecord) => true,
        _ => false,
    };

    private Command Type(VerbRunner runner)
    {
        var type = new Argument<string>("type") { Description = "A sensor type by name (Temperature) or number; \"list\" shows all." };
        var command = With(new Command("type", "Sensors of one type.") { type });
        runner.Set(
            command,
            async (call, ct) =>
            {
                var text = call.Arguments.GetValue(type)!;
                if (TypeOf(text) is not { } wanted)
                    throw new UsageException($"There is no sensor type \"{text}\". The types are: {string.Join(", ", AllTypes().Select(known => known.Describe()))}.");
                var reader = _source.Reader(call);
                var repository = await reader.LoadAsync(ct);
                return new SensorListing(await SensorSource.ReadAsync(reader, repository.Sensors.Where(sensor => sensor.Type == wanted), ct), [], repository.Remarks);
            },
            PrintExtendedList);
        return command;
    }

    private static IEnumerable<SensorType> AllTypes() => Enum.GetValues<SensorType>().Where(type => type != SensorType.Reserved);

    private static SensorType? TypeOf(string text)
    {
        if (Numbers.TryParse<byte>(text, out var number))
            return (SensorType)number;
        foreach (var type in AllTypes())
        {
            if (string.Equals(type.Describe(), text, StringComparison.OrdinalIgnoreCase) || string.Equals(type.ToString(), text, StringComparison.OrdinalIgnoreCase))
                return type;
        }

        return null;
    }

    private Command Entity(VerbRunner runner)
    {
        var entity = new Argument<string>("entity") { Description = "An entity as 10 or 10.1." };
        var command = With(new Command("entity", "Sensors of one entity.") { entity });
        runner.Set(
            command,
            async (call, ct) =>
            {
                var text = call.Arguments.GetValue(entity)!;
                var parts = text.Split('.');
                byte instance = 0;
                if (parts.Length > 2 || !Numbers.TryParse<byte>(parts[0], out var id) || (parts.Length == 2 && !Numbers.TryParse(parts[1], out instance)))
                    throw new UsageException($"\"{text}\" is no entity: write it as 10 or 10.1.");
                var reader = _source.Reader(call);
                var repository = await reader.LoadAsync(ct);
                var sensors = repository.Sensors.Where(sensor => (byte)sensor.Entity == id && (parts.Length == 1 || sensor.EntityInstance == instance));
                return new SensorListing(await SensorSource.ReadAsync(reader, sensors, ct), [], repository.Remarks);
            },
            PrintExtendedList);
        return command;
    }

    private Command Get(VerbRunner runner)
    {
        var names = new Argument<string[]>("sensor") { Description = "Sensors by name or number.", Arity = ArgumentArity.OneOrMore };
        var command = With(new Command("get", "Everything about a sensor.") { names });
        runner.Set(command, (call, ct) => SensorDetails.ReadAsync(_source.Reader(call, ThresholdUse.Always), call.Arguments.GetValue(names)!, ct), SensorDetails.Print);
        return command;
    }

    private static Command Info(VerbRunner runner)
    {
        var command = new Command("info", "The repository itself: records, free space, when it changed.");
        runner.Set(
            command,
            static async (call, ct) =>
            {
                var info = await call.Connection.SendAsync(new GetSdrRepositoryInfo(), ct);
                try
                {
                    return new RepositoryReport(info, await call.Connection.SendAsync(new GetSdrRepositoryAllocationInfo(), ct));
                }
                catch (IpmiCommandException)
                {
                    return new RepositoryReport(info, null);
                }
            },
            static (result, report) => report
                .Field("SDR Version", $"0x{result.Info.Version:x2}")
                .Field("Record Count", result.Info.RecordCount)
                .Field("Free Space", result.Info.FreeBytes switch { 0xFFFF => "unspecified", 0xFFFE => "64k - 2 bytes or more", var bytes => $"{bytes} bytes" })
                .Field("Most recent Addition", result.Info.LastAddition)
                .Field("Most recent Erase", result.Info.LastErase)
                .Field("SDR overflow", result.Info.HasOverflowed)
                .Field("Reserve SDR repository supported", result.Info.CanReserve)
                .Field("# of Alloc Units", result.Allocation?.Units)
                .Field("Alloc Unit Size", result.Allocation?.UnitBytes)
                .Field("# Free Units", result.Allocation?.FreeUnits)
                .Field("Largest Free Blk", result.Allocation?.LargestFreeUnits)
                .Field("Max Record Size", result.Allocation?.MaximumRecordUnits));
        return command;
    }

    private static Command Dump(VerbRunner runner)
    {
        var file = new Argument<string>("file") { Description = "File to write." };
        var command = new Command("dump", "Writes the records as they are into a file.") { file };
        runner.Set(
            command,
            async (call, ct) =>
            {
                var path = call.Arguments.GetValue(file)!;
                var repository = await new SdrReader(call.Connection).ReadAsync(ct);
                await using var stream = File.Create(path);
                for (var rest = repository.Serialized; rest.Length >= 2;)
                {
                    var length = rest.Span[0] | (rest.Span[1] << 8);
                    await stream.WriteAsync(rest.Slice(2, length), ct);
                    rest = rest[(2 + length)..];
                }

                return new DumpReport(path, repository.Records.Count, repository.Remarks);
            },
            static (result, report) =>
            {
                report.Line($"{result.Records} records written to {result.File}.");
                PrintRemarks(result.Remarks, report);
            });
        return command;
    }

    private static Command Fill(VerbRunner runner)
    {
        var file = new Argument<string>("file") { Description = "File that \"dump\" wrote." };
        var command = new Command("fill", "Replaces all records of the repository by those of a file.") { file };
        runner.Set(
            command,
            async (call, ct) =>
            {
                var path = call.Arguments.GetValue(file)!;
                var records = SdrFile.Split(await File.ReadAllBytesAsync(path, ct));
                await SdrFile.FillAsync(call.Connection, records, ct);
                return new DumpReport(path, records.Count, []);
            },
            static (result, report) => report.Line($"{result.Records} records written to the repository."));
        return command;
    }

    private Command With(Command command)
    {
        _source.AddTo(command);
        return command;
    }

    private static void PrintList(SensorListing listing, TextReport report)
    {
        report.Table(null, [
            .. listing.Sensors.Select(row => (IReadOnlyList<object?>)[row.Name, row.Text, row.Status]),
            .. listing.Locators.Select(row => (IReadOnlyList<object?>)[row.Name, row.Text, "ok"])]);
        PrintRemarks(listing.Remarks, report);
    }

    internal static void PrintExtendedList(SensorListing listing, TextReport report)
    {
        report.Table(null, [
            .. listing.Sensors.Select(row => (IReadOnlyList<object?>)[row.Name, $"{row.Number:X2}h", row.Status, $"{row.Entity}.{row.EntityInstance}", row.Text]),
            .. listing.Locators.Select(row => (IReadOnlyList<object?>)[row.Name, "", "", $"{row.Entity}.{row.EntityInstance}", row.Text])]);
        PrintRemarks(listing.Remarks, report);
    }

    internal static void PrintRemarks(IReadOnlyList<string> remarks, TextReport report)
    {
        foreach (var remark in remarks)
            report.Line($"Note: {remark}");
    }

    private sealed record RepositoryReport(SdrRepositoryInfo Info, SdrAllocationInfo? Allocation);

    private sealed record DumpReport(string File, int Records, IReadOnlyList<string> Remarks);
}
