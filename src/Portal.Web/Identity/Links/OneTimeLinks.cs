using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Portal.Fleet.Data;
using Portal.Fleet.SignIn;
using Portal.Web.Hosting;

namespace Portal.Web.Identity.Links;

/// <summary>Links with which a person sets a password once. Their text is in the link and nowhere else; the newest of a person ends the ones before.</summary>
internal sealed class OneTimeLinks(IDbContextFactory<PortalDb> dbs, PortalAddress address, TimeProvider time)
{
    public const string Path = "/set-password";

    private static readonly TimeSpan s_invitation = TimeSpan.FromDays(3);
    private static readonly TimeSpan s_reset = TimeSpan.FromHours(1);

    /// <summary>Makes a link: the whole address.</summary>
    public async Task<(string Link, DateTimeOffset ExpiresAt)> CreateAsync(string userId, LinkPurpose purpose, CancellationToken ct)
    {
        var text = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        var now = time.GetUtcNow();
        var row = new OneTimeLink
        {
            UserId = userId,
            Purpose = purpose,
            Hash = Hash(text),
            CreatedAt = now,
            ExpiresAt = now + (purpose == LinkPurpose.Invitation ? s_invitation : s_reset),
        };
        await using var db = await dbs.CreateDbContextAsync(ct);
        await db.Set<OneTimeLink>().Where(link => link.UserId == userId || link.ExpiresAt < now).ExecuteDeleteAsync(ct);
        db.Add(row);
        await db.SaveChangesAsync(ct);
        return ($"{address.Origin}{Path}?token={text}", row.ExpiresAt);
    }

    /// <summary>Whose link this is, and what for; null when it is used, too old, or nobody's.</summary>
    public async Task<(string UserId, string Email, LinkPurpose Purpose, bool IsStaff)?> FindAsync(string? text, CancellationToken ct)
    {
        if (text is not { Length: 43 })
            return null;
        var hash = Hash(text);
        var now = time.GetUtcNow();
        await using var db = await dbs.CreateDbContextAsync(ct);
        var found = await db.Set<OneTimeLink>().AsNoTracking().Where(link => link.Hash == hash && link.UsedAt == null && link.ExpiresAt > now)
            .Join(db.Users.AsNoTracking().Where(user => !user.Disabled), link => link.UserId, user => user.Id, (link, user) => new { link.Purpose, User = user })
            .SingleOrDefaultAsync(ct);
        return found is null ? null : (found.User.Id, found.User.Email ?? "", found.Purpose, found.User.IsStaff);
    }

    /// <summary>Takes the link, once: of two requests at the same moment one is refused.</summary>
    public async Task<bool> UseAsync(string text, CancellationToken ct)
    {
        var hash = Hash(text);
        var now = time.GetUtcNow();
        await using var db = await dbs.CreateDbContextAsync(ct);
        return await db.Set<OneTimeLink>().Where(link => link.Hash == hash && link.UsedAt == null && link.ExpiresAt > now)
            .ExecuteUpdateAsync(set => set.SetProperty(link => link.UsedAt, now), ct) == 1;
    }

    /// <summary>Whether the person has an invitation that still waits.</summary>
    public async Task<bool> IsWaitingAsync(string userId, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        await using var db = await dbs.CreateDbContextAsync(ct);
        return await db.Set<OneTimeLink>().AnyAsync(link => link.UserId == userId && link.UsedAt == null && link.ExpiresAt > now && link.Purpose == LinkPurpose.Invitation, ct);
    }

    private static byte[] Hash(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));
}
