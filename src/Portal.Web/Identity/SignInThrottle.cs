using System.Security.Cryptography;
using System.Text;

namespace Portal.Web.Identity;

/// <summary>
/// Counts failed sign-ins by e-mail as typed and source, and locks that pair after five: 1 minute, then 5, 15 and 60. It neither knows nor asks whether
/// there is such a user, so that its answers tell nothing; and a stranger's failures do not lock the owner out at another address.
/// After fifty failures in an hour only browsers that signed in to that account before may try it, and an address that failed twenty times within
/// a quarter of an hour waits for the rest of it, whichever accounts it tried. Nothing is locked for ever.
/// </summary>
internal sealed class SignInThrottle(TimeProvider time)
{
    private const int FailuresBeforeLock = 5;
    private const int FailuresFromEverywhere = 50;
    private const int FailuresOfAddress = 20;

    // Full: the records that end soonest go first. An attacker who fills it is stopped by the limit per address long before.
    private const int MostRecords = 20_000;

    private static readonly TimeSpan[] s_locks = [TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(15), TimeSpan.FromMinutes(60)];
    private static readonly TimeSpan s_memory = TimeSpan.FromHours(1);
    private static readonly TimeSpan s_addressMemory = TimeSpan.FromMinutes(15);

    private readonly Lock _gate = new();
    private readonly Dictionary<string, Record> _records = [];

    /// <summary>
    /// Takes one attempt, counted as failed until <see cref="Succeed"/> says otherwise, so that many at once are no way around.
    /// </summary>
    /// <param name="account">The e-mail as typed, or another name of what is being guessed.</param>
    /// <param name="device">A browser that signed in to this account before; it is counted by itself, wherever it is.</param>
    public SignInAttempt TryBegin(string account, string? remoteAddress, string? device = null)
    {
        var now = time.GetUtcNow();
        lock (_gate)
        {
            var pair = Find(PairKey(account, remoteAddress, device), now, s_memory);
            var everywhere = Find(Key("everywhere", account), now, s_memory);
            var address = Find(Key("address", remoteAddress ?? ""), now, s_addressMemory);
            if (pair.LockedUntil > now || (device is null && (everywhere.Failures >= FailuresFromEverywhere || address.Failures >= FailuresOfAddress)))
                return SignInAttempt.Refused;
            Count(pair, now);
            everywhere.Failures++;
            address.Failures++;
            return pair.LockedUntil > now || everywhere.Failures == FailuresFromEverywhere ? SignInAttempt.Last : SignInAttempt.Allowed;
        }
    }

    /// <summary>The attempt was good: earlier failures of this pair are forgotten.</summary>
    public void Succeed(string account, string? remoteAddress, string? device = null)
    {
        lock (_gate)
        {
            _records.Remove(PairKey(account, remoteAddress, device));
            Uncount(Key("everywhere", account));
            Uncount(Key("address", remoteAddress ?? ""));
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

    private void Uncount(string key)
    {
        if (_records.TryGetValue(key, out var record) && record.Failures > 0)
            record.Failures--;
    }

    private Record Find(string key, DateTimeOffset now, TimeSpan memory)
    {
        if (_records.TryGetValue(key, out var record) && record.EndsAt > now)
            return record;
        if (_records.Count >= MostRecords)
            Shrink(now);
        return _records[key] = new Record { EndsAt = now + memory };
    }

    private void Shrink(DateTimeOffset now)
    {
        foreach (var (key, _) in _records.Where(pair => pair.Value.EndsAt <= now).ToList())
            _records.Remove(key);
        foreach (var (key, _) in _records.OrderBy(pair => pair.Value.EndsAt).Take(Math.Max(0, _records.Count - (MostRecords / 2))).ToList())
            _records.Remove(key);
    }

    private static string PairKey(string account, string? remoteAddress, string? device) => Key(device is null ? "pair" : "device", $"{account.Trim()}\n{device ?? remoteAddress}");

    /// <summary>Hashed: what people type by mistake into the wrong field is not kept.</summary>
    private static string Key(string kind, string text) => Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes($"{kind}\n{text.Trim().ToUpperInvariant()}")));

    private sealed class Record
    {
        public int Failures { get; set; }

        public DateTimeOffset LockedUntil { get; set; }

        public DateTimeOffset EndsAt { get; set; }
    }
}
