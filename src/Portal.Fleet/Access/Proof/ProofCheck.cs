using Microsoft.EntityFrameworkCore;
using Portal.Fleet.Data;

namespace Portal.Fleet.Access.Proof;

/// <summary>
/// Holds an act back until the person has proved a moment ago who they are. A token proves it by itself, each time: no browser sends one unasked. The command
/// line and the portal itself have nobody to ask.
/// </summary>
internal sealed class ProofCheck(IDbContextFactory<PortalDb> dbs, TimeProvider time)
{
    /// <exception cref="ProofNeededException">It is too long ago.</exception>
    public async Task DemandAsync(Caller caller, string action, bool handsOut, CancellationToken ct)
    {
        if (caller.SessionId is not { } session || caller.TokenId is not null || !ProofRules.Wants(action, handsOut))
            return;
        var since = time.GetUtcNow() - ProofRules.Recent;
        await using var db = await dbs.CreateDbContextAsync(ct);
        if (!await db.UserSessions.AnyAsync(row => row.Id == session && row.UserId == caller.UserId && row.ConfirmedAt >= since, ct))
            throw new ProofNeededException();
    }
}
