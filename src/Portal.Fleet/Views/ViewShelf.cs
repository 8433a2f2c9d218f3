using Microsoft.EntityFrameworkCore;
using Portal.Fleet.Access;
using Portal.Fleet.Data;
using Portal.Fleet.Servers;

namespace Portal.Fleet.Views;

/// <summary>
/// Everybody's own ways to look at the fleet, and shared ones: the staff's among the staff, a tenant's among its people, written by administrators of the fleet or
/// managers of the tenant. A view holds words only: what it shows is asked at the gate by whoever opens it. Besides, the columns that each person likes.
/// </summary>
public sealed class ViewShelf
{
    public const int LongestName = 64;
    public const int LongestColumns = 256;
    public const int LongestKey = 32;
    public const int MostOfOnePerson = 50;
    public const int MostShared = 100;

    private readonly IDbContextFactory<PortalDb> _dbs;
    private readonly GrantCache _grants;
    private readonly Audit _audit;
    private readonly TimeProvider _time;

    internal ViewShelf(IDbContextFactory<PortalDb> dbs, GrantCache grants, Audit audit, TimeProvider time)
    {
        _dbs = dbs;
        _grants = grants;
        _audit = audit;
        _time = time;
    }

    /// <summary>Whether the caller may save for the others.</summary>
    public async Task<bool> MayShareAsync(Caller caller, CancellationToken ct) => Standing.Of(await _grants.GetAsync(caller, ct)).Shares;

    /// <summary>The shared ones, then the caller's own, each by name.</summary>
    public async Task<IReadOnlyList<ViewView>> ListAsync(Caller caller, CancellationToken ct)
    {
        var standing = await StandingAsync(caller, ct);
        await using var db = await _dbs.CreateDbContextAsync(ct);
        var rows = await db.SavedViews.AsNoTracking()
            .Where(row => row.Name != "" && (row.OwnerId == caller.UserId || (standing.Looks && row.OwnerId == null && row.TenantId == standing.TenantId))).ToListAsync(ct);
        return [.. rows.OrderBy(row => row.OwnerId is not null).ThenBy(row => row.Name, StringComparer.OrdinalIgnoreCase).ThenBy(row => row.Id).Select(row => View(row, standing))];
    }

    /// <exception cref="NotFoundException">There is none, or it is not the caller's to see.</exception>
    public async Task<ViewView> GetAsync(Caller caller, Guid id, CancellationToken ct) =>
        (await ListAsync(caller, ct)).FirstOrDefault(view => view.Id == id) ?? throw new NotFoundException();

    /// <exception cref="InvalidViewException">A field is not acceptable, or there are too many.</exception>
    /// <exception cref="NotFoundException">The caller may not save for the others.</exception>
    public async Task<ViewView> CreateAsync(Caller caller, ViewFields fields, CancellationToken ct)
    {
        var standing = await StandingAsync(caller, ct);
        if (fields.Shared && !standing.Shares)
            throw new NotFoundException();
        fields = Checked(fields);
        await using var db = await _dbs.CreateDbContextAsync(ct);
        await DemandRoomAsync(db, fields.Shared ? null : caller.UserId, standing, ct);
        var row = new SavedView { Name = fields.Name, ChangedBy = caller.Name };
        Write(row, caller, standing, fields);
        await AuditedAsync(caller, "view.create", fields, async () =>
        {
            db.SavedViews.Add(row);
            await db.SaveChangesAsync(ct);
        }, ct);
        return View(row, standing);
    }

    /// <exception cref="InvalidViewException">A field is not acceptable, or there are too many.</exception>
    /// <exception cref="NotFoundException">There is none, or it is not the caller's to change.</exception>
    public async Task<ViewView> ChangeAsync(Caller caller, Guid id, ViewFields fields, CancellationToken ct)
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
        await AuditedAsync(caller, "view.change", fields, async () =>
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
        await AuditedAsync(caller, "view.delete", new ViewFields(row.Name, null, null, null, null, row.OwnerId is null), async () =>
        {
            db.SavedViews.Remove(row);
            await db.SaveChangesAsync(ct);
        }, ct);
    }

    /// <summary>The columns that the caller likes; null for the usual ones.</summary>
    public async Task<string?> GetColumnsAsync(Caller caller, CancellationToken ct)
    {
        await using var db = await _dbs.CreateDbContextAsync(ct);
        return await db.SavedViews.AsNoTracking().Where(row => row.OwnerId == caller.UserId && row.Name == "").OrderBy(row => row.Id).Select(row => row.Columns).FirstOrDefaultAsync(ct);
    }

