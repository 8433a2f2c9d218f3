using Microsoft.EntityFrameworkCore;

namespace Portal.Fleet.Access.Granting;

public sealed partial class PeopleBook
{
    /// <summary>
    /// Takes away a person's passkeys, authenticator and recovery codes, for who lost them all, and signs them out everywhere. Where a second factor is demanded they make a
    /// new one when they next come in.
    /// </summary>
    /// <exception cref="AccessRefusedException">It is the caller's own account.</exception>
    /// <exception cref="NotFoundException">Missing, or not the caller's to manage.</exception>
    public async Task ForgetFactorsAsync(Caller caller, string id, CancellationToken ct)
    {
        await ChangeAsync(caller, id, "user.forgetFactors", async (db, user) =>
        {
            await db.AuthenticatorApps.Where(row => row.UserId == id).ExecuteDeleteAsync(ct);
            await db.RecoveryCodes.Where(row => row.UserId == id).ExecuteDeleteAsync(ct);
            await db.UserPasskeys.Where(row => row.UserId == id).ExecuteDeleteAsync(ct);
            await EndSessionsAsync(db, user, ct);
        }, ct);
        _bus.Publish(new CredentialEnded(CredentialKind.User, id, "second factors taken away"));
    }
}
