using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Portal.Fleet.Data;
using Portal.Fleet.Links;
using Portal.Fleet.Servers;
using Portal.Fleet.Status;
using Portal.Ipmi.Commands.App;

namespace Portal.Fleet.Credentials;

/// <summary>Tells how well BMC logins are kept. Passwords that are alike are found by fingerprints under a key that lives as long as this object and is written nowhere.</summary>
internal sealed class CredentialReport(IDbContextFactory<PortalDb> dbs, CredentialVault vault, RotationLedger ledger, StatusBoard board, TimeProvider time)
{
    private static readonly TimeSpan s_old = TimeSpan.FromDays(182);

    private readonly byte[] _fingerprintKey = RandomNumberGenerator.GetBytes(32);

    /// <summary>Every server, by name.</summary>
    public async Task<IReadOnlyList<CredentialView>> ListAsync(CancellationToken ct)
    {
        List<Server> servers;
        Dictionary<BmcId, CredentialCheck> checks;
        await using (var db = await dbs.CreateDbContextAsync(ct))
        {
            servers = await db.Servers.AsNoTracking().ToListAsync(ct);
            checks = await db.CredentialChecks.AsNoTracking().ToDictionaryAsync(check => check.ServerId, ct);
        }

        var rotations = (await ledger.ListAsync(null, ct)).ToDictionary(rotation => rotation.ServerId);
        var secrets = servers.ConvertAll(server => (Server: server, Found: Look(server)));
        var groups = secrets.Where(pair => pair.Found.Fingerprint is not null).GroupBy(pair => pair.Found.Fingerprint!).Where(group => group.Count() > 1)
            .OrderByDescending(group => group.Count()).ThenBy(group => group.Min(pair => pair.Server.Name), StringComparer.OrdinalIgnoreCase)
            .Select((group, index) => (group.Key, Number: index + 1)).ToDictionary(group => group.Key, group => group.Number);
        return [.. secrets.OrderBy(pair => pair.Server.Name, StringComparer.OrdinalIgnoreCase).Select(pair =>
            View(pair.Server, pair.Found, pair.Found.Fingerprint is { } print ? groups.GetValueOrDefault(print) : 0, checks.GetValueOrDefault(pair.Server.Id), rotations.GetValueOrDefault(pair.Server.Id)))];
    }

    private CredentialView View(Server server, (string? Fingerprint, PasswordLength? Length, CredentialFindings Findings) found, int group, CredentialCheck? check, RotationView? rotation)
    {
        var status = board.Get(server.Id);
        var findings = found.Findings | (check?.Findings ?? CredentialFindings.None);
        if (group > 0)
            findings |= CredentialFindings.Shared;
        if (server.SealedPassword is not null && server.CredentialVerifiedAt is null)
            findings |= CredentialFindings.NeverProven;
        if (status.Problem is BmcProblem.PasswordRejected or BmcProblem.IdentityNotProven or BmcProblem.UserUnknown)
            findings |= CredentialFindings.Refused;
        if (time.GetUtcNow() - (server.PasswordSetAt ?? server.CreatedAt) > s_old)
            findings |= CredentialFindings.Old;
        if (server.SealedNextPassword is not null && rotation?.State is not (RotationState.Running or RotationState.Waiting))
            findings |= CredentialFindings.InDoubt;
        return new CredentialView(
            server.Id, server.Name, server.Tags, server.UserName, server.Simulated, status.Link, status.Problem, server.PasswordSetAt, server.PasswordGenerated,
            found.Length, group > 0 ? group : null, server.CredentialVerifiedAt, status.LoggedInAt, check?.At, findings, rotation);
    }

    private (string? Fingerprint, PasswordLength? Length, CredentialFindings Findings) Look(Server server)
    {
        if (server.SealedPassword is not { } blob)
            return (null, null, CredentialFindings.Missing);
        using var password = vault.Open(server.Id, CredentialVault.Password, blob);
        if (password is null)
            return (null, null, CredentialFindings.Unreadable);
        var findings = CredentialFindings.None;
        if (password.Length < SetUserPassword.ShortLength)
            findings |= CredentialFindings.Short;
        if (DefaultPasswords.Contains(server.UserName, password))
            findings |= CredentialFindings.Default;
        var length = password.Length < SetUserPassword.ShortLength ? PasswordLength.Short : password.Length < SetUserPassword.LongLength ? PasswordLength.Sixteen : PasswordLength.Twenty;
        return (Convert.ToHexString(HMACSHA256.HashData(_fingerprintKey, password.Reveal())), length, findings);
    }
}
