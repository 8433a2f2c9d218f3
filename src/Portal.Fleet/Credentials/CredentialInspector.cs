using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Portal.Fleet.Access;
using Portal.Fleet.Data;
using Portal.Fleet.Links;
using Portal.Fleet.Servers;
using Portal.Fleet.Status;
using Portal.Ipmi;
using Portal.Ipmi.Configuration;

namespace Portal.Fleet.Credentials;

/// <summary>
/// Looks once a day at how BMCs let anybody in, by what they tell without a login: a few packets each, a few BMCs at a time, only those that answer anyway. No
/// password is ever tried.
/// </summary>
internal sealed partial class CredentialInspector(
    IDbContextFactory<PortalDb> dbs, BmcDialer dialer, IFleet fleet, StatusBoard board, FleetOptions options, TimeProvider time, ILogger<CredentialInspector> logger) : BackgroundService
{
    private const int AtATime = 4;

    private static readonly TimeSpan s_every = TimeSpan.FromDays(1);
    private static readonly TimeSpan s_answer = TimeSpan.FromSeconds(2);

    private readonly Pulse _work = new();
    private readonly Pulse _changed = new();
    private readonly ConcurrentDictionary<BmcId, bool> _asked = new();

    /// <summary>Beats when a BMC was looked at.</summary>
    public Task Changed => _changed.Next;

    /// <summary>Somebody wants these looked at now.</summary>
    public void Ask(IEnumerable<BmcId> ids)
    {
        foreach (var id in ids)
            _asked[id] = true;
        _work.Beat();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (true)
            {
                var work = _work.Next;
                if (_asked.IsEmpty)
                    await work.WaitAsync(options.CredentialLook, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                stoppingToken.ThrowIfCancellationRequested();
                await LookAsync(stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Stopped.
        }
    }

    private async Task LookAsync(CancellationToken ct)
    {
        try
        {
            var asked = _asked.Keys.ToHashSet();
            await using var db = await dbs.CreateDbContextAsync(ct);
            var rows = await db.Servers.AsNoTracking().ToListAsync(ct);
            var seen = await db.CredentialChecks.AsNoTracking().ToDictionaryAsync(check => check.ServerId, check => check.At, ct);
            var due = rows.Where(row => asked.Contains(row.Id)
                || (board.Get(row.Id).Link == LinkState.Online && (!seen.TryGetValue(row.Id, out var at) || time.GetUtcNow() - at > s_every)));
            await Parallel.ForEachAsync(due.ToList(), new ParallelOptions { MaxDegreeOfParallelism = AtATime, CancellationToken = ct }, async (row, stop) => await LookAsync(row, stop));
            foreach (var id in asked)
                _asked.TryRemove(id, out _);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            Log.Failed(logger, e);
            _asked.Clear();
        }
    }

    private async Task LookAsync(Server server, CancellationToken ct)
    {
        var (problem, findings) = (BmcProblem.None, CredentialFindings.None);
        try
        {
            findings = await FindAsync(server, ct);
        }
        catch (BmcFailureException e)
        {
            problem = e.Problem;
        }

        await using var db = await dbs.CreateDbContextAsync(ct);
        var row = await db.CredentialChecks.SingleOrDefaultAsync(check => check.ServerId == server.Id, ct);
        if (row is null)
            db.CredentialChecks.Add(row = new CredentialCheck { ServerId = server.Id, At = time.GetUtcNow() });

        // A look that came to nothing leaves what the last one found.
        (row.At, row.Problem) = (time.GetUtcNow(), problem);
        if (problem == BmcProblem.None)
            row.Findings = findings;
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateException)
        {
            // The server was deleted meanwhile.
        }

        _asked.TryRemove(server.Id, out _);
        _changed.Beat();
    }

    private async Task<CredentialFindings> FindAsync(Server server, CancellationToken ct)
    {
        var login = await dialer.ProbeAsync(server, endPoint => BmcProbe.GetAuthenticationCapabilitiesAsync(endPoint, PrivilegeLevel.Administrator, s_answer, ct));
        var suites = await dialer.ProbeAsync(server, endPoint => BmcProbe.GetCipherSuitesAsync(endPoint, s_answer, ct));
        var findings = CredentialFindings.None;
        if (login.NullUsers)
            findings |= CredentialFindings.NullUser;
        if (login.AnonymousLogin)
            findings |= CredentialFindings.AnonymousLogin;
        if (login.SupportsIpmi15 && (login.Ipmi15Types & 1) != 0)
            findings |= CredentialFindings.NoAuthentication;
        if (suites.Contains(CipherSuiteId.Suite0) && !await IsClosedAsync(server.Id, ct))
            findings |= CredentialFindings.CipherZero;
        return findings;
    }

    /// <summary>Many BMCs name suite 0 and let nobody in by it: their configuration tells, to who is logged in.</summary>
    private async Task<bool> IsClosedAsync(BmcId id, CancellationToken ct)
    {
        if (board.Get(id).Link != LinkState.Online)
            return false;
        try
        {
            var suites = await fleet.Get(id).UseAsync(
                async session => (await new LanConfigurator(session, await LanConfigurator.FindChannelAsync(session, ct)).ReadAsync(ct)).CipherSuites, ct);
            return suites.Any(suite => suite.Limit is not null) && suites.Any(suite => suite is { Suite: CipherSuiteId.Suite0, Limit: null });
        }
        catch (Exception e) when (e is BmcFailureException or NotFoundException)
        {
            return false;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(4121, LogLevel.Error, "The logins of BMCs could not be looked at; it is tried again.")]
        public static partial void Failed(ILogger logger, Exception exception);
    }
}
