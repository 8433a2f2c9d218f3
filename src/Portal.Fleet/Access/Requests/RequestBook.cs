using Microsoft.EntityFrameworkCore;
using Portal.Fleet.Access.Granting;
using Portal.Fleet.Access.Rules;
using Portal.Fleet.Data;

namespace Portal.Fleet.Access.Requests;

/// <summary>Access when it is needed: people ask for a role over a server for some hours, others approve or refuse, and what was given ends by itself.</summary>
public sealed class RequestBook
{
    public const int MostHours = 72;

    private const int MostOpen = 10;
    private const int Shown = 200;

    /// <summary>Nobody wants an approval for what was asked a week ago.</summary>
    private static readonly TimeSpan s_patience = TimeSpan.FromDays(3);

    private readonly AccessDesk _desk;
    private readonly GrantBook _grants;
    private readonly RoleBook _roles;

    internal RequestBook(AccessDesk desk, GrantBook grants, RoleBook roles)
    {
        _desk = desk;
        _grants = grants;
        _roles = roles;
    }

    /// <summary>A request was made or decided.</summary>
    public event Action? Changed;

    /// <summary>The caller's own requests and those the caller may decide or could have: open ones first, then newest first.</summary>
    public async Task<IReadOnlyList<AccessRequestView>> ListAsync(Caller caller, CancellationToken ct)
    {
        var standing = await _grants.StandingAsync(caller, ct);
        var names = await _desk.Scopes.NamesAsync(ct);
        await using var db = await _desk.OpenAsync(ct);
        var rows = await db.AccessRequests.AsNoTracking().Where(row => row.State == AccessRequestState.Open || row.UserId == caller.UserId || standing.Manages || standing.Audits)
            .OrderByDescending(row => row.CreatedAt).Take(Shown * 5).ToListAsync(ct);
        var customs = await db.CustomRoles.AsNoTracking().ToDictionaryAsync(role => role.Id, role => role.Name, ct);
        var people = await db.Users.AsNoTracking().ToDictionaryAsync(user => user.Id, ct);
        var views = new List<AccessRequestView>();
        foreach (var row in rows)
        {
            var own = row.UserId == caller.UserId;
            var server = names.Servers.GetValueOrDefault(row.ServerId);
            var person = people.GetValueOrDefault(row.UserId);
            var isTheirs = server is not null && (standing.Rights.TenantId is not { } tenant || server.TenantId == tenant);
            var manages = server is not null && person is not null && standing.Knows(person.TenantId) && standing.ManagesOver(GrantScope.Of(row.ServerId), server);
            if (!own && !manages && !standing.Audits)
                continue;
            var state = StateOf(row);
            var decides = !own && manages && state == AccessRequestState.Open
                && await _grants.RefuseAsync(db, standing, person!, GrantScope.Of(row.ServerId), server, row.Role, row.CustomRoleId, ct) is null;
            views.Add(new AccessRequestView(
                row.Id, row.UserId, row.UserName, row.ServerId, isTheirs ? server!.Name : row.ServerName, row.Role, row.CustomRoleId,
                row.CustomRoleId is { } custom ? customs.GetValueOrDefault(custom) : null, row.Hours, row.Reason, row.CreatedAt,
                state, row.DecidedBy, row.DecidedAt, row.Answer, row.GivenHours, row.EndsAt, own, decides));
        }

        return [.. views.OrderBy(view => view.State == AccessRequestState.Open ? 0 : 1).ThenByDescending(view => view.DecidedAt ?? view.CreatedAt).Take(Shown)];
    }

    /// <summary>One of them.</summary>
    /// <exception cref="NotFoundException">Missing or forbidden.</exception>
    public async Task<AccessRequestView> GetAsync(Caller caller, Guid id, CancellationToken ct) =>
        (await ListAsync(caller, ct)).FirstOrDefault(request => request.Id == id) ?? throw new NotFoundException();

