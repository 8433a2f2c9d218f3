using Microsoft.EntityFrameworkCore;
using Portal.Fleet.Data;
using Portal.Fleet.Servers;

namespace Portal.Fleet.Links;

/// <summary>Writes down that a credential opened a session: from then on, its rejection means that the BMC changed and not that it was mistyped.</summary>
internal sealed class CredentialMarks(IDbContextFactory<PortalDb> dbs, TimeProvider time)
{
    /// <summary>Marks this very credential; a row that got another one meanwhile is left alone. Answers the time it wrote.</summary>
    public async Task<DateTimeOffset> VerifiedAsync(Server server, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        await using var db = await dbs.CreateDbContextAsync(ct);
        await db.Servers.Where(row => row.Id == server.Id && row.SealedPassword == server.SealedPassword && row.UserName == server.UserName)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.CredentialVerifiedAt, now), ct);
        return now;
    }
}
