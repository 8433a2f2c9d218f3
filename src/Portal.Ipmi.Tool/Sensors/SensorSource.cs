using System.CommandLine;
using Portal.Ipmi.Sensors;

namespace Portal.Ipmi.Tool.Sensors;

/// <summary>Where the verbs get their sensors: options they share, a reader with a cache of records on disk, and finding sensors by what people type.</summary>
internal sealed class SensorSource
{
    private readonly Option<bool> _noCache = new("--no-cache") { Description = "Read the sensor data records from the BMC even if they have not changed." };
    private readonly Option<string?> _cacheDirectory = new("--cache-directory") { Description = "Folder of the kept records." };

    /// <summary>Adds the shared options.</summary>
    public void AddTo(Command command)
    {
        command.Add(_noCache);
        command.Add(_cacheDirectory);
    }

    /// <summary>A reader for this call.</summary>
    public SensorReader Reader(VerbCall call, ThresholdUse thresholds = ThresholdUse.None) => new(call.Connection, new SensorReaderOptions
    {
        Cache = call.Arguments.GetValue(_noCache) ? null : new FileSdrCache(call.Arguments.GetValue(_cacheDirectory) ?? DefaultDirectory),
        Thresholds = thresholds,
    });

    /// <summary>The sensors of a name or a number; fails when there is none.</summary>
    public static IReadOnlyList<Sensor> Find(SdrRepository repository, string nameOrNumber)
    {
        var found = repository.Find(nameOrNumber).ToList();
        if (found.Count == 0 && Numbers.TryParse<byte>(nameOrNumber, out var number))
            found = [.. repository.Sensors.Where(sensor => sensor.Number == number)];
        return found.Count > 0 ? found : throw new VerbFailedException($"There is no sensor \"{nameOrNumber}\".");
    }

    /// <summary>The one sensor of a name or a number; fails when there is none or more than one.</summary>
    public static Sensor FindOne(SdrRepository repository, string nameOrNumber)
    {
        var found = Find(repository, nameOrNumber);
        return found.Count == 1 ? found[0] : throw new VerbFailedException(
            $"{found.Count} sensors are \"{nameOrNumber}\": use one of the numbers {string.Join(", ", found.Select(sensor => $"0x{sensor.Number:x2}"))}.");
    }

    /// <summary>Readings of some sensors, in order.</summary>
    public static async Task<IReadOnlyList<SensorRow>> ReadAsync(SensorReader reader, IEnumerable<Sensor> sensors, CancellationToken ct)
    {
        var rows = new List<SensorRow>();
        await foreach (var reading in reader.ReadAsync(sensors, ct))
            rows.Add(SensorRow.Of(reading));
        return rows;
    }

    private static string DefaultDirectory
    {
        get
        {
            var cache = Environment.GetEnvironmentVariable("XDG_CACHE_HOME");
            return Path.Combine(
                string.IsNullOrEmpty(cache) ? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache") : cache,
                "pilotlight", "sdr");
        }
    }
}
