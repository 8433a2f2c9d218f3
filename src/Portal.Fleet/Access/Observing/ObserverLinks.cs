using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Portal.Fleet.Access.Granting;
using Portal.Fleet.Access.Rules;
using Portal.Fleet.Servers;

namespace Portal.Fleet.Access.Observing;

/// <summary>
/// Makes, opens and revokes observer links. A link opens one console to be read, never more than its maker may read at that moment, and nothing else.
/// </summary>
public sealed class ObserverLinks
{
    public const int MostHours = 72;

    /// <summary>Most who watch by one link at a time.</summary>
    public const int MostWatching = 10;

    private const int MostWatchingInAll = 200;
    private const int MaxLabel = 64;
    private const int MaxAddress = 64;
    private const int MostPerServer = 50;
    private const int SecretSize = 32;
    private const string Prefix = "plo_";
    private static readonly int s_textLength = Prefix.Length + Base64Url.GetEncodedLength(SecretSize);

    private readonly AccessDesk _desk;
    private readonly BmcAccess _access;
    private readonly Lock _gate = new();
    private readonly Dictionary<Guid, int> _watching = [];

    internal ObserverLinks(AccessDesk desk, BmcAccess access)
    {
        _desk = desk;
        _access = access;
    }

    /// <summary>A link was made or revoked, or somebody came or went.</summary>
    public event Action<BmcId>? Changed;

    /// <summary>Whether the caller may make links for a server with these rights: reads its console, and manages who else may.</summary>
    public static bool MayMake(BmcRight rights) => rights.HasFlag(BmcRight.ConsoleRead | BmcRight.ManagePeople);

