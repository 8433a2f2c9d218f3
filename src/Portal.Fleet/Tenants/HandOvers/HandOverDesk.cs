using Microsoft.EntityFrameworkCore;
using Portal.Fleet.Access;
using Portal.Fleet.Credentials;
using Portal.Fleet.Data;
using Portal.Fleet.Servers;

namespace Portal.Fleet.Tenants.HandOvers;

/// <summary>
/// Hand-overs for people. Staff that may manage tenants sees and answers all; of the two tenants each sees its own side: the new one while it may view
/// the server, the former one by what its people hold over their tenant.
/// </summary>
public sealed class HandOverDesk
{
    public const int MostListed = 200;

    private readonly BmcAccess _access;
    private readonly FleetDesk _desk;
    private readonly IDbContextFactory<PortalDb> _dbs;
    private readonly HandOverBell _bell;
    private readonly BaselineBook _baselines;
    private readonly LogShelf _shelf;
    private readonly bool _canRotate;

    internal HandOverDesk(BmcAccess access, FleetDesk desk, IDbContextFactory<PortalDb> dbs, HandOverBell bell, BaselineBook baselines, LogShelf shelf, IBmcPasswordRotation? rotation)
    {
        _access = access;
        _desk = desk;
        _dbs = dbs;
        _bell = bell;
        _baselines = baselines;
        _shelf = shelf;
        _canRotate = rotation is not null;
    }

    /// <summary>Some hand-over looks other than before.</summary>
    public event Action? Changed
    {
        add => _bell.Changed += value;
        remove => _bell.Changed -= value;
    }

    /// <summary>What a hand-over would do.</summary>
    /// <param name="tenant">Its name; null gives the server back to the provider.</param>
    /// <exception cref="NotFoundException">Missing or forbidden.</exception>
    public async Task<HandOverPreview> PreviewAsync(Caller caller, BmcId server, string? tenant, CancellationToken ct)
    {
        var handle = await _access.OpenAsync(caller, server, BmcRight.Administer | BmcRight.ManageTenants, ct);
        var view = await handle.GetAsync(ct);
        var name = ServerRules.Label("tenant", tenant);
        var row = await _desk.Servers.FindAsync(server, ct) ?? throw new NotFoundException();
        await using var db = await _dbs.CreateDbContextAsync(ct);
        var to = name is null ? null : await TenantRows.FindAsync(db, name, ct);
        if (name is null ? row.TenantId is null : to is not null && to.Id == row.TenantId)
            throw SameTenant();
        var usage = await handle.MeasureConsoleAsync(ct);
        var preview = new HandOverPreview(
            view.Name, view.Tenant, to?.Name ?? name, view.Status.Viewers, view.Status.Control.Driver?.Name, view.Status.Link == Status.LinkState.Online,
            await _baselines.AccountsAsync(server, ct) is not null, _canRotate)
        {
            AddsTenant = name is not null && to is null,
            ConsoleBytes = usage.NextOffset - Math.Max(usage.FirstOffset, row.ConsoleFrom),
            Running = view.Status.Operation is { Ended: false } operation ? operation.Action : null,
        };
        return await HandOverImpact.AddAsync(preview, db, row, name is null ? null : to?.Id ?? Guid.NewGuid(), _desk.Time.GetUtcNow(), ct);
    }

    /// <summary>Hands a server over and starts the checklist.</summary>
    /// <param name="tenant">Its name, which may be new; null gives the server back to the provider.</param>
    /// <exception cref="NotFoundException">Missing or forbidden.</exception>
    /// <exception cref="InvalidServerException">The server is that tenant's already, or the name is not acceptable.</exception>
    public async Task<HandOverView> StartAsync(Caller caller, BmcId server, string? tenant, CancellationToken ct)
    {
        var handle = await _access.OpenAsync(caller, server, BmcRight.Administer | BmcRight.ManageTenants, ct);
        var before = (await _desk.Servers.FindAsync(server, ct))?.Epoch;
        await handle.ChangeAsync(new ServerChange { Tenant = tenant ?? "" }, ct);
        if (await _desk.Servers.FindAsync(server, ct) is not { } row || row.Epoch == before)
            throw SameTenant();
        await using var db = await _dbs.CreateDbContextAsync(ct);
        return View(await db.HandOvers.AsNoTracking().Include(handOver => handOver.Steps).SingleAsync(handOver => handOver.ServerId == server && handOver.Epoch == row.Epoch, ct), HandOverSide.Staff);
    }

    /// <summary>The newest hand-overs that the caller may know of, of all servers or of one.</summary>
    public async Task<IReadOnlyList<HandOverView>> ListAsync(Caller caller, BmcId? server, int limit, CancellationToken ct)
    {
        await using var db = await _dbs.CreateDbContextAsync(ct);
        var rows = db.HandOvers.AsNoTracking().Include(row => row.Steps).AsQueryable();
        if (server is { } only)
            rows = rows.Where(row => row.ServerId == only);
        if ((await _desk.Grants.GetAsync(caller, ct)).TenantId is { } tenant)
            rows = rows.Where(row => row.FromTenantId == tenant || row.ToTenantId == tenant);
        var found = await rows.OrderByDescending(row => row.StartedAt).Take(MostListed).ToListAsync(ct);
        var views = new List<HandOverView>();
        foreach (var row in found)
        {
            if (views.Count < limit && await SideAsync(caller, row, ct) is { } side)
                views.Add(View(row, side));
        }

        return views;
    }

