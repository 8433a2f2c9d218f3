using Microsoft.EntityFrameworkCore;
using Portal.Fleet.Access;
using Portal.Fleet.Data;

namespace Portal.Fleet.Snippets;

/// <summary>
/// Everybody's own snippets, and shared ones: the staff's among the staff, a tenant's among its people. Those are read by whoever may type on some console, and
/// written by administrators, of the fleet or of the tenant: what one person writes there others send to their servers. What a caller may not see is missing.
/// </summary>
public sealed class SnippetShelf
{
    public const int LongestName = 64;
    public const int LongestText = 8 * 1024;
    public const int MostOfOnePerson = 200;
    public const int MostShared = 500;

    private readonly IDbContextFactory<PortalDb> _dbs;
    private readonly GrantCache _grants;
    private readonly Audit _audit;
    private readonly TimeProvider _time;

    internal SnippetShelf(IDbContextFactory<PortalDb> dbs, GrantCache grants, Audit audit, TimeProvider time)
    {
        _dbs = dbs;
        _grants = grants;
        _audit = audit;
        _time = time;
    }

    /// <summary>Whether the caller may save for the others.</summary>
    public async Task<bool> MayShareAsync(Caller caller, CancellationToken ct) => Standing.Of(await _grants.GetAsync(caller, ct)).Shares;

    /// <summary>The caller's own and the shared ones, by name.</summary>
    public async Task<IReadOnlyList<SnippetView>> ListAsync(Caller caller, CancellationToken ct)
    {
        var standing = await StandingAsync(caller, ct);
        await using var db = await _dbs.CreateDbContextAsync(ct);
        var rows = await db.Snippets.AsNoTracking().Where(row => row.OwnerId == caller.UserId || (standing.Types && row.OwnerId == null && row.TenantId == standing.TenantId)).ToListAsync(ct);
        return [.. rows.OrderBy(row => row.Name, StringComparer.OrdinalIgnoreCase).ThenBy(row => row.Id).Select(row => View(row, standing))];
    }

    /// <exception cref="NotFoundException">There is none, or it is not the caller's to see.</exception>
    public async Task<SnippetView> GetAsync(Caller caller, Guid id, CancellationToken ct) =>
        (await ListAsync(caller, ct)).FirstOrDefault(snippet => snippet.Id == id) ?? throw new NotFoundException();

    /// <exception cref="InvalidSnippetException">A field is not acceptable, or there are too many.</exception>
    /// <exception cref="NotFoundException">The caller may not save for everybody.</exception>
    public async Task<SnippetView> CreateAsync(Caller caller, SnippetFields fields, CancellationToken ct)
    {
        var standing = await StandingAsync(caller, ct);
        if (fields.Shared && !standing.Shares)
            throw new NotFoundException();
        fields = Checked(fields);
        await using var db = await _dbs.CreateDbContextAsync(ct);
        await DemandRoomAsync(db, fields.Shared ? null : caller.UserId, standing, ct);
        var row = new Snippet { Name = fields.Name, Text = fields.Text, ChangedBy = caller.Name };
        Write(row, caller, standing, fields);
        await AuditedAsync(caller, "snippet.create", fields, async () =>
        {
            db.Snippets.Add(row);
            await db.SaveChangesAsync(ct);
        }, ct);
        return View(row, standing);
    }

    /// <exception cref="InvalidSnippetException">A field is not acceptable, or there are too many.</exception>
    /// <exception cref="NotFoundException">There is none, or it is not the caller's to change.</exception>
    public async Task<SnippetView> ChangeAsync(Caller caller, Guid id, SnippetFields fields, CancellationToken ct)
    {
        var standing = await StandingAsync(caller, ct);
        await using var db = await _dbs.CreateDbContextAsync(ct);
        var row = await FindForChangeAsync(db, caller, id, standing, ct);
        if (fields.Shared && !standing.Shares)
            throw new NotFoundException();
        fields = Checked(fields);
        var owner = fields.Shared ? null : caller.UserId;
        if (owner != row.OwnerId)
            await DemandRoomAsync(db, owner, standing, ct);
        await AuditedAsync(caller, "snippet.change", fields, async () =>
        {
            Write(row, caller, standing, fields);
            await db.SaveChangesAsync(ct);
        }, ct);
        return View(row, standing);
    }

