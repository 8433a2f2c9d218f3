using System.Globalization;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Portal.Fleet.Access;
using Portal.Fleet.Data;

namespace Portal.Fleet.Auditing;

/// <summary>
/// Appends rows to the chain, one batch at a time: whoever comes while a batch is being written waits for the next one, which takes all who wait in
/// one transaction. The head is read inside of the transaction, because the command line appends to the same chain.
/// </summary>
internal sealed partial class AuditWriter(IDbContextFactory<PortalDb> dbs, AuditKeys keys, TimeProvider time, ILogger<AuditWriter> logger) : IDisposable
{
    // When full, what is to be audited is refused: the disk is far behind, and memory is not a place to keep an audit in.
    private const int MostWaiting = 10_000;
    private const int MostPerCommit = 256;
    private const int MostOwed = 10_000;

    private readonly Lock _lock = new();
    private readonly Queue<Pending> _waiting = new();
    private readonly SemaphoreSlim _turn = new(1, 1);

    // Outcomes whose intent is written, but which could not be: they go before whatever is written next.
    private readonly List<AuditEntry> _owed = [];
    private bool _failing;

    /// <summary>Rows were written.</summary>
    public event Action? Written;

    /// <summary>The newest row that this process wrote: its place and its code.</summary>
    public (long Sequence, byte[] Mac)? Last { get; private set; }

    /// <summary>How many outcomes wait for the database to take them.</summary>
    public int Owed
    {
        get
        {
            lock (_lock)
                return _owed.Count;
        }
    }

    /// <summary>Appends a row; durable when this returns.</summary>
    /// <exception cref="AuditUnavailableException">It is not written.</exception>
    public async Task AppendAsync(AuditEntry entry, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        var pending = new Pending(entry);
        lock (_lock)
        {
            if (_waiting.Count >= MostWaiting)
                throw new AuditUnavailableException();
            _waiting.Enqueue(pending);
        }

        // Not the caller's token from here on: the row may be on its way already, and whoever is told that it is not written must be able to rely on it.
        await _turn.WaitAsync(CancellationToken.None);
        try
        {
            while (!pending.Task.IsCompleted)
                await WriteBatchAsync();
        }
        finally
        {
            _turn.Release();
        }

        await pending.Task;
    }

    /// <summary>Appends the outcome of something that has happened: when it cannot be written now, later.</summary>
    public async Task AppendOwedAsync(AuditEntry entry)
    {
        try
        {
            await AppendAsync(entry, CancellationToken.None);
        }
        catch (AuditUnavailableException)
        {
            lock (_lock)
            {
                if (_owed.Count < MostOwed)
                {
                    _owed.Add(entry);
                    return;
                }
            }

            Log.OutcomeLost(logger, entry.Action, entry.Correlation);
        }
    }