    /// <summary>One hand-over, as the caller's side may see it.</summary>
    /// <exception cref="NotFoundException">Missing or forbidden.</exception>
    public async Task<HandOverView> GetAsync(Caller caller, Guid id, CancellationToken ct)
    {
        await using var db = await _dbs.CreateDbContextAsync(ct);
        var row = await db.HandOvers.AsNoTracking().Include(other => other.Steps).SingleOrDefaultAsync(other => other.Id == id, ct) ?? throw new NotFoundException();
        return View(row, await SideAsync(caller, row, ct) ?? throw new NotFoundException());
    }

    /// <summary>The event log of the tenancy that ended, for staff; null when there is none.</summary>
    /// <exception cref="NotFoundException">Missing or forbidden.</exception>
    public async Task<byte[]?> ReadLogAsync(Caller caller, Guid id, CancellationToken ct)
    {
        var handOver = await ManagedAsync(caller, id, ct);
        if (handOver.Steps.Single(step => step.Kind == HandOverStepKind.ArchiveLog).Archive is not { } archive)
            return null;
        var correlation = await _desk.Audit.IntentAsync(caller, "handover.log.read", (handOver.ServerId, handOver.ServerName), id.ToString("N"), ct);
        var content = await _shelf.ReadAsync(id, archive, ct);
        await _desk.Audit.OutcomeAsync(caller, correlation, "handover.log.read", (handOver.ServerId, handOver.ServerName), content is null ? "failed" : "ok", null, CancellationToken.None);
        return content;
    }

    /// <summary>Tries a step again that failed, was not done, or whose finding was mended since.</summary>
    /// <exception cref="NotFoundException">Missing or forbidden, or there is nothing to try again.</exception>
    public async Task RetryAsync(Caller caller, Guid id, HandOverStepKind kind, CancellationToken ct)
    {
        var handOver = await ManagedAsync(caller, id, ct);
        if (!handOver.Steps.Single(step => step.Kind == kind).MayRetry)
            throw new NotFoundException();
        await ChangeAsync(caller, handOver, "handover.retry", $"{kind}", async (db, row) =>
        {
            row.EndedAt = null;
            foreach (var step in row.Steps.Where(step => step.Kind == kind || (kind == HandOverStepKind.CheckAccounts && step.Kind == HandOverStepKind.RemoveStrangers)))
            {
                // Another list needs another answer.
                if (step.Kind != kind || kind == HandOverStepKind.RemoveStrangers)
                    step.AnsweredBy = kind == HandOverStepKind.CheckAccounts ? null : step.AnsweredBy;
                step.State = HandOverStepState.Waiting;
            }

            await db.SaveChangesAsync(ct);
        }, ct);
    }

    /// <summary>Says which of the accounts that nobody knows are removed; the others stay and are known from then on.</summary>
    /// <exception cref="NotFoundException">Missing or forbidden, or nobody asked.</exception>
    /// <exception cref="InvalidServerException">One of them was not listed as unknown.</exception>
    public async Task AnswerAsync(Caller caller, Guid id, IReadOnlyCollection<int> slots, CancellationToken ct)
    {
        var handOver = await ManagedAsync(caller, id, ct);
        var strangers = handOver.Steps.Single(step => step.Kind == HandOverStepKind.CheckAccounts).Accounts?.Where(account => !account.Known).ToList();
        if (strangers is null || handOver.Steps.Single(step => step.Kind == HandOverStepKind.RemoveStrangers).State != HandOverStepState.NeedsAnswer)
            throw new NotFoundException();
        if (slots.FirstOrDefault(slot => strangers.All(account => account.Slot != slot)) is var unknown and not 0)
            throw new InvalidServerException("remove", "not_listed", $"The account in place {unknown} is not among those that nobody knows.");
        List<BmcAccount> remove = [.. strangers.Where(account => slots.Contains(account.Slot))];
        var what = remove.Count == 0 ? "keeps all" : $"removes {string.Join(", ", remove.Select(account => $"{account.Slot} {account.Name}"))}";
        await ChangeAsync(caller, handOver, "handover.answer", what, async (db, row) =>
        {
            var step = row.Steps.Single(other => other.Kind == HandOverStepKind.RemoveStrangers);
            if (step.State != HandOverStepState.NeedsAnswer)
                throw new NotFoundException();
            (step.Evidence, step.AnsweredBy, step.State) = (HandOverJson.Write(new StrangerAnswer(remove)), caller.Name, HandOverStepState.Waiting);
            await db.SaveChangesAsync(ct);
        }, ct);
    }