    /// <summary>How many wait for the caller.</summary>
    public async Task<int> CountWaitingAsync(Caller caller, CancellationToken ct)
    {
        if (!await _grants.MayManageAsync(caller, ct))
            return 0;
        return (await ListAsync(caller, ct)).Count(request => request.MayDecide);
    }

    /// <summary>Roles that the caller may ask for.</summary>
    public async Task<IReadOnlyList<RoleView>> ListRolesAsync(Caller caller, CancellationToken ct) => await _roles.ListAsync(await _grants.StandingAsync(caller, ct), ct);

    /// <summary>
    /// Asks. Staff may ask for any server, people of a tenant for any of theirs, by name or id: what they cannot see yet is what one asks for.
    /// </summary>
    /// <exception cref="AccessRefusedException">A field is not acceptable.</exception>
    /// <exception cref="NotFoundException">A limited token asks.</exception>
    public async Task<Guid> AskAsync(Caller caller, NewAccessRequest wanted, CancellationToken ct)
    {
        var standing = await _grants.StandingAsync(caller, ct);
        if (standing.Rights.IsLimited)
            throw new NotFoundException();
        var reason = AccessDesk.Reason(wanted.Reason) ?? throw new AccessRefusedException("reason_missing", "Say why.", "reason");
        if (wanted.Hours is < 1 or > MostHours)
            throw new AccessRefusedException("hours_invalid", $"Access is asked for 1 to {MostHours} hours.", "hours");
        var roleName = await _grants.RoleNameAsync(standing, wanted.Role, wanted.CustomRoleId, ct);
        var server = await _desk.Scopes.FindServerAsync(wanted.Server, ct);
        if (server is null || (standing.Rights.TenantId is { } tenant && server.TenantId != tenant))
            throw new AccessRefusedException("server_unknown", "There is no such server, or it is not yours to ask for.", "server");
        var id = await _desk.ChangeAsync(caller, "request.ask", server, $"{roleName} for {wanted.Hours} h ({reason})", async db =>
        {
            if (!await db.Users.AnyAsync(user => user.Id == caller.UserId && !user.Disabled, ct))
                throw new NotFoundException();
            var since = _desk.Now - s_patience;
            if (await db.AccessRequests.CountAsync(row => row.UserId == caller.UserId && row.State == AccessRequestState.Open && row.CreatedAt > since, ct) >= MostOpen)
                throw new AccessRefusedException("too_many", $"You have {MostOpen} requests open; wait for an answer or withdraw one.");
            var row = new AccessRequest
            {
                UserId = caller.UserId,
                UserName = caller.Name,
                ServerId = server.Id,
                ServerName = server.Name,
                Role = wanted.Role,
                CustomRoleId = wanted.CustomRoleId,
                Hours = wanted.Hours,
                Reason = reason,
                CreatedAt = _desk.Now,
            };
            db.AccessRequests.Add(row);
            return row.Id;
        }, ct);
        Changed?.Invoke();
        return id;
    }

    /// <summary>Approves, for as long as was asked or shorter; counts at once and ends by itself.</summary>
    /// <exception cref="AccessRefusedException">It is decided already, or a field is not acceptable.</exception>
    /// <exception cref="NotFoundException">Missing, or not the caller's to decide.</exception>
    public async Task ApproveAsync(Caller caller, Guid id, int? hours, string? answer, CancellationToken ct)
    {
        var (standing, view) = await DeciderAsync(caller, id, ct);
        if (hours is < 1 || hours > view.Hours)
            throw new AccessRefusedException("hours_invalid", $"It is given for 1 to {view.Hours} hours.", "hours");
        var given = hours ?? view.Hours;
        await DecideAsync(caller, view, "request.approve", answer, $"{given} h", async (db, row) =>
        {
            var person = await db.Users.SingleOrDefaultAsync(user => user.Id == row.UserId, ct) ?? throw new NotFoundException();
            var server = (await _desk.Scopes.NamesAsync(ct)).Servers.GetValueOrDefault(row.ServerId) ?? throw new NotFoundException();
            if (await _grants.RefuseAsync(db, standing, person, GrantScope.Of(row.ServerId), server, row.Role, row.CustomRoleId, ct) is { } refusal)
                throw refusal;
            (row.State, row.GivenHours, row.EndsAt) = (AccessRequestState.Approved, given, _desk.Now.AddHours(given));
            db.Grants.Add(new Grant
            {
                UserId = row.UserId,
                Role = row.Role,
                CustomRoleId = row.CustomRoleId,
                Scope = GrantScope.Of(row.ServerId),
                EndsAt = row.EndsAt,
                Reason = row.Reason,
                GivenBy = caller.Name,
                GivenByStaff = standing.Rights.TenantId is null,
                CreatedAt = _desk.Now,
            });
        }, ct);
        await _desk.RefreshAsync(view.UserId);
        Changed?.Invoke();
    }

