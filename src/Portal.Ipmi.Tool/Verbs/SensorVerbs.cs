using System.CommandLine;
using System.Globalization;
using Portal.Ipmi.Commands.SensorEvent;
using Portal.Ipmi.Sensors;
using Portal.Ipmi.Tool.Sensors;

namespace Portal.Ipmi.Tool.Verbs;

/// <summary><c>sensor</c>: readings with thresholds, and what can be set.</summary>
internal sealed class SensorVerbs : IVerbGroup
{
    private readonly SensorSource _source = new();

    public Command Create(VerbRunner runner) => new("sensor", "Sensors: readings with thresholds, setting of thresholds, hysteresis and events.")
    {
        List(runner), Get(runner), Reading(runner), SetThresholds(runner), Hysteresis(runner), Events(runner), Rearm(runner),
    };

    private Command List(VerbRunner runner)
    {
        var command = With(new Command("list", "Every sensor with its thresholds."));
        runner.Set(
            command,
            async (call, ct) =>
            {
                var reader = _source.Reader(call, ThresholdUse.Always);
                var repository = await reader.LoadAsync(ct);
                return new SensorListing(await SensorSource.ReadAsync(reader, repository.Sensors.Where(sensor => sensor.IsReadable), ct), [], repository.Remarks);
            },
            static (listing, report) =>
            {
                report.Table(
                    ["Sensor", "Reading", "Unit", "Status", "LNR", "LCR", "LNC", "UNC", "UCR", "UNR"],
                    listing.Sensors.Select(row => (IReadOnlyList<object?>)
                    [
                        row.Name, row.Value is { } value ? Number(value) : row.State == SensorReadingState.Available ? $"0x{row.StateBits:x4}" : "na",
                        row.Value is null ? "" : row.Unit, row.Status,
                        .. (row.Thresholds?.InOrder ?? new double?[6]).Select(threshold => threshold is { } given ? Number(given) : "na"),
                    ]));
                SdrVerbs.PrintRemarks(listing.Remarks, report);
            });
        return command;
    }

    private Command Get(VerbRunner runner)
    {
        var names = Names();
        var command = With(new Command("get", "Everything about some sensors.") { names });
        runner.Set(command, (call, ct) => SensorDetails.ReadAsync(_source.Reader(call, ThresholdUse.Always), call.Arguments.GetValue(names)!, ct), SensorDetails.Print);
        return command;
    }

    private Command Reading(VerbRunner runner)
    {
        var names = Names();
        var command = With(new Command("reading", "Values of some sensors, nothing else.") { names });
        runner.Set(
            command,
            async (call, ct) =>
            {
                var reader = _source.Reader(call);
                var repository = await reader.LoadAsync(ct);
                return await SensorSource.ReadAsync(reader, call.Arguments.GetValue(names)!.SelectMany(name => SensorSource.Find(repository, name)), ct);
            },
            static (rows, report) => report.Table(null, rows.Select(row => (IReadOnlyList<object?>)[row.Name, row.Value is { } value ? Number(value) : row.Text])));
        return command;
    }

    private Command SetThresholds(VerbRunner runner)
    {
        var name = new Argument<string>("sensor") { Description = "Sensor by name or number." };
        var which = new Argument<string>("threshold") { Description = "lnr, lcr, lnc, unc, ucr or unr with one value; lower or upper with three, from non-recoverable (lower) or non-critical (upper) on." };
        which.AcceptOnlyFromAmong("lnr", "lcr", "lnc", "unc", "ucr", "unr", "lower", "upper");
        var values = new Argument<double[]>("value") { Description = "Values in the sensor's unit.", Arity = new ArgumentArity(1, 3) };
        var command = With(new Command("thresh", "Sets thresholds.") { name, which, values });
        runner.Set(
            command,
            async (call, ct) =>
            {
                var settings = Settings(call.Arguments.GetValue(which)!, call.Arguments.GetValue(values)!);
                var reader = _source.Reader(call, ThresholdUse.Always);
                var sensor = SensorSource.FindOne(await reader.LoadAsync(ct), call.Arguments.GetValue(name)!);
                try
                {
                    await reader.SetThresholdsAsync(sensor, settings, ct);
                }
                catch (ArgumentException e)
                {
                    throw new VerbFailedException(e.Message);
                }

                return SensorRow.Of(await reader.ReadAsync(sensor, ct));
            },
            static (row, report) => report
                .Field("Sensor", row.Name)
                .Field("Reading", row.Text)
                .Field("Status", row.Status)
                .Field("LNR LCR LNC UNC UCR UNR", string.Join("  ", (row.Thresholds?.InOrder ?? []).Select(threshold => threshold is { } given ? Number(given) : "na"))));
        return command;
    }

