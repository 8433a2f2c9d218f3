namespace Portal.Fleet.Power;

/// <summary>Counts power commands by server and by person: buckets that fill evenly.</summary>
internal sealed class PowerPace(PowerLimits limits, TimeProvider time)
{
    private const int Minutes = 2;
    private const int Swept = 4096;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, Bucket> _buckets = new(StringComparer.Ordinal);

    /// <summary>Counts one command, or none when it is refused.</summary>
    /// <exception cref="PowerPaceException">It is too soon.</exception>
    public void Take(string person, string server)
    {
        lock (_lock)
        {
            if (_buckets.Count > Swept)
                Sweep();
            var (ofPerson, ofServer) = (Fill($"person {person}", limits.PerPerson), Fill($"server {server}", limits.PerServer));
            var wait = TimeSpan.FromMinutes(Math.Max((1 - ofPerson.Tokens) / ofPerson.PerMinute, (1 - ofServer.Tokens) / ofServer.PerMinute));
            if (wait > TimeSpan.Zero)
                throw new PowerPaceException(wait);
            ofPerson.Tokens--;
            ofServer.Tokens--;
        }
    }

    private Bucket Fill(string key, int perMinute)
    {
        var now = time.GetTimestamp();
        if (!_buckets.TryGetValue(key, out var bucket))
            return _buckets[key] = new Bucket(perMinute, now);
        bucket.Tokens = Math.Min(perMinute * Minutes, bucket.Tokens + (time.GetElapsedTime(bucket.At, now).TotalMinutes * perMinute));
        bucket.At = now;
        return bucket;
    }

    /// <summary>One that has had the time to fill is as good as none.</summary>
    private void Sweep()
    {
        foreach (var (key, bucket) in _buckets)
        {
            if (time.GetElapsedTime(bucket.At).TotalMinutes >= Minutes)
                _buckets.Remove(key);
        }
    }

    private sealed class Bucket(int perMinute, long at)
    {
        public int PerMinute { get; } = perMinute;

        public double Tokens { get; set; } = perMinute * Minutes;

        public long At { get; set; } = at;
    }
}
