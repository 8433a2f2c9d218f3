using System.Buffers.Text;
using System.Globalization;
using System.Text;
using Portal.Fleet.Access;
using Portal.Fleet.Alerts;
using Portal.Fleet.Servers;

namespace Portal.Web.Api;

/// <summary>Alerts, and the rules that raise them.</summary>
internal static class AlertEndpoints
{
    public static void MapAlerts(this RouteGroupBuilder api)
    {
        var alerts = api.MapGroup("/alerts").WithTags("Alerts");
        alerts.MapGet("", ListAsync).WithSummary("Alerts of the consoles you may read, newest first")
            .WithDescription("state is open (the default), acknowledged or all; severity is critical, warning or info; rule is a rule's id; query filters servers as GET /servers does.")
            .Produces<ApiPage<AlertJson>>().ProducesApiProblem(400);
        alerts.MapGet("/{id}", GetAsync).WithSummary("One alert").Produces<AlertJson>().ProducesApiProblem(404);
        alerts.MapPost("/{id}/acknowledge", AcknowledgeAsync).WithSummary("Acknowledge an alert").WithDescription("Who came first stays the one who did. Needs the right to type on that console.")
            .Produces<AlertJson>().ProducesApiProblem(400, 404);
        var rules = alerts.MapGroup("/rules");
        rules.MapGet("", ListRulesAsync).WithSummary("All rules, one's own first").Produces<IReadOnlyList<RuleJson>>().ProducesApiProblem();
        rules.MapPost("", AddRuleAsync).WithSummary("Add a rule").WithDescription("Administrators.").Produces<RuleJson>(StatusCodes.Status201Created).ProducesApiProblem(400, 404, 409);
        rules.MapPut("/{id}", ChangeRuleAsync).WithSummary("Change a rule of one's own").Produces<RuleJson>().ProducesApiProblem(400, 404, 409);
        rules.MapPatch("/{id}", EnableRuleAsync).WithSummary("Switch a rule on or off, a built-in one too").Produces<RuleJson>().ProducesApiProblem(400, 404);
        rules.MapDelete("/{id}", DeleteRuleAsync).WithSummary("Delete a rule of one's own").Produces(StatusCodes.Status204NoContent).ProducesApiProblem(404);
        var ignored = alerts.MapGroup("/ignored");
        ignored.MapGet("", ListIgnoredAsync).WithSummary("The ignore list").Produces<IReadOnlyList<IgnoredLineJson>>().ProducesApiProblem(404);
        ignored.MapPost("", IgnoreAsync).WithSummary("Add to the ignore list").Produces<IgnoredLineJson>(StatusCodes.Status201Created).ProducesApiProblem(400, 404);
        ignored.MapDelete("/{id}", UnignoreAsync).WithSummary("Take an entry off the ignore list").Produces(StatusCodes.Status204NoContent).ProducesApiProblem(404);
    }

    private static async Task<IResult> ListAsync(ApiCall call, string? state, string? severity, string? rule, string? query, string? cursor, string? limit, CancellationToken ct)
    {
        if (!ServerQuery.TryParse(query, out var servers, out var error))
            throw new InvalidRequestException("invalid_query", error!, "query");
        var most = ApiPage.ReadLimit(limit);
        var filter = new AlertFilter(
            state switch
            {
                null or "" or "open" => AlertState.Open,
                "acknowledged" => AlertState.Acknowledged,
                "all" => AlertState.All,
                _ => throw new InvalidRequestException("invalid_state", "state must be open, acknowledged or all.", "state"),
            },
            severity switch
            {
                null or "" => null,
                "critical" => AlertSeverity.Critical,
                "warning" => AlertSeverity.Warning,
                "info" => AlertSeverity.Info,
                _ => throw new InvalidRequestException("invalid_severity", "severity must be critical, warning or info.", "severity"),
            },
            string.IsNullOrEmpty(rule) ? null : rule, servers, Before: ReadCursor(cursor));
        var alerts = (await call.Access.ListAlertsAsync(call.Caller, filter, most + 1, ct)).ToList();
        var more = alerts.Count > most;
        if (more)
            alerts.RemoveRange(most, alerts.Count - most);
        return Results.Ok(new ApiPage<AlertJson>(alerts.ConvertAll(AlertJson.From), more ? Encode(alerts[^1]) : null));
    }