    /// <summary>Writes what is owed, if the database takes it by now.</summary>
    public async Task SettleAsync()
    {
        if (Owed == 0)
            return;
        await _turn.WaitAsync(CancellationToken.None);
        try
        {
            await WriteBatchAsync();
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();

    /// <summary>Under <see cref="_turn"/>. Never throws: what went wrong is told to those who wait.</summary>
    private async Task WriteBatchAsync()
    {
        List<AuditEntry> owed;
        List<Pending> batch = [];
        lock (_lock)
        {
            owed = [.. _owed.Take(MostPerCommit)];
            while (batch.Count < MostPerCommit && _waiting.TryDequeue(out var pending))
                batch.Add(pending);
        }

        if (owed.Count + batch.Count == 0)
            return;
        try
        {
            Last = await WriteAsync([.. owed, .. batch.Select(pending => pending.Entry)]);
        }
        catch (Exception e)
        {
            // The edge of the writer: whatever it was, those who wait must not act.
            if (!_failing)
                Log.NotWritten(logger, e);
            _failing = true;
            foreach (var pending in batch)
                pending.SetException(new AuditUnavailableException(e));
            return;
        }

        if (_failing)
            Log.WrittenAgain(logger);
        _failing = false;
        lock (_lock)
            _owed.RemoveRange(0, owed.Count);
        foreach (var pending in batch)
            pending.SetResult();
        Written?.Invoke();
    }

    private async Task<(long Sequence, byte[] Mac)> WriteAsync(List<AuditEntry> entries)
    {
        await using var db = await dbs.CreateDbContextAsync();

        // Nobody appends between reading the head and writing behind it.
        await using var transaction = await db.Database.BeginAppendAsync(CancellationToken.None);
        var head = await db.AuditEntries.AsNoTracking().Where(entry => entry.Sequence != null).OrderByDescending(entry => entry.Sequence)
            .Select(entry => new { entry.Sequence, entry.Mac }).FirstOrDefaultAsync();
        var (sequence, mac) = head is null ? (0L, Array.Empty<byte>()) : (head.Sequence!.Value, head.Mac ?? []);
        if (Last is { } last && (sequence < last.Sequence || (sequence == last.Sequence && !mac.AsSpan().SequenceEqual(last.Mac))))
            Log.HeadChanged(logger, last.Sequence, sequence);
        await AuditFacts.FillAsync(db, entries, time.GetUtcNow(), CancellationToken.None);
        if (head is null)
            entries.Insert(0, await BeginAsync(db));
        foreach (var entry in entries)
        {
            entry.Id = 0;
            entry.KeyId = keys.CurrentId;
            entry.Sequence = ++sequence;
            entry.Mac = mac = AuditChain.Mac(keys.Current, mac, sequence, entry);
            db.AuditEntries.Add(entry);
        }

        await db.SaveChangesAsync();
        await transaction.CommitAsync();
        return (sequence, mac);
    }

    /// <summary>The first row of a chain vouches for what was there before it.</summary>
    private async Task<AuditEntry> BeginAsync(PortalDb db)
    {
        var (count, digest) = await DigestUnchainedAsync(db, CancellationToken.None);
        return new AuditEntry
        {
            At = time.GetUtcNow(),
            UserId = Caller.System.UserId,
            UserName = Caller.System.Name,
            Via = Caller.System.Via,
            Action = AuditChain.Begin,
            Outcome = "ok",
            Detail = string.Create(CultureInfo.InvariantCulture, $"{count} earlier rows, SHA-256 {digest}"),
            Correlation = Guid.NewGuid(),
        };
    }

    /// <summary>How many rows are not in the chain, and their digest.</summary>
    internal static async Task<(long Count, string Digest)> DigestUnchainedAsync(PortalDb db, CancellationToken ct)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var count = 0L;
        await foreach (var entry in db.AuditEntries.AsNoTracking().Where(entry => entry.Sequence == null).OrderBy(entry => entry.Id).AsAsyncEnumerable().WithCancellation(ct))
        {
            AuditChain.AppendUnchained(hash, entry);
            count++;
        }

        return (count, Convert.ToHexStringLower(hash.GetHashAndReset()));
    }

    private sealed class Pending(AuditEntry entry) : TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)
    {
        public AuditEntry Entry { get; } = entry;
    }

    private static partial class Log
    {
        [LoggerMessage(4100, LogLevel.Error, "The audit cannot be written: what needs an audit entry is refused until it can.")]
        public static partial void NotWritten(ILogger logger, Exception exception);

        [LoggerMessage(4101, LogLevel.Information, "The audit can be written again.")]
        public static partial void WrittenAgain(ILogger logger);

        [LoggerMessage(4102, LogLevel.Critical, "An outcome is lost to the audit: {Action}, correlation {Correlation}.")]
        public static partial void OutcomeLost(ILogger logger, string action, Guid correlation);

        [LoggerMessage(4103, LogLevel.Critical, "The audit was changed behind the portal: its newest row was {Expected}, and now it is {Found}. Run audit verify.")]
        public static partial void HeadChanged(ILogger logger, long expected, long found);
    }
}