    private static Dictionary<ThresholdKind, double> Settings(string which, double[] values)
    {
        ThresholdKind[] kinds = which switch
        {
            "lower" => [ThresholdKind.LowerNonRecoverable, ThresholdKind.LowerCritical, ThresholdKind.LowerNonCritical],
            "upper" => [ThresholdKind.UpperNonCritical, ThresholdKind.UpperCritical, ThresholdKind.UpperNonRecoverable],
            _ => [ThresholdText.All.Single(kind => kind.Abbreviate() == which)],
        };
        if (kinds.Length != values.Length)
            throw new UsageException($"\"{which}\" takes {kinds.Length} values, not {values.Length}.");
        return kinds.Zip(values).ToDictionary(pair => pair.First, pair => pair.Second);
    }

    private Command Hysteresis(VerbRunner runner)
    {
        var name = new Argument<string>("sensor") { Description = "Sensor by name or number." };
        var counts = Numbers.Arguments<byte>("counts", "Positive and negative hysteresis in raw counts; without them it is read.");
        var command = With(new Command("hysteresis", "Reads or sets the hysteresis.") { name, counts });
        runner.Set(
            command,
            async (call, ct) =>
            {
                var reader = _source.Reader(call);
                var sensor = SensorSource.FindOne(await reader.LoadAsync(ct), call.Arguments.GetValue(name)!);
                switch (call.Arguments.GetValue(counts))
                {
                    case [var positive, var negative]:
                        await reader.SetHysteresisAsync(sensor, new SensorHysteresis(positive, negative), ct);
                        break;
                    case { Length: > 0 }:
                        throw new UsageException("Hysteresis takes two counts: positive and negative.");
                }

                var now = await reader.GetHysteresisAsync(sensor, ct);
                return new HysteresisReport(now.Positive, now.Negative, sensor.Conversion?.ConvertDifference(now.Positive), sensor.Conversion?.ConvertDifference(now.Negative), sensor.UnitText);
            },
            static (result, report) => report
                .Field("Positive Hysteresis", $"{result.PositiveCounts} counts, {result.Positive} {result.Unit}")
                .Field("Negative Hysteresis", $"{result.NegativeCounts} counts, {result.Negative} {result.Unit}"));
        return command;
    }

    private Command Events(VerbRunner runner)
    {
        var name = new Argument<string>("sensor") { Description = "Sensor by name or number." };
        var action = new Argument<string>("action") { Description = "enable or disable all of its event messages, scan or noscan it; without one they are shown.", DefaultValueFactory = static _ => "show" };
        action.AcceptOnlyFromAmong("show", "enable", "disable", "scan", "noscan");
        var command = With(new Command("events", "Shows or switches a sensor's event messages and its scanning.") { name, action });
        runner.Set(
            command,
            async (call, ct) =>
            {
                var reader = _source.Reader(call);
                var sensor = SensorSource.FindOne(await reader.LoadAsync(ct), call.Arguments.GetValue(name)!);
                var now = await reader.GetEventEnableAsync(sensor, ct);
                var wanted = call.Arguments.GetValue(action) switch
                {
                    "enable" => now with { EventMessages = true },
                    "disable" => now with { EventMessages = false },
                    "scan" => now with { Scanning = true },
                    "noscan" => now with { Scanning = false },
                    _ => now,
                };
                if (wanted != now)
                    await reader.SetEventEnableAsync(sensor, EventEnableAction.Keep, wanted, ct);
                return await SensorDetails.ReadAsync(reader, [$"0x{sensor.Number:x2}"], ct);
            },
            SensorDetails.Print);
        return command;
    }

    private Command Rearm(VerbRunner runner)
    {
        var name = new Argument<string>("sensor") { Description = "Sensor by name or number." };
        var command = With(new Command("rearm", "Re-arms all events of a sensor.") { name });
        runner.Set(
            command,
            async (call, ct) =>
            {
                var reader = _source.Reader(call);
                var sensor = SensorSource.FindOne(await reader.LoadAsync(ct), call.Arguments.GetValue(name)!);
                await reader.RearmAsync(sensor, ct);
                return SensorRow.Of(await reader.ReadAsync(sensor, ct));
            },
            static (row, report) => report.Line($"{row.Name} is re-armed."));
        return command;
    }

    private static Argument<string[]> Names() => new("sensor") { Description = "Sensors by name or number.", Arity = ArgumentArity.OneOrMore };

    private static string Number(double value) => value.ToString("0.000", CultureInfo.InvariantCulture);

    private Command With(Command command)
    {
        _source.AddTo(command);
        return command;
    }

    private sealed record HysteresisReport(byte PositiveCounts, byte NegativeCounts, double? Positive, double? Negative, string Unit);
}
