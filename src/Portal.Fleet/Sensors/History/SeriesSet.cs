using System.Runtime.CompilerServices;
using Portal.Ipmi.Sensors;

namespace Portal.Fleet.Sensors.History;

/// <summary>Which sensors of a repository have values to keep. BMCs with equal records share it as they share these.</summary>
internal sealed class SeriesSet
{
    /// <summary>What the power draw is kept as.</summary>
    public const string DrawKey = "dcmi.power";

    private static readonly ConditionalWeakTable<SdrRepository, SeriesSet> s_sets = [];

    private SeriesSet(SdrRepository records)
    {
        var series = new List<HistorySeries> { new(DrawKey, "DCMI power", "W") };
        var places = new List<int> { -1 };
        foreach (var sensor in records.Sensors)
        {
            if (!sensor.HasValue || series.Count >= HistoryTiers.MaxSeries)
                continue;
            series.Add(new HistorySeries(SensorText.KeyOf(sensor), SensorText.Clean(sensor.Name, 32), SensorText.Clean(sensor.Unit.Symbol, 32)));
            places.Add(sensor.Index);
        }

        Series = [.. series];
        Places = [.. places];
    }

    public HistorySeries[] Series { get; }

    /// <summary>Place of each among the readings; -1 for the power draw.</summary>
    public int[] Places { get; }

    public static SeriesSet Of(SdrRepository records) => s_sets.GetValue(records, static made => new SeriesSet(made));
}
