using Portal.Fleet.Links;
using Portal.Fleet.Power;
using Portal.Fleet.Power.Bulk;
using Portal.Fleet.Servers;
using Portal.Fleet.Tenants;

namespace Portal.Fleet.Access;

/// <content>One power action for many servers. Each of them passes this gate by itself when its turn comes.</content>
public sealed partial class BmcAccess
{
    private const int MostListed = 200;

    /// <summary>Some bulk operation has news: whoever shows one reads again. Must not block.</summary>
    public event Action? BulkChanged
    {
        add => _desk.Bulk.Changed += value;
        remove => _desk.Bulk.Changed -= value;
    }

    /// <summary>What a bulk operation would touch.</summary>
    /// <exception cref="BulkRefusedException">The query cannot be understood.</exception>
    public async Task<BulkPreview> PreviewBulkAsync(Caller caller, BulkRequest request, CancellationToken ct)
    {
        var chosen = await ChosenAsync(caller, request, ct);
        var right = RightFor(request.Action);
        var mine = chosen.Where(server => server.Rights.HasFlag(right)).ToList();
        return new BulkPreview(mine, chosen.Count - mine.Count, mine.Count(server => server.Status.Operation is { Ended: false }));
    }

    /// <summary>Stores a bulk operation and starts it.</summary>
    /// <exception cref="NotFoundException">One of the named servers is missing or not the caller's to switch: nothing is done.</exception>
    /// <exception cref="BulkRefusedException">The request is not acceptable: nothing is done.</exception>
    public async Task<BulkView> StartBulkAsync(Caller caller, BulkRequest request, CancellationToken ct)
    {
        var preview = await PreviewBulkAsync(caller, request, ct);
        if (request.Servers is { } named && preview.Servers.Count != named.Distinct().Count())
            throw new NotFoundException();
        return await StartAsync(caller, request, [.. preview.Servers.Select(server => (server.Id, server.Name))], retryOf: null, ct);
    }

    /// <summary>Tries again what failed, as an operation of its own. What may have been executed stays out unless it is asked for.</summary>
    /// <param name="unsure">Also those of which nobody can say whether they were executed.</param>
    /// <exception cref="NotFoundException">Missing, or not the caller's own.</exception>
    /// <exception cref="BulkRefusedException">It has not ended, nothing failed, or it was tried again before.</exception>
    public async Task<BulkView> RetryBulkAsync(Caller caller, BulkId id, bool unsure, string? idempotencyKey, CancellationToken ct)
    {
        var bulk = await OwnAsync(caller, id, ct);
        if (bulk.State == BulkState.Running)
            throw new BulkRefusedException("still_running", "It has not ended yet.");
        var view = await ViewAsync(caller, bulk, ct);
        var again = view.Targets.Where(target => target.IsFailed || (unsure && target.IsUnsure)).Select(target => (target.ServerId, target.ServerName)).ToList();
        if (again.Count == 0)
            throw new BulkRefusedException("nothing_to_retry", "Nothing of it failed for certain; what may have been executed is tried again only on demand.");
        return await StartAsync(
            caller, new BulkRequest(bulk.Action) { Reason = bulk.Reason, BatchSize = bulk.BatchSize, DelaySeconds = bulk.DelaySeconds, IdempotencyKey = idempotencyKey }, again, bulk.Id, ct);
    }

    /// <summary>What has not begun is not begun any more; what is under way comes to its own end.</summary>
    /// <exception cref="NotFoundException">Missing, or not the caller's own.</exception>
    /// <exception cref="BulkRefusedException">It has ended.</exception>
    public async Task<BulkView> StopBulkAsync(Caller caller, BulkId id, CancellationToken ct)
    {
        var bulk = await OwnAsync(caller, id, ct);
        if (bulk.State != BulkState.Running)
            throw new BulkRefusedException("not_running", "It has ended already.");
        var correlation = await _desk.Audit.IntentAsync(caller, "bulk.stop", null, $"{bulk.Action} {bulk.Id}", ct);
        await _desk.Bulk.StopAsync(id, caller.Name);
        await _desk.Audit.OutcomeAsync(caller, correlation, "bulk.stop", null, "ok", null, CancellationToken.None);
        return await GetBulkAsync(caller, id, ct);
    }