    /// <summary>Makes a link and returns its secret, which is never to be had again.</summary>
    /// <exception cref="AccessRefusedException">A field is not acceptable.</exception>
    /// <exception cref="NotFoundException">Missing, or not the caller's to show to others.</exception>
    public async Task<(ObserverLinkView Link, string Secret)> CreateAsync(Caller caller, BmcId id, string label, TimeSpan time, CancellationToken ct)
    {
        var handle = await _access.OpenAsync(caller, id, BmcRight.ConsoleRead | BmcRight.ManagePeople, ct);
        label = label.Trim();
        if (label.Length is 0 or > MaxLabel || label.Any(char.IsControl))
            throw new AccessRefusedException("label_invalid", $"Say in 1 to {MaxLabel} characters whom it is for.", "label");
        if (time < TimeSpan.FromMinutes(1) || time > TimeSpan.FromHours(MostHours))
            throw new AccessRefusedException("time_invalid", $"A link holds for 1 minute to {MostHours} hours.", "minutes");
        var console = await handle.GetConsoleAsync(ct);
        var server = await FindAsync(id, ct);
        var secret = Prefix + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(SecretSize));
        var row = await _desk.ChangeAsync(caller, "observer.create", server, $"{label}, until {_desk.Now + time:u}", async db =>
        {
            var now = _desk.Now;
            if (await db.ObserverLinks.CountAsync(link => link.ServerId == id && link.RevokedAt == null && link.EndsAt > now, ct) >= MostPerServer)
                throw new AccessRefusedException("too_many", $"A server has at most {MostPerServer} links at a time; revoke one first.");
            var link = new ObserverLink
            {
                ServerId = id,
                Epoch = server.Epoch,
                Label = label,
                Hash = Hash(secret),
                CreatedById = caller.UserId,
                CreatedBy = caller.Name,
                CreatedAt = now,
                EndsAt = now + time,
                ConsoleFrom = console.NextOffset,
            };
            db.ObserverLinks.Add(link);
            return link;
        }, ct);
        Changed?.Invoke(id);
        return (View(row), secret);
    }

    /// <summary>Links of a server: open ones first, then newest first.</summary>
    /// <exception cref="NotFoundException">Missing, or not the caller's to show to others.</exception>
    public async Task<IReadOnlyList<ObserverLinkView>> ListAsync(Caller caller, BmcId id, CancellationToken ct)
    {
        await _access.OpenAsync(caller, id, BmcRight.ConsoleRead | BmcRight.ManagePeople, ct);
        var epoch = (await FindAsync(id, ct)).Epoch;
        await using var db = await _desk.OpenAsync(ct);
        var rows = await db.ObserverLinks.AsNoTracking().Where(link => link.ServerId == id && link.Epoch == epoch).OrderByDescending(link => link.CreatedAt).Take(MostPerServer * 2).ToListAsync(ct);
        return [.. rows.Select(View).OrderBy(link => link.IsOpenAt(_desk.Now) ? 0 : 1).ThenByDescending(link => link.CreatedAt)];
    }

    /// <summary>Ends a link; whoever watches by it sees nothing any more.</summary>
    /// <exception cref="NotFoundException">Missing, or not the caller's to revoke.</exception>
    public async Task RevokeAsync(Caller caller, BmcId id, Guid linkId, CancellationToken ct)
    {
        var link = (await ListAsync(caller, id, ct)).FirstOrDefault(link => link.Id == linkId) ?? throw new NotFoundException();
        var maker = await _desk.ChangeAsync(caller, "observer.revoke", await FindAsync(id, ct), link.Label, async db =>
        {
            var row = await db.ObserverLinks.SingleOrDefaultAsync(row => row.Id == linkId, ct) ?? throw new NotFoundException();
            if (row.RevokedAt is null)
                (row.RevokedAt, row.RevokedBy) = (_desk.Now, caller.Name);
            return row.CreatedById;
        }, ct);
        _desk.Grants.Revoke(new RightsHolder(maker, Link: linkId));
        Changed?.Invoke(id);
    }

    /// <summary>Opens a link for somebody who has its secret.</summary>
    /// <exception cref="NotFoundException">Unknown, ended, revoked, of an earlier tenancy, or its maker may not read the console any more.</exception>
    /// <exception cref="AccessRefusedException">Too many watch already.</exception>
    public async Task<ObserverVisit> OpenAsync(string secret, string? remoteAddress, CancellationToken ct)
    {
        if (secret.Length != s_textLength || !secret.StartsWith(Prefix, StringComparison.Ordinal))
            throw new NotFoundException();
        var hash = Hash(secret);
        await using var db = await _desk.OpenAsync(ct);
        var row = await db.ObserverLinks.AsNoTracking().SingleOrDefaultAsync(link => link.Hash == hash, ct) ?? throw new NotFoundException();
        var address = remoteAddress?.Length > MaxAddress ? remoteAddress[..MaxAddress] : remoteAddress;
        var caller = new Caller($"observer:{row.Id:N}", $"{row.Label} (link of {row.CreatedBy})", "observer", address) { Behind = new RightsHolder(row.CreatedById, Link: row.Id) };
        if (row.RevokedAt is not null || row.EndsAt <= _desk.Now || (await FindAsync(row.ServerId, ct)).Epoch != row.Epoch)
            throw new NotFoundException();
        var handle = await _access.OpenAsync(caller, row.ServerId, BmcRight.ConsoleRead, ct);
        Join(row);
        try
        {
            var now = _desk.Now;
            await db.ObserverLinks.Where(link => link.Id == row.Id).ExecuteUpdateAsync(
                set => set.SetProperty(link => link.LastUsedAt, now).SetProperty(link => link.LastUsedFrom, address).SetProperty(link => link.Uses, link => link.Uses + 1), ct);
        }
        catch
        {
            Leave(row);
            throw;
        }

        Changed?.Invoke(row.ServerId);
        return new ObserverVisit(handle, row.Label, row.EndsAt, row.ConsoleFrom, () =>
        {
            Leave(row);
            Changed?.Invoke(row.ServerId);
        });
    }

    private static byte[] Hash(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));

    private async Task<Server> FindAsync(BmcId id, CancellationToken ct) => (await _desk.Scopes.NamesAsync(ct)).Servers.GetValueOrDefault(id) ?? throw new NotFoundException();

    private void Join(ObserverLink row)
    {
        lock (_gate)
        {
            var watching = _watching.GetValueOrDefault(row.Id);
            if (watching >= MostWatching || _watching.Values.Sum() >= MostWatchingInAll)
                throw new AccessRefusedException("too_many", "Too many people watch by this link already.");
            _watching[row.Id] = watching + 1;
        }
    }

    private void Leave(ObserverLink row)
    {
        lock (_gate)
        {
            if (_watching.GetValueOrDefault(row.Id) is > 1 and var watching)
                _watching[row.Id] = watching - 1;
            else
                _watching.Remove(row.Id);
        }
    }

    private ObserverLinkView View(ObserverLink row)
    {
        int watching;
        lock (_gate)
            watching = _watching.GetValueOrDefault(row.Id);
        return new ObserverLinkView(
            row.Id, row.ServerId, row.Label, row.CreatedBy, row.CreatedAt, row.EndsAt, row.RevokedAt, row.RevokedBy, row.LastUsedAt, row.LastUsedFrom, row.Uses, watching);
    }
}
