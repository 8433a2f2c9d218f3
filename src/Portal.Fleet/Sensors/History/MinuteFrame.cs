namespace Portal.Fleet.Sensors.History;

/// <summary>The values of one minute. Mostly it is one reading, and then it is four bytes for each.</summary>
internal sealed class MinuteFrame(DateTimeOffset at, SeriesSet set)
{
    private float[]? _values;
    private (float[] Sum, float[] Minimum, float[] Maximum, ushort[] Count)? _more;

    public DateTimeOffset At => at;

    public SeriesSet Set => set;

    public void Add(SensorSnapshot snapshot)
    {
        var places = set.Places;
        if (_values is null)
        {
            _values = new float[places.Length];
            for (var i = 0; i < places.Length; i++)
                _values[i] = ValueOf(snapshot, places[i]);
            return;
        }

        var (sum, minimum, maximum, count) = _more ??= Spread(_values);
        for (var i = 0; i < places.Length; i++)
        {
            var value = ValueOf(snapshot, places[i]);
            if (float.IsNaN(value) || count[i] == ushort.MaxValue)
                continue;
            sum[i] = count[i] == 0 ? value : sum[i] + value;
            minimum[i] = count[i] == 0 ? value : Math.Min(minimum[i], value);
            maximum[i] = count[i] == 0 ? value : Math.Max(maximum[i], value);
            count[i]++;
        }
    }

    public void CopyTo(HistoryBlock block)
    {
        if (_values is null)
            return;
        var place = block.PlaceOf(at);
        for (var i = 0; i < _values.Length; i++)
        {
            var value = _more is { } more
                ? more.Count[i] == 0 ? HistoryPoint.None : new HistoryPoint(more.Sum[i] / more.Count[i], more.Minimum[i], more.Maximum[i])
                : new HistoryPoint(_values[i], _values[i], _values[i]);
            block.Set(set.Series[i], place, value);
        }
    }

    private static float ValueOf(SensorSnapshot snapshot, int place)
    {
        if (place < 0)
            return snapshot.Draw is { } draw ? draw.Watts : float.NaN;
        var value = place < snapshot.Readings.Length ? snapshot.Readings[place].Value : null;
        return value is { } number && double.IsFinite(number) ? (float)number : float.NaN;
    }

    private static (float[], float[], float[], ushort[]) Spread(float[] values)
    {
        var count = new ushort[values.Length];
        for (var i = 0; i < values.Length; i++)
            count[i] = float.IsNaN(values[i]) ? (ushort)0 : (ushort)1;
        return ((float[])values.Clone(), (float[])values.Clone(), (float[])values.Clone(), count);
    }
}