    /// <summary>A bulk operation as the caller may see it.</summary>
    /// <exception cref="NotFoundException">Missing, or nothing of it is the caller's to see.</exception>
    public async Task<BulkView> GetBulkAsync(Caller caller, BulkId id, CancellationToken ct)
    {
        var bulk = await _desk.Bulk.Ledger.FindAsync(id, ct) ?? throw new NotFoundException();
        var view = await ViewAsync(caller, bulk, ct);
        return view.IsOwn || view.Targets.Count > 0 ? view : throw new NotFoundException();
    }

    /// <summary>The newest bulk operations of which the caller may see something.</summary>
    public async Task<IReadOnlyList<BulkView>> ListBulksAsync(Caller caller, int limit, CancellationToken ct)
    {
        var views = new List<BulkView>();
        foreach (var bulk in await _desk.Bulk.Ledger.ListAsync(null, MostListed, ct))
        {
            if (views.Count >= limit)
                break;
            if (await ViewAsync(caller, bulk, ct) is { } view && (view.IsOwn || view.Targets.Count > 0))
                views.Add(view);
        }
        return views;
    }

    /// <summary>The right that an action needs.</summary>
    internal static BmcRight RightFor(PowerAction action) => action is PowerAction.On or PowerAction.Soft ? BmcRight.PowerSoft : BmcRight.PowerHard;

    private async Task<BulkView> StartAsync(Caller caller, BulkRequest request, List<(BmcId Id, string Name)> servers, BulkId? retryOf, CancellationToken ct)
    {
        var (size, delay) = (request.BatchSize ?? BulkLimits.MostAtOnce, request.DelaySeconds ?? 0);
        if (request.Action is not (PowerAction.On or PowerAction.Soft or PowerAction.Off or PowerAction.Cycle or PowerAction.Reset))
            throw new BulkRefusedException("invalid_action", "Many servers at once are switched on, soft, off, cycle or reset.", "action");
        if (size is < 1 or > BulkLimits.MostAtOnce)
            throw new BulkRefusedException("invalid_batch_size", $"batchSize is a whole number from 1 to {BulkLimits.MostAtOnce}.", "batchSize");
        if (delay is < 0 or > BulkLimits.LongestDelaySeconds)
            throw new BulkRefusedException("invalid_delay", $"delaySeconds is a whole number from 0 to {BulkLimits.LongestDelaySeconds}.", "delaySeconds");
        if (servers.Count == 0)
            throw new BulkRefusedException("nothing_matches", "There is no server that matches and that you may switch so.", request.Query is null ? "servers" : "query");
        if (servers.Count > BulkLimits.MostServers)
            throw new BulkRefusedException("too_many_servers", $"One operation switches at most {BulkLimits.MostServers} servers; these are {servers.Count}.", request.Query is null ? "servers" : "query");
        if (request.Expected is { } expected && expected != servers.Count)
            throw new BulkRefusedException("count_changed", $"You expect {expected} servers, but it would be {servers.Count}; nothing was done.", "expected");

        var reason = string.IsNullOrWhiteSpace(request.Reason) ? null : request.Reason.Trim();
        var bulk = new BulkOperation
        {
            Id = BulkId.New(),
            Action = request.Action,
            UserId = caller.UserId,
            UserName = caller.Name,
            Reason = reason?.Length > PowerService.MaxReason ? reason[..PowerService.MaxReason] : reason,
            Query = request.Query,
            BatchSize = size,
            DelaySeconds = delay,
            RetryOf = retryOf,
            IdempotencyKey = string.IsNullOrEmpty(request.IdempotencyKey) ? null : request.IdempotencyKey,
            RequestedAt = _desk.Time.GetUtcNow(),
        };
        var rows = await _desk.Servers.AllAsync(ct);
        BulkTarget[] targets = [.. servers.Select((server, position) => new BulkTarget
        {
            BulkId = bulk.Id,
            Position = position,
            ServerId = server.Id,
            ServerName = server.Name,
            Epoch = rows.GetValueOrDefault(server.Id)?.Epoch ?? -1,
        })];

        // The whole is an act of its own beside those of its servers: who chose how many, how, and why.
        var correlation = await _desk.Audit.IntentAsync(
            caller, "bulk.start", null, $"{request.Action} of {servers.Count} servers{(request.Query is { } query ? $" by query {query}" : "")}{(retryOf is null ? "" : $", again after {retryOf}")}, {size} at a time, {delay} s between; {bulk.Id}", ct);
        BulkOperation stored;
        try
        {
            (stored, var inserted) = await _desk.Bulk.Ledger.InsertAsync(bulk, targets, ct);
            if (inserted)
                _desk.Bulk.Start(this, caller, bulk, targets);
        }
        catch (Exception e)
        {
            await _desk.Audit.OutcomeAsync(caller, correlation, "bulk.start", null, e is BulkRefusedException ? "refused" : "failed", (e as BulkRefusedException)?.Code, CancellationToken.None);
            throw;
        }

        await _desk.Audit.OutcomeAsync(caller, correlation, "bulk.start", null, "ok", stored.Id.ToString(), CancellationToken.None);
        return await ViewAsync(caller, stored, ct);
    }