    /// <summary>Refuses, with words.</summary>
    /// <exception cref="AccessRefusedException">It is decided already, or nothing is said.</exception>
    /// <exception cref="NotFoundException">Missing, or not the caller's to decide.</exception>
    public async Task RefuseAsync(Caller caller, Guid id, string answer, CancellationToken ct)
    {
        var (_, view) = await DeciderAsync(caller, id, ct);
        if (string.IsNullOrWhiteSpace(answer))
            throw new AccessRefusedException("answer_missing", "Say why not.", "answer");
        await DecideAsync(caller, view, "request.refuse", answer, null, (_, row) =>
        {
            row.State = AccessRequestState.Refused;
            return Task.CompletedTask;
        }, ct);
        Changed?.Invoke();
    }

    /// <summary>Takes one's own request back.</summary>
    /// <exception cref="NotFoundException">Missing, or somebody else's.</exception>
    public async Task WithdrawAsync(Caller caller, Guid id, CancellationToken ct)
    {
        var view = await GetAsync(caller, id, ct);
        if (!view.IsOwn)
            throw new NotFoundException();
        await DecideAsync(caller, view, "request.withdraw", null, null, (_, row) =>
        {
            row.State = AccessRequestState.Withdrawn;
            return Task.CompletedTask;
        }, ct);
        Changed?.Invoke();
    }

    private async Task<(Standing Standing, AccessRequestView Request)> DeciderAsync(Caller caller, Guid id, CancellationToken ct)
    {
        var standing = await _grants.ManagerAsync(caller, ct);
        var view = await GetAsync(caller, id, ct);
        if (view.IsOwn)
            throw new AccessRefusedException("own_request", "Nobody decides their own request.");
        if (view.State != AccessRequestState.Open)
            throw Decided();
        return view.MayDecide ? (standing, view) : throw new NotFoundException();
    }

    private async Task DecideAsync(Caller caller, AccessRequestView view, string action, string? answer, string? detail, Func<PortalDb, AccessRequest, Task> decide, CancellationToken ct)
    {
        var said = AccessDesk.Reason(answer, "answer");
        var server = (await _desk.Scopes.NamesAsync(ct)).Servers.GetValueOrDefault(view.ServerId);
        var words = $"{view.UserName}: {view.RoleName ?? view.Role.ToString()}{(detail is null ? "" : $" for {detail}")}{(said is null ? "" : $" ({said})")}";
        await _desk.ChangeAsync(caller, action, server, words, async db =>
        {
            var row = await db.AccessRequests.SingleOrDefaultAsync(row => row.Id == view.Id, ct) ?? throw new NotFoundException();
            if (StateOf(row) != AccessRequestState.Open)
                throw Decided();
            (row.DecidedBy, row.DecidedAt, row.Answer) = (caller.Name, _desk.Now, said);
            await decide(db, row);
            return true;
        }, ct);
    }

    private AccessRequestState StateOf(AccessRequest row) =>
        row.State == AccessRequestState.Open && row.CreatedAt + s_patience <= _desk.Now ? AccessRequestState.Lapsed : row.State;

    private static AccessRefusedException Decided() => new("request_decided", "Somebody has decided this request already.");
}