    /// <summary>Keeps the columns that the caller likes: a matter of taste like the theme, so nothing for the audit.</summary>
    public async Task SetColumnsAsync(Caller caller, string? columns, CancellationToken ct)
    {
        if (columns?.Length > LongestColumns || caller.TokenId is not null)
            return;
        await using var db = await _dbs.CreateDbContextAsync(ct);
        var row = await db.SavedViews.Where(row => row.OwnerId == caller.UserId && row.Name == "").OrderBy(row => row.Id).FirstOrDefaultAsync(ct);
        if (row is null)
            db.SavedViews.Add(row = new SavedView { OwnerId = caller.UserId, Name = "", ChangedBy = caller.Name });
        (row.Columns, row.ChangedAt) = (columns, _time.GetUtcNow());
        await db.SaveChangesAsync(ct);
    }

    private static async Task<SavedView> FindForChangeAsync(PortalDb db, Caller caller, Guid id, Standing standing, CancellationToken ct) =>
        await db.SavedViews.SingleOrDefaultAsync(
            row => row.Id == id && row.Name != "" && (row.OwnerId == caller.UserId || (standing.Shares && row.OwnerId == null && row.TenantId == standing.TenantId)), ct) ?? throw new NotFoundException();

    private static async Task DemandRoomAsync(PortalDb db, string? owner, Standing standing, CancellationToken ct)
    {
        var most = owner is null ? MostShared : MostOfOnePerson;
        if (await db.SavedViews.CountAsync(row => row.OwnerId == owner && row.Name != "" && (owner != null || row.TenantId == standing.TenantId), ct) >= most)
            throw new InvalidViewException("name", "too_many_views", $"There are {most} views already; delete one first.");
    }

    private static ViewFields Checked(ViewFields fields)
    {
        var name = fields.Name.Trim();
        if (name.Length is 0 or > LongestName || name.Any(char.IsControl))
            throw new InvalidViewException("name", "invalid_name", $"A name is 1 to {LongestName} visible characters.");
        if (!ServerQuery.TryParse(fields.Query, out _, out var error))
            throw new InvalidViewException("query", "invalid_query", error!);
        return fields with
        {
            Name = name,
            Query = string.IsNullOrWhiteSpace(fields.Query) ? null : fields.Query.Trim(),
            Sort = Key("sort", fields.Sort, LongestKey),
            Grouping = Key("group", fields.Grouping, LongestKey),
            Columns = Key("columns", fields.Columns, LongestColumns),
        };
    }

    /// <summary>Keys that the page knows are words with commas; what it does not know it leaves out.</summary>
    private static string? Key(string field, string? text, int longest) => string.IsNullOrEmpty(text) ? null
        : text.Length <= longest && text.All(character => char.IsAsciiLetter(character) || character is ',' or '-') ? text
        : throw new InvalidViewException(field, $"invalid_{field}", $"{field} has at most {longest} letters, commas and dashes.");

    private void Write(SavedView row, Caller caller, Standing standing, ViewFields fields)
    {
        (row.OwnerId, row.TenantId) = fields.Shared ? (null, standing.TenantId) : (caller.UserId, (Guid?)null);
        (row.Name, row.Query, row.Sort, row.Grouping, row.Columns) = (fields.Name, fields.Query, fields.Sort, fields.Grouping, fields.Columns);
        row.ChangedAt = _time.GetUtcNow();
        row.ChangedBy = caller.Name;
    }

    private async Task AuditedAsync(Caller caller, string action, ViewFields fields, Func<Task> act, CancellationToken ct)
    {
        var correlation = await _audit.IntentAsync(caller, action, null, fields.Shared ? $"shared: {fields.Name}" : fields.Name, ct);
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

    private static ViewView View(SavedView row, Standing standing) => new(
        row.Id, row.Name, row.Query, row.Sort, row.Grouping, row.Columns, row.OwnerId is null, row.ChangedAt, row.ChangedBy, row.OwnerId is not null || standing.Shares);

    /// <summary>What somebody has to do with shared views.</summary>
    /// <param name="TenantId">Among whose people; null for the staff.</param>
    /// <param name="Looks">Reads them.</param>
    /// <param name="Shares">Writes them.</param>
    private sealed record Standing(Guid? TenantId, bool Looks, bool Shares)
    {
        public static Standing Of(UserRights rights) => new(
            rights.TenantId, (rights.Somewhere & BmcRight.View) != 0,
            rights.TenantId is null ? (rights.OnFleet & BmcRight.Administer) != 0 : (rights.OnTenant & BmcRight.ManagePeople) != 0);
    }
}
