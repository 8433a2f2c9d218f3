using System.Collections.Immutable;
using System.Net;
using Microsoft.EntityFrameworkCore;
using Portal.Fleet.Access;
using Portal.Fleet.Access.Rules;
using Portal.Fleet.Alerts;
using Portal.Fleet.Consoles;
using Portal.Fleet.Credentials;
using Portal.Fleet.Data;
using Portal.Fleet.Links;
using Portal.Fleet.Status;
using Portal.Fleet.Tenants;
using Portal.Fleet.Tenants.HandOvers;

namespace Portal.Fleet.Servers;

/// <summary>
/// All server rows, in the database and in memory, and their only writer. Rows in memory are never changed in place.
/// Changes run one after another, so that database, memory and links tell the same story.
/// </summary>
internal sealed class ServerRegistry(
    IDbContextFactory<PortalDb> dbs, IFleet fleet, StatusBoard board, GrantCache grants, NetworkGate network, CredentialVault vault, PendingPasswords pending, TenantRows tenants, HandOverBell bell, TimeProvider time) : IDisposable
{
    private readonly SemaphoreSlim _changing = new(1, 1);
    private volatile ImmutableDictionary<BmcId, Server>? _servers;
    private volatile OrderedRows? _ordered;

    /// <summary>One row; null when there is none.</summary>
    public async ValueTask<Server?> FindAsync(BmcId id, CancellationToken ct) => (await AllAsync(ct)).GetValueOrDefault(id);

    /// <summary>All rows.</summary>
    public async ValueTask<ImmutableDictionary<BmcId, Server>> AllAsync(CancellationToken ct)
    {
        if (_servers is { } servers)
            return servers;
        await SynchroniseAsync(ct);
        return _servers!;
    }

    /// <summary>All rows by name: sorted once, however often they are listed.</summary>
    public async ValueTask<IReadOnlyList<Server>> OrderedAsync(CancellationToken ct)
    {
        var all = await AllAsync(ct);
        if (_ordered is { } known && ReferenceEquals(known.Of, all))
            return known.Rows;
        Server[] rows = [.. all.Values.OrderBy(row => row.Name, StringComparer.OrdinalIgnoreCase)];
        _ordered = new OrderedRows(all, rows);
        return rows;
    }

    /// <summary>Reads all rows and tells the links what is new, changed or gone: another process (the command line) may have written.</summary>
    public async Task SynchroniseAsync(CancellationToken ct)
    {
        using var _ = await LockAsync(ct);
        List<Server> rows;
        await using (var db = await dbs.CreateDbContextAsync(ct))
            rows = await db.Servers.AsNoTracking().ToListAsync(ct);
        var before = _servers ?? ImmutableDictionary<BmcId, Server>.Empty;
        var after = rows.ToImmutableDictionary(row => row.Id);
        _servers = after;
        foreach (var row in rows)
        {
            if (before.TryGetValue(row.Id, out var known) && known.Version != row.Version)
                grants.ServerChanged(row);

            // A simulated row may have become reachable although it did not change; a change of the key changes nothing but the seals.
            if (row.Simulated || !before.TryGetValue(row.Id, out var old) || old.Version != row.Version || !old.IsSealedLike(row))
                fleet.Apply(row);
        }

        foreach (var id in before.Keys.Where(id => !after.ContainsKey(id)))
            await ForgetAsync(id);
    }

    /// <summary>Adds a row that <see cref="Build"/> made.</summary>
    /// <exception cref="InvalidServerException">The name or the endpoint is taken.</exception>
    public async Task AddAsync(Server row, string? by, CancellationToken ct)
    {
        using var _ = await LockAsync(ct);
        await using var db = await dbs.CreateDbContextAsync(ct);
        await PutAsync(db, row, by, ct);
        await SaveAsync(db, row, ct);
    }

    /// <summary>Puts a row that <see cref="Build"/> made into the database, with the tenant it names and its first tenancy; saving is the caller's.</summary>
    internal async Task PutAsync(PortalDb db, Server row, string? by, CancellationToken ct)
    {
        await tenants.AssignAsync(db, row, row.Tenant, ct);
        db.Servers.Add(row);
        db.Tenancies.Add(Begin(row, by));
    }

    /// <summary>The row that a new server would have, every field checked and the password sealed.</summary>
    public Server Build(NewServer server, bool simulated = false)
    {
        var id = BmcId.New();
        var row = new Server
        {
            Id = id,
            Name = ServerRules.Name(server.Name),
            Address = Allowed(ServerRules.Address(server.Address), ServerRules.Port(server.Port)).ToString(),
            Port = server.Port,
            UserName = ServerRules.UserName(server.UserName),
            SealedPassword = vault.Seal(id, CredentialVault.Password, ServerRules.Password(server.Password)),
            Tenant = ServerRules.Label("tenant", server.Tenant),
            TenancyFrom = time.GetUtcNow(),
            Site = ServerRules.Label("site", server.Site),
            Rack = ServerRules.Label("rack", server.Rack),
            Notes = ServerRules.Notes(server.Notes),
            Tags = ServerRules.Tags(server.Tags),
            ConsolePolicy = server.ConsolePolicy,
            ConsoleRecording = ServerRules.Recording(server.ConsoleRecording, server.ConsolePolicy),
            ConsoleCharset = server.ConsoleCharset,
            Simulated = simulated,
            CreatedAt = time.GetUtcNow(),
            PasswordSetAt = time.GetUtcNow(),
            Version = Guid.NewGuid(),
        };
        return row;
    }

    /// <summary>Changes a server.</summary>
    /// <exception cref="NotFoundException">It is gone.</exception>
    public async Task<Server> ChangeAsync(BmcId id, ServerChange change, string? by, CancellationToken ct)
    {
        using var _ = await LockAsync(ct);
        await using var db = await dbs.CreateDbContextAsync(ct);
        var row = await db.Servers.SingleOrDefaultAsync(server => server.Id == id, ct) ?? throw new NotFoundException();
        var notes = row.Notes;
        Change(row, change);
        var epoch = row.Epoch;
        await using var transaction = change.Tenant is null ? null : await db.Database.BeginTransactionAsync(ct);
        if (change.Tenant is not null)
            await HandOverAsync(db, row, ServerRules.Label("tenant", change.Tenant), by, ct);
        // A form gives all its fields: who saves it has not written the notes, unless they are others now.
        if (row.Notes != notes)
            (row.NotesAt, row.NotesBy) = (time.GetUtcNow(), by);
        row.Version = Guid.NewGuid();
        await SaveAsync(db, row, ct);
        if (row.Epoch != epoch)
        {
            board.Update(id, status => status with { Alerts = AlertCounts.None, Operation = null });
            bell.Ring();
            await grants.RefreshAllAsync(CancellationToken.None);
        }

        return row;
    }

    /// <summary>
    /// Keeps where a BMC is now, after it proved there that it has the portal's password: so, other than with <see cref="ChangeAsync"/>, the credential stays.
    /// </summary>
    /// <exception cref="NotFoundException">It is gone.</exception>
    /// <exception cref="InvalidServerException">Another server is there, or the address is not allowed.</exception>
    public async Task MoveAsync(BmcId id, IPAddress address, CancellationToken ct)
    {
        using var _ = await LockAsync(ct);
        await using var db = await dbs.CreateDbContextAsync(ct);
        var row = await db.Servers.SingleOrDefaultAsync(server => server.Id == id, ct) ?? throw new NotFoundException();
        row.Address = Allowed(address, row.Port).ToString();
        row.Version = Guid.NewGuid();
        await SaveAsync(db, row, ct);
    }

    /// <summary>Gives a tenant another name, on all its servers too.</summary>
    /// <exception cref="NotFoundException">There is none.</exception>
    /// <exception cref="InvalidServerException">Another tenant has this name.</exception>
    public async Task RenameTenantAsync(Guid id, string name, CancellationToken ct)
    {
        using var _ = await LockAsync(ct);
        await using var db = await dbs.CreateDbContextAsync(ct);
        var tenant = await db.Tenants.SingleOrDefaultAsync(row => row.Id == id, ct) ?? throw new NotFoundException();
        if (await TenantRows.FindAsync(db, name, ct) is { } other && other.Id != id)
            throw TenantRows.NameTaken();
        tenant.Name = name;
        var rows = await db.Servers.Where(row => row.TenantId == id).ToListAsync(ct);
        foreach (var row in rows)
            (row.Tenant, row.Version) = (name, Guid.NewGuid());
        await db.SaveChangesAsync(ct);
        db.ChangeTracker.Clear();
        foreach (var row in rows)
        {
            _servers = _servers?.SetItem(row.Id, row);
            grants.ServerChanged(row);
            fleet.Apply(row);
        }
    }

    /// <summary>Leaves a server's serial line to somebody else until a time, or takes it back.</summary>
    /// <exception cref="NotFoundException">It is gone.</exception>
    public async Task ReleaseConsoleAsync(BmcId id, ConsoleRelease? release, CancellationToken ct)
    {
        using var _ = await LockAsync(ct);
        await using var db = await dbs.CreateDbContextAsync(ct);
        var row = await db.Servers.SingleOrDefaultAsync(server => server.Id == id, ct) ?? throw new NotFoundException();
        (row.ConsoleReleasedAt, row.ConsoleReleasedUntil, row.ConsoleReleasedBy, row.ConsoleReleaseReason) = (release?.From, release?.Until, release?.By, release?.Reason);
        row.Version = Guid.NewGuid();
        await SaveAsync(db, row, ct);
    }

    /// <summary>Locks a server's power, or unlocks it.</summary>
    /// <exception cref="NotFoundException">It is gone.</exception>
    public Task ProtectAsync(BmcId id, ServerProtection? protection, CancellationToken ct) => ChangeRowAsync(id, row => Protect(row, protection), ct);

    /// <summary>Whether whoever wants to do what destroys types the server's name first.</summary>
    /// <exception cref="NotFoundException">It is gone.</exception>
    public Task SetConfirmByNameAsync(BmcId id, bool on, CancellationToken ct) => ChangeRowAsync(id, row => row.ConfirmByName = on, ct);

    private async Task ChangeRowAsync(BmcId id, Action<Server> change, CancellationToken ct)
    {
        using var _ = await LockAsync(ct);
        await using var db = await dbs.CreateDbContextAsync(ct);
        var row = await db.Servers.SingleOrDefaultAsync(server => server.Id == id, ct) ?? throw new NotFoundException();
        change(row);
        row.Version = Guid.NewGuid();
        await SaveAsync(db, row, ct);

        // Everybody who has the server open sees it at once.
        board.Update(id, status => status);
    }

    private static void Protect(Server row, ServerProtection? protection) =>
        (row.ProtectedAt, row.ProtectedUntil, row.ProtectedBy, row.ProtectReason, row.ProtectedByAdministrator) =
            (protection?.At, protection?.Until, protection?.By, protection?.Reason, protection?.ByAdministrator == true);

    /// <summary>Deletes a server, its session, its console record and its alerts; its power operations and audit stay.</summary>
    public async Task DeleteAsync(BmcId id, CancellationToken ct)
    {
        using var _ = await LockAsync(ct);
        await using (var db = await dbs.CreateDbContextAsync(ct))
        {
            if (await db.Servers.Where(server => server.Id == id).ExecuteDeleteAsync(ct) == 0)
                throw new NotFoundException();
            var scope = GrantScope.Of(id);
            await db.Grants.Where(grant => grant.ScopeKind == scope.Kind && grant.ScopeValue == scope.Value).ExecuteDeleteAsync(ct);

            // Its lines go with its record.
            await db.Alerts.Where(alert => alert.ServerId == id).ExecuteDeleteAsync(ct);
            await db.ConsoleScans.Where(scan => scan.ServerId == id).ExecuteDeleteAsync(ct);
        }

        await ForgetAsync(id);
    }

    public void Dispose() => _changing.Dispose();

    /// <summary>
    /// Gives the server to another tenant, or back to the provider. What the old one holds ends with the row's change; what was recorded
    /// until now stays out of the new one's sight.
    /// </summary>
    private async Task HandOverAsync(PortalDb db, Server row, string? tenant, string? by, CancellationToken ct)
    {
        var (before, former) = (row.TenantId, row.Tenant);
        await tenants.AssignAsync(db, row, tenant, ct);
        if (row.TenantId == before)
            return;
        var now = time.GetUtcNow();
        await db.Tenancies.Where(tenancy => tenancy.ServerId == row.Id && tenancy.EndedAt == null).ExecuteUpdateAsync(set => set.SetProperty(tenancy => tenancy.EndedAt, now), ct);
        (row.Epoch, row.TenancyFrom, row.ConsoleFrom) = (row.Epoch + 1, now, await fleet.Get(row.Id).CutConsoleAsync(ct));
        (row.ConsoleReleasedAt, row.ConsoleReleasedUntil, row.ConsoleReleasedBy, row.ConsoleReleaseReason) = (null, null, null, null);
        if (!row.ProtectedByAdministrator)
            Protect(row, null);
        db.Tenancies.Add(Begin(row, by));
        var ended = await EndGrantsAsync(db, row, ct);

        // Of the same transaction: there is no new tenancy without its checklist.
        db.HandOvers.Add(new HandOver
        {
            ServerId = row.Id,
            ServerName = row.Name,
            Epoch = row.Epoch,
            FromTenantId = before,
            FromTenant = former,
            ToTenantId = row.TenantId,
            ToTenant = row.Tenant,
            By = by,
            StartedAt = now,
            GrantsEnded = ended,
            Steps = [.. Enum.GetValues<HandOverStepKind>().Select(kind => new HandOverStep { Kind = kind })],
        });
    }

    /// <summary>What people of other tenants were given or denied on this very server ends: should it come back to them, somebody decides anew.</summary>
    private static Task<int> EndGrantsAsync(PortalDb db, Server row, CancellationToken ct)
    {
        var scope = GrantScope.Of(row.Id);
        var tenant = row.TenantId;
        return db.Grants.Where(grant => grant.ScopeKind == scope.Kind && grant.ScopeValue == scope.Value
            && db.Users.Any(user => user.Id == grant.UserId && user.TenantId != null && user.TenantId != tenant)).ExecuteDeleteAsync(ct);
    }

    private static Tenancy Begin(Server row, string? by) =>
        new() { ServerId = row.Id, Epoch = row.Epoch, TenantId = row.TenantId, StartedAt = row.TenancyFrom, ConsoleFrom = row.ConsoleFrom, By = by };

    private void Change(Server row, ServerChange change)
    {
        var address = change.Address is null ? IPAddress.Parse(row.Address) : ServerRules.Address(change.Address);
        var port = change.Port is null ? row.Port : ServerRules.Port(change.Port.Value);
        var moved = address.ToString() != row.Address || port != row.Port;
        if (row.SealedNextPassword is not null && (moved || (change.UserName is not null && change.UserName != row.UserName)))
            throw new InvalidServerException(moved ? change.Address is null ? "port" : "address" : "username", "rotation_under_way", "The BMC's password is being changed; until that has ended, only its old place and account can tell which password it has.");
        if (moved && row.Simulated)
            throw new InvalidServerException(change.Address is null ? "port" : "address", "simulated", "A simulated server stays where its simulator listens.");
        if (moved)
            row.Address = Allowed(address, port).ToString();
        row.Port = port;

        if (change.Name is not null)
            row.Name = ServerRules.Name(change.Name);
        var userName = change.UserName is null ? row.UserName : ServerRules.UserName(change.UserName);

        // A credential goes only to the BMC it was given for: whoever may re-address a server must not collect its password with a machine of his own.
        if (change.Password is not null)
            row.SealedPassword = vault.Seal(row.Id, CredentialVault.Password, ServerRules.Password(change.Password));
        else if (moved)
            row.SealedPassword = null;
        if (change.Password is not null || moved)
            (row.PasswordSetAt, row.PasswordGenerated) = (row.SealedPassword is null ? null : time.GetUtcNow(), false);
        if (moved)
            row.SealedKg = null;
        if (moved || change.Password is not null || userName != row.UserName)
            row.CredentialVerifiedAt = null;
        row.UserName = userName;

        if (change.Site is not null)
            row.Site = ServerRules.Label("site", change.Site);
        if (change.Rack is not null)
            row.Rack = ServerRules.Label("rack", change.Rack);
        if (change.Notes is not null)
            row.Notes = ServerRules.Notes(change.Notes);
        if (change.Tags is not null)
            row.Tags = ServerRules.Tags(change.Tags);
        row.ConsolePolicy = change.ConsolePolicy ?? row.ConsolePolicy;
        row.ConsoleRecording = ServerRules.Recording(change.ConsoleRecording ?? row.ConsoleRecording, row.ConsolePolicy);
        if (change.ConsoleKeepDays is { } days)
            row.ConsoleKeepDays = ServerRules.KeepDays(days);
        if (change.ConsoleKeepMegabytes is { } megabytes)
            row.ConsoleKeepMegabytes = ServerRules.KeepMegabytes(megabytes);
        row.ConsoleCharset = change.ConsoleCharset ?? row.ConsoleCharset;
        row.ConsoleContention = change.ConsoleContention ?? row.ConsoleContention;
    }

    private IPAddress Allowed(IPAddress address, int port) => network.Allows(new IPEndPoint(address, port))
        ? address
        : throw new InvalidServerException("address", "address_not_allowed", "The address is outside Portal:Bmc:AllowedNetworks; an administrator of the portal must allow its network first.");

    private async Task SaveAsync(PortalDb db, Server row, CancellationToken ct)
    {
        try
        {
            await db.SaveChangesAsync(ct);
            if (db.Database.CurrentTransaction is { } transaction)
                await transaction.CommitAsync(ct);
        }
        catch (DbUpdateConcurrencyException)
        {
            throw new NotFoundException();
        }
        catch (DbUpdateException e)
        {
            await ThrowIfTakenAsync(row, e, ct);
            throw;
        }

        db.ChangeTracker.Clear();
        _servers = _servers?.SetItem(row.Id, row);
        grants.ServerChanged(row);
        fleet.Apply(row);
    }

    /// <summary>Which unique index refused; providers word it differently, so the database is asked.</summary>
    private async Task ThrowIfTakenAsync(Server row, DbUpdateException cause, CancellationToken ct)
    {
        if (cause.InnerException is null)
            return;
        await using var db = await dbs.CreateDbContextAsync(ct);
        if (await db.Servers.AnyAsync(other => other.Id != row.Id && other.NormalizedName == row.NormalizedName, ct))
            throw new InvalidServerException("name", "name_taken", "Another server has this name.");
        if (await db.Servers.AnyAsync(other => other.Id != row.Id && other.Address == row.Address && other.Port == row.Port, ct))
            throw new InvalidServerException("address", "endpoint_taken", "Another server has a BMC at this address and port.");
    }

    private async Task ForgetAsync(BmcId id)
    {
        _servers = _servers?.Remove(id);
        grants.RemoveServer(id);
        await fleet.RemoveAsync(id);
        board.Remove(id);
    }

    private async Task<IDisposable> LockAsync(CancellationToken ct)
    {
        await _changing.WaitAsync(ct);
        try
        {
            // A row that is read and handed on to its link must not be one from before the end of a rotation.
            return new Releaser(_changing, await pending.HoldAsync(ct));
        }
        catch
        {
            _changing.Release();
            throw;
        }
    }

    private sealed record OrderedRows(ImmutableDictionary<BmcId, Server> Of, Server[] Rows);

    private sealed class Releaser(SemaphoreSlim semaphore, IDisposable held) : IDisposable
    {
        public void Dispose()
        {
            held.Dispose();
            semaphore.Release();
        }
    }
}
