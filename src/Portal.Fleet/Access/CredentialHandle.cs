using Portal.Fleet.Credentials;
using Portal.Fleet.Secrets;
using Portal.Fleet.Servers;

namespace Portal.Fleet.Access;

/// <summary>The vault, opened by someone who may manage credentials. Every method asks again whether they still may.</summary>
public sealed class CredentialHandle
{
    /// <summary>Most servers of one order.</summary>
    public const int MostServers = 1000;

    private readonly FleetDesk _desk;
    private readonly Caller _caller;

    internal CredentialHandle(FleetDesk desk, Caller caller)
    {
        _desk = desk;
        _caller = caller;
    }

    /// <summary>Completes when a rotation begins or ends, or a BMC was looked at. Take it before reading.</summary>
    public Task Changed => Task.WhenAny(_desk.Credentials.Rotator.Changed, _desk.Credentials.Inspector.Changed);

    /// <summary>The login of every server that is not denied to the caller, by name.</summary>
    public async Task<IReadOnlyList<CredentialView>> ListAsync(CancellationToken ct)
    {
        var rights = await DemandAsync(ct);
        var all = await _desk.Servers.AllAsync(ct);
        return [.. (await _desk.Credentials.Report.ListAsync(ct)).Where(view => all.TryGetValue(view.ServerId, out var row) && May(rights, row))];
    }

    /// <summary>Gives each of these BMCs a new random password. A BMC whose rotation is under way keeps that one.</summary>
    /// <exception cref="NotFoundException">One of the servers does not exist; nothing was ordered.</exception>
    public async Task<IReadOnlyList<RotationView>> RotateAsync(IReadOnlyCollection<BmcId> ids, string? reason, CancellationToken ct)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(ids.Count, MostServers);
        var servers = await FindAsync(ids, ct);
        var why = reason?.Trim() is { Length: > 0 } text ? text.Length > 500 ? text[..500] : text : null;
        var correlation = await _desk.Audit.IntentAsync(_caller, "credential.order", null, $"{servers.Length} servers{(why is null ? "" : ": " + why)}", ct);
        var rows = await _desk.Credentials.Rotator.StartAsync(_caller, servers, why, CancellationToken.None);
        await _desk.Audit.OutcomeAsync(_caller, correlation, "credential.order", null, "ok", null, CancellationToken.None);
        return rows;
    }

    /// <summary>One order, by server name; empty when there is none.</summary>
    public async Task<IReadOnlyList<RotationView>> GetRunAsync(Guid run, CancellationToken ct)
    {
        var rights = await DemandAsync(ct);
        var all = await _desk.Servers.AllAsync(ct);
        return [.. (await _desk.Credentials.Rotator.Ledger.ListAsync(run, ct)).Where(row => !all.TryGetValue(row.ServerId, out var server) || May(rights, server))];
    }

    /// <summary>Takes back what of an order has not begun. Answers how many.</summary>
    public async Task<int> CancelAsync(Guid run, CancellationToken ct)
    {
        await DemandAsync(ct);
        var correlation = await _desk.Audit.IntentAsync(_caller, "credential.cancel", null, run.ToString(), ct);
        var count = await _desk.Credentials.Rotator.Ledger.CancelAsync(run, CancellationToken.None);
        await _desk.Audit.OutcomeAsync(_caller, correlation, "credential.cancel", null, "ok", $"{count} servers", CancellationToken.None);
        return count;
    }

    /// <summary>Has these BMCs looked at soon, whenever that was done last. Answers how many.</summary>
    /// <exception cref="NotFoundException">One of the servers does not exist.</exception>
    public async Task<int> CheckAsync(IReadOnlyCollection<BmcId> ids, CancellationToken ct)
    {
        var servers = await FindAsync(ids, ct);
        _desk.Credentials.Inspector.Ask(servers.Select(server => server.Id));
        return servers.Length;
    }

    /// <summary>The keys that wrap all others.</summary>
    public async Task<KeyState> GetKeysAsync(CancellationToken ct)
    {
        await DemandAsync(ct);
        return await _desk.Credentials.Keys.GetAsync(ct);
    }

    /// <summary>Makes a new key active and wraps everything by it. The old key goes a little later by itself, when nothing lies under it.</summary>
    /// <exception cref="KeyRotationException">Not now, or not here.</exception>
    public async Task<int> RotateKeyAsync(CancellationToken ct)
    {
        await DemandAsync(ct);
        var correlation = await _desk.Audit.IntentAsync(_caller, "key.rotate", null, null, ct);
        try
        {
            var key = await _desk.Credentials.Keys.BeginAsync(CancellationToken.None);
            var count = await _desk.Credentials.Keys.RewrapAsync(CancellationToken.None);
            await _desk.Audit.OutcomeAsync(_caller, correlation, "key.rotate", null, "ok", $"{key}: {count} values", CancellationToken.None);
            return count;
        }
        catch (Exception e)
        {
            await _desk.Audit.OutcomeAsync(_caller, correlation, "key.rotate", null, e is KeyRotationException ? "refused" : "failed", (e as KeyRotationException)?.Code, CancellationToken.None);
            throw;
        }
    }

    /// <summary>All of them, or none: what is denied is not there.</summary>
    private async Task<Server[]> FindAsync(IReadOnlyCollection<BmcId> ids, CancellationToken ct)
    {
        var rights = await DemandAsync(ct);
        var all = await _desk.Servers.AllAsync(ct);
        return [.. ids.Distinct().Select(id => all.TryGetValue(id, out var row) && May(rights, row) ? row : throw new NotFoundException())];
    }

    private static bool May(UserRights rights, Server server) => (rights.On(server) & BmcRight.ManageCredentials) != 0;

    private async Task<UserRights> DemandAsync(CancellationToken ct)
    {
        var rights = await _desk.Grants.GetAsync(_caller, ct);
        return (rights.OnFleet & BmcRight.ManageCredentials) != 0 ? rights : throw new NotFoundException();
    }
}