    /// <summary>Says that the BMC's network is right as it is now: the check takes it as the baseline.</summary>
    /// <exception cref="NotFoundException">Missing or forbidden, or nothing differs.</exception>
    public async Task AcceptNetworkAsync(Caller caller, Guid id, CancellationToken ct)
    {
        var handOver = await ManagedAsync(caller, id, ct);
        if (handOver.Steps.Single(step => step.Kind == HandOverStepKind.CheckNetwork).Drift is not { Count: > 0 } drift)
            throw new NotFoundException();
        var settings = new Dictionary<string, string>(await _baselines.NetworkAsync(handOver.ServerId, ct) ?? new Dictionary<string, string>(), StringComparer.Ordinal);
        foreach (var one in drift)
        {
            if (one.Is is null)
                settings.Remove(one.Setting);
            else
                settings[one.Setting] = one.Is;
        }

        await ChangeAsync(caller, handOver, "handover.network.accept", null, async (db, row) =>
        {
            await _baselines.KeepNetworkAsync(row.ServerId, settings, caller.Name, ct);
            row.EndedAt = null;
            row.Steps.Single(step => step.Kind == HandOverStepKind.CheckNetwork).State = HandOverStepState.Waiting;
            await db.SaveChangesAsync(ct);
        }, ct);
    }

    private static InvalidServerException SameTenant() => new("tenant", "same_tenant", "The server belongs to that tenant already.");

    private async Task<HandOverView> ManagedAsync(Caller caller, Guid id, CancellationToken ct) =>
        await GetAsync(caller, id, ct) is { Side: HandOverSide.Staff } handOver ? handOver : throw new NotFoundException();

    private async Task ChangeAsync(Caller caller, HandOverView handOver, string action, string? detail, Func<PortalDb, HandOver, Task> change, CancellationToken ct)
    {
        var server = (handOver.ServerId, handOver.ServerName);
        var correlation = await _desk.Audit.IntentAsync(caller, action, server, detail, ct);
        try
        {
            await using var db = await _dbs.CreateDbContextAsync(ct);
            await change(db, await db.HandOvers.Include(row => row.Steps).SingleAsync(row => row.Id == handOver.Id, ct));
        }
        catch (Exception e)
        {
            await _desk.Audit.OutcomeAsync(caller, correlation, action, server, e is NotFoundException ? "refused" : "failed", null, CancellationToken.None);
            throw;
        }

        await _desk.Audit.OutcomeAsync(caller, correlation, action, server, "ok", null, CancellationToken.None);
        _bell.Ring();
    }

    /// <summary>Null for who has nothing to do with it.</summary>
    private async Task<HandOverSide?> SideAsync(Caller caller, HandOver handOver, CancellationToken ct)
    {
        var rights = await _desk.Grants.GetAsync(caller, ct);
        var row = await _desk.Servers.FindAsync(handOver.ServerId, ct);
        if (rights.TenantId is not { } tenant)
            return ((row is null ? rights.OnFleet : rights.On(row)) & BmcRight.ManageTenants) != 0 ? HandOverSide.Staff : null;
        if (handOver.ToTenantId == tenant && row is not null && row.Epoch == handOver.Epoch && rights.MayView(row))
            return HandOverSide.To;
        var holdsTenant = (rights.OnTenant & BmcRight.View) != 0;
        if (handOver.ToTenantId == tenant && holdsTenant)
            return HandOverSide.To;
        return handOver.FromTenantId == tenant && holdsTenant ? HandOverSide.From : null;
    }

    private static HandOverView View(HandOver row, HandOverSide side) => new(
        row.Id, side, row.ServerId, row.ServerName, row.Epoch, side == HandOverSide.To ? null : row.FromTenant, side == HandOverSide.From ? null : row.ToTenant,
        side == HandOverSide.Staff ? row.By : null, row.StartedAt, row.EndedAt, [.. row.Steps.OrderBy(step => step.Kind).Select(step => View(step, side))])
    {
        GrantsEnded = side == HandOverSide.To ? 0 : row.GrantsEnded,
    };

    private static HandOverStepView View(HandOverStep step, HandOverSide side)
    {
        var isStaff = side == HandOverSide.Staff;

        // How many accounts or entries there were is the other side's; who gave the server back may know what was its own.
        var count = isStaff || (side == HandOverSide.From && step.Kind is HandOverStepKind.CutSessions or HandOverStepKind.ArchiveLog or HandOverStepKind.ClearLog) ? step.Count : 0;
        return new HandOverStepView(
            step.Kind, step.State, isStaff ? step.Attempts : 0, step.StartedAt, step.EndedAt, step.Outcome, count, isStaff ? step.Detail : null,
            isStaff && step.Kind == HandOverStepKind.CheckAccounts ? HandOverJson.Read<List<BmcAccount>>(step.Evidence) : null,
            isStaff && step.Kind == HandOverStepKind.CheckNetwork && step.State == HandOverStepState.Attention ? HandOverJson.Read<List<NetworkDrift>>(step.Evidence) : null,
            isStaff && step.Kind == HandOverStepKind.ArchiveLog ? HandOverJson.Read<LogArchive>(step.Evidence) : null, isStaff ? step.AnsweredBy : null);
    }
}
