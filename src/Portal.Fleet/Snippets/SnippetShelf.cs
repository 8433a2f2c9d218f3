using Microsoft.EntityFrameworkCore;
using Portal.Fleet.Access;
using Portal.Fleet.Data;

namespace Portal.Fleet.Snippets;

/// <summary>
/// Everybody's own snippets, and those that all share. Shared ones are read by whoever may type on some console, and written by administrators of the
/// fleet: what one person writes there others send to their servers. What a caller may not see is missing.
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

    /// <summary>Whether the caller may save for everybody.</summary>
    public async Task<bool> MayShareAsync(Caller caller, CancellationToken ct) => ((await _grants.GetAsync(caller, ct)).OnFleet & BmcRight.Administer) != 0;

    /// <summary>The caller's own and the shared ones, by name.</summary>
    public async Task<IReadOnlyList<SnippetView>> ListAsync(Caller caller, CancellationToken ct)
    {
        var (types, shares) = await RightsAsync(caller, ct);
        await using var db = await _dbs.CreateDbContextAsync(ct);
        var rows = await db.Snippets.AsNoTracking().Where(row => row.OwnerId == caller.UserId || (types && row.OwnerId == null)).ToListAsync(ct);
        return [.. rows.OrderBy(row => row.Name, StringComparer.OrdinalIgnoreCase).ThenBy(row => row.Id).Select(row => View(row, shares))];
    }

    /// <exception cref="NotFoundException">There is none, or it is not the caller's to see.</exception>
    public async Task<SnippetView> GetAsync(Caller caller, Guid id, CancellationToken ct) =>
        (await ListAsync(caller, ct)).FirstOrDefault(snippet => snippet.Id == id) ?? throw new NotFoundException();

    /// <exception cref="InvalidSnippetException">A field is not acceptable, or there are too many.</exception>
    /// <exception cref="NotFoundException">The caller may not save for everybody.</exception>
    public async Task<SnippetView> CreateAsync(Caller caller, SnippetFields fields, CancellationToken ct)
    {
        var (_, shares) = await RightsAsync(caller, ct);
        if (fields.Shared && !shares)
            throw new NotFoundException();
        fields = Checked(fields);
        await using var db = await _dbs.CreateDbContextAsync(ct);
        await DemandRoomAsync(db, fields.Shared ? null : caller.UserId, ct);
        var row = new Snippet { Name = fields.Name, Text = fields.Text, ChangedBy = caller.Name };
        Write(row, caller, fields);
        await AuditedAsync(caller, "snippet.create", fields, async () =>
        {
            db.Snippets.Add(row);
            await db.SaveChangesAsync(ct);
        }, ct);
        return View(row, shares);
    }

    /// <exception cref="InvalidSnippetException">A field is not acceptable, or there are too many.</exception>
    /// <exception cref="NotFoundException">There is none, or it is not the caller's to change.</exception>
    public async Task<SnippetView> ChangeAsync(Caller caller, Guid id, SnippetFields fields, CancellationToken ct)
    {
        var (_, shares) = await RightsAsync(caller, ct);
        await using var db = await _dbs.CreateDbContextAsync(ct);
        var row = await FindForChangeAsync(db, caller, id, shares, ct);
        if (fields.Shared && !shares)
            throw new NotFoundException();
        fields = Checked(fields);
        var owner = fields.Shared ? null : caller.UserId;
        if (owner != row.OwnerId)
            await DemandRoomAsync(db, owner, ct);
        await AuditedAsync(caller, "snippet.change", fields, async () =>
        {
            Write(row, caller, fields);
            await db.SaveChangesAsync(ct);
        }, ct);
        return View(row, shares);
    }

    /// <exception cref="NotFoundException">There is none, or it is not the caller's to delete.</exception>
    public async Task DeleteAsync(Caller caller, Guid id, CancellationToken ct)
    {
        var (_, shares) = await RightsAsync(caller, ct);
        await using var db = await _dbs.CreateDbContextAsync(ct);
        var row = await FindForChangeAsync(db, caller, id, shares, ct);
        await AuditedAsync(caller, "snippet.delete", new SnippetFields(row.Name, row.Text, row.SendsEnter, row.OwnerId is null), async () =>
        {
            db.Snippets.Remove(row);
            await db.SaveChangesAsync(ct);
        }, ct);
    }

    private static async Task<Snippet> FindForChangeAsync(PortalDb db, Caller caller, Guid id, bool shares, CancellationToken ct) =>
        await db.Snippets.SingleOrDefaultAsync(row => row.Id == id && (row.OwnerId == caller.UserId || (shares && row.OwnerId == null)), ct) ?? throw new NotFoundException();

    private static async Task DemandRoomAsync(PortalDb db, string? owner, CancellationToken ct)
    {
        var most = owner is null ? MostShared : MostOfOnePerson;
        if (await db.Snippets.CountAsync(row => row.OwnerId == owner, ct) >= most)
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

    private void Write(Snippet row, Caller caller, SnippetFields fields)
    {
        row.OwnerId = fields.Shared ? null : caller.UserId;
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

    private async Task<(bool Types, bool Shares)> RightsAsync(Caller caller, CancellationToken ct)
    {
        var rights = await _grants.GetAsync(caller, ct);

        // They are a person's; a token for some servers has no business with them.
        if (rights.IsLimited)
            throw new NotFoundException();
        return ((rights.Somewhere & BmcRight.ConsoleWrite) != 0, (rights.OnFleet & BmcRight.Administer) != 0);
    }

    private static SnippetView View(Snippet row, bool shares) => new(
        row.Id, row.Name, row.Text, row.SendsEnter, row.OwnerId is null, SnippetText.Parameters(row.Text), row.ChangedAt, row.ChangedBy, row.OwnerId is not null || shares);
}
