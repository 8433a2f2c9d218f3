namespace Portal.Fleet.Sensors.History;

/// <summary>All series of one server over one block of a tier. It describes itself, so that it can be shown when the sensors are long gone.</summary>
internal sealed class HistoryBlock(HistoryTier tier, DateTimeOffset start)
{
    private readonly Dictionary<string, int> _places = new(StringComparer.Ordinal);

    public HistoryTier Tier => tier;

    public DateTimeOffset Start => start;

    public int Points { get; } = tier.Points();

    public List<HistorySeries> Series { get; } = [];

    /// <summary>Of each series, its points.</summary>
    public List<HistoryPoint[]> Values { get; } = [];

    public DateTimeOffset TimeOf(int point) => start + (tier.Step() * point);

    /// <summary>Place of a moment; outside of the block when negative or not below <see cref="Points"/>.</summary>
    public int PlaceOf(DateTimeOffset at) => (int)Math.Floor((at - start) / tier.Step());

    /// <summary>Puts a point in; a series beyond the limit is left out.</summary>
    public void Set(HistorySeries series, int point, HistoryPoint value)
    {
        if (value.IsNone || (uint)point >= (uint)Points || PlaceOf(series) is not { } place)
            return;
        Values[place][point] = value;
    }

    public HistoryPoint[]? Find(string key) => _places.TryGetValue(key, out var place) ? Values[place] : null;

    /// <summary>Points of this block drawn together to those of a coarser tier, oldest first.</summary>
    public IEnumerable<(HistorySeries Series, DateTimeOffset At, HistoryPoint Value)> RollUp(HistoryTier coarser)
    {
        for (var i = 0; i < Series.Count; i++)
        {
            for (var from = 0; from < Points;)
            {
                var at = coarser.PointOf(TimeOf(from));
                var to = from;
                while (to < Points && coarser.PointOf(TimeOf(to)) == at)
                    to++;
                var value = Draw(Values[i].AsSpan(from, to - from));
                if (!value.IsNone)
                    yield return (Series[i], at, value);
                from = to;
            }
        }
    }

    /// <summary>The point that stands for several.</summary>
    public static HistoryPoint Draw(ReadOnlySpan<HistoryPoint> points)
    {
        var (sum, count, min, max) = (0d, 0, float.PositiveInfinity, float.NegativeInfinity);
        foreach (var point in points)
        {
            if (point.IsNone)
                continue;
            sum += point.Average;
            count++;
            min = Math.Min(min, point.Minimum);
            max = Math.Max(max, point.Maximum);
        }

        return count == 0 ? HistoryPoint.None : new HistoryPoint(Round((float)(sum / count)), min, max);
    }

    /// <summary>A mean is worth four digits: the rest is noise that would not compress.</summary>
    private static float Round(float value) =>
        float.IsFinite(value) ? BitConverter.UInt32BitsToSingle((BitConverter.SingleToUInt32Bits(value) + 0x200) & ~0x3FFu) : value;

    private int? PlaceOf(HistorySeries series)
    {
        if (_places.TryGetValue(series.Key, out var place))
            return place;
        if (Series.Count >= HistoryTiers.MaxSeries)
            return null;
        place = Series.Count;
        _places[series.Key] = place;
        Series.Add(series);
        var points = new HistoryPoint[Points];
        Array.Fill(points, HistoryPoint.None);
        Values.Add(points);
        return place;
    }
}