    /// <exception cref="NotFoundException">There is none, or it is not the caller's to delete.</exception>
    public async Task DeleteAsync(Caller caller, Guid id, CancellationToken ct)
    {
        var standing = await StandingAsync(caller, ct);
        await using var db = await _dbs.CreateDbContextAsync(ct);
        var row = await FindForChangeAsync(db, caller, id, standing, ct);
        await AuditedAsync(caller, "snippet.delete", new SnippetFields(row.Name, row.Text, row.SendsEnter, row.OwnerId is null), async () =>
        {
            db.Snippets.Remove(row);
            await db.SaveChangesAsync(ct);
        }, ct);
    }

    private static async Task<Snippet> FindForChangeAsync(PortalDb db, Caller caller, Guid id, Standing standing, CancellationToken ct) =>
        await db.Snippets.SingleOrDefaultAsync(
            row => row.Id == id && (row.OwnerId == caller.UserId || (standing.Shares && row.OwnerId == null && row.TenantId == standing.TenantId)), ct) ?? throw new NotFoundException();

    private static async Task DemandRoomAsync(PortalDb db, string? owner, Standing standing, CancellationToken ct)
    {
        var most = owner is null ? MostShared : MostOfOnePerson;
        if (await db.Snippets.CountAsync(row => row.OwnerId == owner && (owner != null || row.TenantId == standing.TenantId), ct) >= most)
            throw new InvalidSnippetException("name", "too_many_snippets", $"There are {most} snippets already; delete one first.");
    }

    private static SnippetFields Checked(SnippetFields fields)
    {
        var name = fields.Name.Trim();
        if (name.Length is 0 or > LongestName || name.Any(char.IsControl))
            throw new InvalidSnippetException("name", "invalid_name", $"A name is 1 to {LongestName} visible characters.");
        var text = fields.Text.ReplaceLineEndings("\n");
        if (text.Length is 0 or > LongestText || text.Any(character => char.IsControl(character) && character is not ('\n' or '\t')))
            throw new InvalidSnippetException("text", "invalid_text", $"A text is 1 to {LongestText} characters, with no control characters but tabs and line ends.");
        return fields with { Name = name, Text = text };
    }

    private void Write(Snippet row, Caller caller, Standing standing, SnippetFields fields)
    {
        (row.OwnerId, row.TenantId) = fields.Shared ? (null, standing.TenantId) : (caller.UserId, (Guid?)null);
        row.Name = fields.Name;
        row.Text = fields.Text;
        row.SendsEnter = fields.SendsEnter;
        row.ChangedAt = _time.GetUtcNow();
        row.ChangedBy = caller.Name;
    }

    private async Task AuditedAsync(Caller caller, string action, SnippetFields fields, Func<Task> act, CancellationToken ct)
    {
        var detail = fields.Shared ? $"shared: {fields.Name}" : fields.Name;
        var correlation = await _audit.IntentAsync(caller, action, null, detail, ct);
        try
        {
            await act();
        }
        catch
        {
            await _audit.OutcomeAsync(caller, correlation, action, null, "failed", null, CancellationToken.None);
            throw;
        }

        await _audit.OutcomeAsync(caller, correlation, action, null, "ok", null, CancellationToken.None);
    }

    private async Task<Standing> StandingAsync(Caller caller, CancellationToken ct)
    {
        var rights = await _grants.GetAsync(caller, ct);

        // They are a person's; a token for some servers has no business with them.
        return rights.IsLimited ? throw new NotFoundException() : Standing.Of(rights);
    }

    private static SnippetView View(Snippet row, Standing standing) => new(
        row.Id, row.Name, row.Text, row.SendsEnter, row.OwnerId is null, SnippetText.Parameters(row.Text), row.ChangedAt, row.ChangedBy, row.OwnerId is not null || standing.Shares);

    /// <summary>What somebody has to do with shared snippets.</summary>
    /// <param name="TenantId">Among whose people; null for the staff.</param>
    /// <param name="Types">Reads them.</param>
    /// <param name="Shares">Writes them.</param>
    private sealed record Standing(Guid? TenantId, bool Types, bool Shares)
    {
        public static Standing Of(UserRights rights) => new(
            rights.TenantId, (rights.Somewhere & BmcRight.ConsoleWrite) != 0,
            rights.TenantId is null ? (rights.OnFleet & BmcRight.Administer) != 0 : (rights.OnTenant & BmcRight.ManagePeople) != 0);
    }
}