    private static async Task<IResult> GetAsync(ApiCall call, string id, CancellationToken ct) => Results.Ok(AlertJson.From(await call.Access.GetAlertAsync(call.Caller, ReadId(id), ct)));

    private static async Task<IResult> AcknowledgeAsync(ApiCall call, string id, AcknowledgeRequest? body, CancellationToken ct) =>
        Results.Ok(AlertJson.From(await call.Access.AcknowledgeAlertAsync(call.Caller, ReadId(id), body?.Note, ct)));

    private static async Task<IResult> ListRulesAsync(ApiCall call, CancellationToken ct) => Results.Ok((await call.Access.ListRulesAsync(ct)).Select(RuleJson.From).ToArray());

    private static async Task<IResult> AddRuleAsync(ApiCall call, RuleRequest body, CancellationToken ct)
    {
        var fleet = await call.Access.OpenFleetAsync(call.Caller, ct);
        var rule = await fleet.SaveRuleAsync(null, body.ToRule(), ct);
        return Results.Created($"/api/v1/alerts/rules/{rule.Id}", RuleJson.From(rule));
    }

    private static async Task<IResult> ChangeRuleAsync(ApiCall call, string id, RuleRequest body, CancellationToken ct)
    {
        var fleet = await call.Access.OpenFleetAsync(call.Caller, ct);
        return Results.Ok(RuleJson.From(await fleet.SaveRuleAsync(id, body.ToRule(), ct)));
    }

    private static async Task<IResult> EnableRuleAsync(ApiCall call, string id, RuleEnabledRequest body, CancellationToken ct)
    {
        var fleet = await call.Access.OpenFleetAsync(call.Caller, ct);
        return Results.Ok(RuleJson.From(await fleet.EnableRuleAsync(id, body.Enabled, ct)));
    }

    private static async Task<IResult> DeleteRuleAsync(ApiCall call, string id, CancellationToken ct)
    {
        var fleet = await call.Access.OpenFleetAsync(call.Caller, ct);
        await fleet.DeleteRuleAsync(id, ct);
        return Results.NoContent();
    }

    private static async Task<IResult> ListIgnoredAsync(ApiCall call, CancellationToken ct)
    {
        var fleet = await call.Access.OpenFleetAsync(call.Caller, ct);
        return Results.Ok((await fleet.ListIgnoredLinesAsync(ct)).Select(IgnoredLineJson.From).ToArray());
    }

    private static async Task<IResult> IgnoreAsync(ApiCall call, IgnoredLineRequest body, CancellationToken ct)
    {
        var fleet = await call.Access.OpenFleetAsync(call.Caller, ct);
        var line = await fleet.IgnoreLineAsync(body.ToLine(), ct);
        return Results.Created($"/api/v1/alerts/ignored/{line.Id:N}", IgnoredLineJson.From(line));
    }

    private static async Task<IResult> UnignoreAsync(ApiCall call, string id, CancellationToken ct)
    {
        var fleet = await call.Access.OpenFleetAsync(call.Caller, ct);
        await fleet.UnignoreLineAsync(Guid.TryParse(id, out var line) ? line : throw new NotFoundException(), ct);
        return Results.NoContent();
    }

    private static AlertId ReadId(string id) => AlertId.TryParse(id, out var alert) ? alert : throw new NotFoundException();

    private static string Encode(AlertView alert) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{alert.LastAt.UtcTicks}.{alert.Id}")));

    private static AlertPlace? ReadCursor(string? cursor)
    {
        if (string.IsNullOrEmpty(cursor))
            return null;
        if (cursor.Length <= 200 && Base64Url.IsValid(cursor) && Encoding.UTF8.GetString(Base64Url.DecodeFromChars(cursor)).Split('.') is [var ticks, var id]
            && long.TryParse(ticks, NumberStyles.None, CultureInfo.InvariantCulture, out var at) && at <= DateTimeOffset.MaxValue.UtcTicks && AlertId.TryParse(id, out var alert))
            return new AlertPlace(new DateTimeOffset(at, TimeSpan.Zero), alert);
        throw new InvalidRequestException("invalid_cursor", "cursor must be the nextCursor of an earlier answer.", "cursor");
    }
}
