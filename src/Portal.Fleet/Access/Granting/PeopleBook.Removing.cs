using Microsoft.EntityFrameworkCore;

namespace Portal.Fleet.Access.Granting;

public sealed partial class PeopleBook
{
    /// <summary>
    /// Takes a person out of the portal: sessions, tokens, grants, requests, own snippets and all ways in go with them, and what they have open ends at once. What they did
    /// stays in the audit and in the records under their name.
    /// </summary>
    /// <exception cref="AccessRefusedException">It is the last administrator, or the caller's own account.</exception>
    /// <exception cref="NotFoundException">Missing, or not the caller's to manage.</exception>
    public async Task RemoveAsync(Caller caller, string id, CancellationToken ct)
    {
        await ChangeAsync(caller, id, "user.delete", async (db, user) =>
        {
            var now = _desk.Now;
            await db.ObserverLinks.Where(link => link.CreatedById == id && link.RevokedAt == null)
                .ExecuteUpdateAsync(set => set.SetProperty(link => link.RevokedAt, now).SetProperty(link => link.RevokedBy, caller.Name), ct);

            // Everything else of theirs hangs on this row, and goes with it.
            db.Users.Remove(user);
        }, ct);
        _bus.Publish(new CredentialEnded(CredentialKind.User, id, "person removed"));
    }
}