    private async Task<BulkOperation> OwnAsync(Caller caller, BulkId id, CancellationToken ct) =>
        await _desk.Bulk.Ledger.FindAsync(id, ct) is { } bulk && bulk.UserId == caller.UserId ? bulk : throw new NotFoundException();

    private async Task<IReadOnlyList<ServerView>> ChosenAsync(Caller caller, BulkRequest request, CancellationToken ct)
    {
        if (request.Servers is null == request.Query is null)
            throw new BulkRefusedException("invalid_selection", "Say either servers or query.", "servers");
        var query = ServerQuery.Parse(request.Query, out var fault);
        if (fault is not null)
            throw new BulkRefusedException("invalid_query", fault.Sentence, "query");
        if (request.Query is not null && query.IsEmpty)
            throw new BulkRefusedException("invalid_query", "An empty query would be the whole fleet; say name:* if that is meant.", "query");
        var visible = await ListAsync(caller, ct);
        if (request.Servers is not { } ids)
            return [.. visible.Where(query.Matches)];
        var wanted = ids.ToHashSet();
        return [.. visible.Where(server => wanted.Contains(server.Id))];
    }

    private async Task<BulkView> ViewAsync(Caller caller, BulkOperation bulk, CancellationToken ct)
    {
        var rights = await _desk.Grants.GetAsync(caller, ct);
        var rows = await _desk.Servers.AllAsync(ct);
        var targets = new List<BulkTargetView>();
        foreach (var (target, operation) in await _desk.Bulk.Ledger.TargetsAsync(bulk.Id, ct))
        {
            if (rows.GetValueOrDefault(target.ServerId) is not { } row || !rights.MayView(row) || !Sight.Of(row, rights.On(row)).Covers(bulk.RequestedAt))
                continue;
            targets.Add(new BulkTargetView(
                target.Position, target.ServerId, target.ServerName, target.State, target.Code, operation?.Problem ?? BmcProblem.None, operation?.Detail, target.OperationId, target.EndedAt));
        }
        var own = bulk.UserId == caller.UserId;
        return new BulkView(
            bulk.Id, bulk.Action, bulk.State, bulk.UserName, bulk.Reason, own ? bulk.Query : null, bulk.BatchSize, bulk.DelaySeconds, bulk.RetryOf,
            await _desk.Bulk.Ledger.RetriedByAsync(bulk.Id, ct), bulk.RequestedAt, bulk.EndedAt, bulk.StoppedBy, own, targets);
    }
}
