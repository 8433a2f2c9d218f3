using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Portal.Fleet.Data;
using Portal.Fleet.Links;
using Portal.Ipmi;

namespace Portal.Fleet.Servers;

/// <summary>
/// The simulated servers as the fleet sees them. The host starts the simulators (the fleet knows none) and tells their endpoints here;
/// rows marked simulated are made for them, and only these endpoints are allowed beyond <c>AllowedNetworks</c>.
/// </summary>
public sealed partial class DemoFleet
{
    private readonly IDbContextFactory<PortalDb> _dbs;
    private readonly ServerRegistry _registry;
    private readonly NetworkGate _network;
    private readonly CredentialVault _vault;
    private readonly ILogger<DemoFleet> _logger;

    internal DemoFleet(IDbContextFactory<PortalDb> dbs, ServerRegistry registry, NetworkGate network, CredentialVault vault, ILogger<DemoFleet> logger)
    {
        _dbs = dbs;
        _registry = registry;
        _network = network;
        _vault = vault;
        _logger = logger;
    }

    /// <summary>Makes the rows match: adds missing simulated servers, removes simulated rows that are not listed. Real servers are never touched.</summary>
    public async Task SynchroniseAsync(IReadOnlyList<DemoServer> servers, CancellationToken ct)
    {
        _network.SetDemo(servers.Select(server => server.EndPoint));
        await using (var db = await _dbs.CreateDbContextAsync(ct))
        {
            var rows = await db.Servers.ToListAsync(ct);
            var simulated = rows.Where(row => row.Simulated).ToDictionary(row => row.NormalizedName);
            var realNames = rows.Where(row => !row.Simulated).Select(row => row.NormalizedName).ToHashSet();
            var realEndPoints = rows.Where(row => !row.Simulated).Select(row => (row.Address, row.Port)).ToHashSet();
            var wanted = servers.Where(server =>
                !realNames.Contains(Server.Normalize(server.Name)) && !realEndPoints.Contains((server.EndPoint.Address.ToString(), server.EndPoint.Port))).ToList();
            if (wanted.Count < servers.Count)
                Log.Skipped(_logger, servers.Count - wanted.Count);

            var names = wanted.Select(server => Server.Normalize(server.Name)).ToHashSet();
            db.Servers.RemoveRange(simulated.Values.Where(row => !names.Contains(row.NormalizedName)));

            await using var transaction = await db.Database.BeginTransactionAsync(ct);

            // Moved rows first give up their endpoints: two that swap would meet the unique index otherwise.
            var moved = wanted.Where(server => simulated.TryGetValue(Server.Normalize(server.Name), out var row) && Moved(row, server)).ToList();
            foreach (var server in moved)
                simulated[Server.Normalize(server.Name)].Address = simulated[Server.Normalize(server.Name)].Id.ToString();
            await db.SaveChangesAsync(ct);

            foreach (var server in wanted)
            {
                if (simulated.TryGetValue(Server.Normalize(server.Name), out var row))
                    Renew(row, server);
                else
                    await _registry.PutAsync(db, Build(server), by: null, ct);
            }

            await db.SaveChangesAsync(ct);
            await transaction.CommitAsync(ct);
        }

        await _registry.SynchroniseAsync(ct);
    }

    private static bool Moved(Server row, DemoServer server) => server.EndPoint.Address.ToString() != row.Address || server.EndPoint.Port != row.Port;

    private Server Build(DemoServer server)
    {
        using var password = SecretBytes.FromText(server.Password);
        return _registry.Build(
            new NewServer
            {
                Name = server.Name,
                Address = server.EndPoint.Address.ToString(),
                Port = server.EndPoint.Port,
                UserName = server.UserName,
                Password = password,
                Rack = server.Rack,
                Tenant = server.Tenant,
                Tags = server.Tags,
            }, simulated: true);
    }

    /// <summary>Where it listens, the key file or the simulators' password may have changed since the row was made.</summary>
    private void Renew(Server row, DemoServer server)
    {
        using var stored = row.SealedPassword is null ? null : _vault.Open(row.Id, CredentialVault.Password, row.SealedPassword);
        var sameCredential = row.UserName == server.UserName && stored is not null && stored.Reveal().SequenceEqual(Encoding.UTF8.GetBytes(server.Password));
        if (sameCredential && !Moved(row, server))
            return;
        row.Address = server.EndPoint.Address.ToString();
        row.Port = server.EndPoint.Port;
        row.Version = Guid.NewGuid();
        if (sameCredential)
            return;
        using var password = SecretBytes.FromText(server.Password);
        row.UserName = server.UserName;
        row.SealedPassword = _vault.Seal(row.Id, CredentialVault.Password, password);
        row.SealedNextPassword = null;
        row.PasswordGenerated = false;
        row.CredentialVerifiedAt = null;
    }

    private static partial class Log
    {
        [LoggerMessage(3301, LogLevel.Warning, "{Count} simulated servers were left out: real servers have their names or endpoints.")]
        public static partial void Skipped(ILogger logger, int count);
    }
}
