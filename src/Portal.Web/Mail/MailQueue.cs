using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Portal.Fleet.Data;
using Portal.Fleet.Mail;
using Portal.Fleet.Secrets;

namespace Portal.Web.Mail;

/// <summary>Mails that wait to be sent, in the database, so that none is lost when the portal stops; sealed, because there are links in them that open accounts.</summary>
internal sealed class MailQueue(IDbContextFactory<PortalDb> dbs, SecretBox box, TimeProvider time) : ISealedStore
{
    /// <summary>More are dropped: each can be asked for again.</summary>
    private const int Most = 1000;

    private const int Batch = 20;

    public string Name => "mails";

    /// <summary>Puts a mail into the queue; false when it is full.</summary>
    public async Task<bool> AddAsync(OutgoingMail mail, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        await using var db = await dbs.CreateDbContextAsync(ct);
        if (await db.Set<QueuedMail>().CountAsync(ct) >= Most)
            return false;
        var id = Guid.NewGuid();
        var text = JsonSerializer.SerializeToUtf8Bytes(mail);
        db.Add(new QueuedMail { Id = id, Sealed = box.Seal(PlaceOf(id), text), CreatedAt = now, ExpiresAt = now + mail.KeepFor, NextAt = now });
        CryptographicOperations.ZeroMemory(text);
        await db.SaveChangesAsync(ct);
        return true;
    }

    /// <summary>Those that are due, the oldest first. What has run out, and what no key here opens, goes; <paramref name="lost"/> is told how many.</summary>
    public async Task<IReadOnlyList<(Guid Id, int Attempts, OutgoingMail Mail)>> ListDueAsync(Action<int> lost, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        await using var db = await dbs.CreateDbContextAsync(ct);
        var gone = await db.Set<QueuedMail>().Where(mail => mail.ExpiresAt <= now).ExecuteDeleteAsync(ct);
        var due = new List<(Guid, int, OutgoingMail)>();
        foreach (var row in await db.Set<QueuedMail>().AsNoTracking().Where(mail => mail.NextAt <= now).OrderBy(mail => mail.CreatedAt).Take(Batch).ToListAsync(ct))
        {
            if (Open(row) is { } mail)
                due.Add((row.Id, row.Attempts, mail));
            else
                gone += await db.Set<QueuedMail>().Where(mail => mail.Id == row.Id).ExecuteDeleteAsync(ct);
        }
        if (gone > 0)
            lost(gone);
        return due;
    }

    /// <summary>It was sent.</summary>
    public async Task RemoveAsync(Guid id, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        await db.Set<QueuedMail>().Where(mail => mail.Id == id).ExecuteDeleteAsync(ct);
    }

    /// <summary>It failed, and is tried again later.</summary>
    public async Task PostponeAsync(Guid id, string problem, TimeSpan wait, CancellationToken ct)
    {
        var next = time.GetUtcNow() + wait;
        await using var db = await dbs.CreateDbContextAsync(ct);
        await db.Set<QueuedMail>().Where(mail => mail.Id == id)
            .ExecuteUpdateAsync(set => set.SetProperty(mail => mail.Attempts, mail => mail.Attempts + 1).SetProperty(mail => mail.LastError, problem).SetProperty(mail => mail.NextAt, next), ct);
    }

    /// <summary>The server takes nothing now: those that are due wait with the one that was tried.</summary>
    public async Task PostponeDueAsync(TimeSpan wait, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var next = now + wait;
        await using var db = await dbs.CreateDbContextAsync(ct);
        await db.Set<QueuedMail>().Where(mail => mail.NextAt <= now).ExecuteUpdateAsync(set => set.SetProperty(mail => mail.NextAt, next), ct);
    }

    /// <summary>When the next is due; null when nothing waits.</summary>
    public async Task<DateTimeOffset?> FindNextAsync(CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        return await db.Set<QueuedMail>().OrderBy(mail => mail.NextAt).Select(mail => (DateTimeOffset?)mail.NextAt).FirstOrDefaultAsync(ct);
    }

    /// <summary>How it stands with mails that failed; null when none did.</summary>
    public async Task<MailState?> GetStateAsync(CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        var failed = await db.Set<QueuedMail>().AsNoTracking().Where(mail => mail.LastError != null).OrderBy(mail => mail.CreatedAt)
            .Select(mail => new { mail.CreatedAt, mail.NextAt, mail.LastError }).ToListAsync(ct);
        return failed.Count == 0 ? null : new MailState(failed.Count, failed[0].LastError!, failed[0].CreatedAt, failed.Min(mail => mail.NextAt));
    }

    public async Task<IReadOnlyDictionary<string, int>> CountAsync(CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        var blobs = await db.Set<QueuedMail>().AsNoTracking().Select(mail => mail.Sealed).ToListAsync(ct);
        return blobs.GroupBy(blob => SecretBox.KeyIdOf(blob)).ToDictionary(group => group.Key, group => group.Count());
    }

    public async Task<int> RewrapAsync(CancellationToken ct)
    {
        var wrapped = 0;
        await using var db = await dbs.CreateDbContextAsync(ct);
        foreach (var row in await db.Set<QueuedMail>().AsNoTracking().Select(mail => new { mail.Id, mail.Sealed }).ToListAsync(ct))
        {
            if (!box.IsCurrent(row.Sealed) && box.Rewrap(PlaceOf(row.Id), row.Sealed) is { } again)
                wrapped += await db.Set<QueuedMail>().Where(mail => mail.Id == row.Id && mail.Sealed == row.Sealed).ExecuteUpdateAsync(set => set.SetProperty(mail => mail.Sealed, again), ct);
        }
        return wrapped;
    }

    private static SealedPlace PlaceOf(Guid id) => new("QueuedMails", id.ToString("N"), "Sealed");

    private OutgoingMail? Open(QueuedMail row)
    {
        using var text = box.Open(PlaceOf(row.Id), row.Sealed);
        return text is null ? null : JsonSerializer.Deserialize<OutgoingMail>(text.Reveal());
    }
}
