using System.Security.Cryptography;
using System.Text;

namespace Portal.Web.Identity;

/// <summary>
/// Counts failed sign-ins by e-mail as typed and source address, and locks that pair after five: 1 minute, then 5, 15 and 60. It neither knows nor asks whether
/// there is such a user, so that its answers tell nothing; and a stranger's failures do not lock the owner out at another address.
/// One e-mail from everywhere is locked after fifty failures in an hour.
/// </summary>
internal sealed class SignInThrottle(TimeProvider time)
{
    private const int FailuresBeforeLock = 5;
    private const int FailuresFromEverywhere = 50;

    // Full: the records that end soonest go first. An attacker who fills it is stopped by the limit per address long before.
    private const int MostRecords = 20_000;

    private static readonly TimeSpan[] s_locks = [TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(15), TimeSpan.FromMinutes(60)];
    private static readonly TimeSpan s_memory = TimeSpan.FromHours(1);

    private readonly Lock _gate = new();
    private readonly Dictionary<string, Record> _records = [];

    /// <summary>
    /// Takes one attempt, counted as failed until <see cref="Succeed"/> says otherwise, so that many at once are no way around. False when locked.
    /// </summary>
    public bool TryBegin(string email, string? remoteAddress)
    {
        var now = time.GetUtcNow();
        lock (_gate)
        {
            var pair = Find(Key(email, remoteAddress), now);
            var everywhere = Find(Key(email, null), now);
            if (pair.LockedUntil > now || everywhere.Failures >= FailuresFromEverywhere)
                return false;
            Count(pair, now);
            everywhere.Failures++;
            if (everywhere.Failures == 1)
                everywhere.EndsAt = now + s_memory;
            return true;
        }
    }

    /// <summary>The attempt was good: earlier failures of this pair are forgotten.</summary>
    public void Succeed(string email, string? remoteAddress)
    {
        lock (_gate)
        {
            _records.Remove(Key(email, remoteAddress));
            if (_records.TryGetValue(Key(email, null), out var everywhere))
                everywhere.Failures--;
        }
    }

    private static void Count(Record record, DateTimeOffset now)
    {
        record.Failures++;
        record.EndsAt = now + s_memory;
        if (record.Failures % FailuresBeforeLock != 0)
            return;
        record.LockedUntil = now + s_locks[Math.Min(record.Failures / FailuresBeforeLock, s_locks.Length) - 1];
        record.EndsAt = record.LockedUntil + s_memory;
    }

    private Record Find(string key, DateTimeOffset now)
    {
        if (_records.TryGetValue(key, out var record) && record.EndsAt > now)
            return record;
        if (_records.Count >= MostRecords)
            Shrink(now);
        return _records[key] = new Record { EndsAt = now + s_memory };
    }

    private void Shrink(DateTimeOffset now)
    {
        foreach (var (key, _) in _records.Where(pair => pair.Value.EndsAt <= now).ToList())
            _records.Remove(key);
        foreach (var (key, _) in _records.OrderBy(pair => pair.Value.EndsAt).Take(Math.Max(0, _records.Count - (MostRecords / 2))).ToList())
            _records.Remove(key);
    }

    /// <summary>Hashed: what people type by mistake into the wrong field is not kept.</summary>
    private static string Key(string email, string? remoteAddress) =>
        Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(email.Trim().ToUpperInvariant() + "\n" + remoteAddress)));

    private sealed class Record
    {
        public int Failures { get; set; }

        public DateTimeOffset LockedUntil { get; set; }

        public DateTimeOffset EndsAt { get; set; }
    }
}
