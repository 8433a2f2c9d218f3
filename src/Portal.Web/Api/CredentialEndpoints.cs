using Portal.Fleet.Access;
using Portal.Fleet.Credentials;
using Portal.Fleet.Secrets;
using Portal.Fleet.Servers;
using Portal.Web.Identity.Sessions;

namespace Portal.Web.Api;

/// <summary>How well BMC logins are kept, new passwords for BMCs, and the keys that seal them. No password is ever in an answer.</summary>
internal static class CredentialEndpoints
{
    public static void MapCredentials(this RouteGroupBuilder api)
    {
        var credentials = api.MapGroup("/credentials").WithTags("Credentials");
        credentials.MapGet("", ListAsync).WithSummary("How well each BMC's login is kept, by server name")
            .WithDescription("query filters servers as GET /servers does. BMCs with the same group number share a password. Needs the right to manage credentials.")
            .Produces<ApiPage<CredentialJson>>().ProducesApiProblem(400, 404);
        credentials.MapPost("/rotations", RotateAsync).WithSummary("Give BMCs new random passwords")
            .WithDescription("For servers by id, or all that a query finds. Answers at once; GET the order for its progress. A BMC whose rotation is under way keeps that one. A browser's session must have proved who it is within the last 5 minutes.")
            .Produces<RotationRunJson>(StatusCodes.Status202Accepted).ProducesApiProblem(400, 403, 404);
        credentials.MapGet("/rotations/{id}", GetRunAsync).WithSummary("An order with its results per server").Produces<RotationRunJson>().ProducesApiProblem(404);
        credentials.MapDelete("/rotations/{id}", CancelAsync).WithSummary("Take back what of an order has not begun").Produces<RotationRunJson>().ProducesApiProblem(404);
        credentials.MapPost("/checks", CheckAsync).WithSummary("Look now at how BMCs let anybody in")
            .WithDescription("Asks BMCs, without a login, for the null user, anonymous login, cipher suite 0 and sessions without authentication, as happens by itself once a day; GET the list for what was found. No password is tried.")
            .Produces<CheckRunJson>(StatusCodes.Status202Accepted).ProducesApiProblem(400, 404);
        credentials.MapGet("/keys", GetKeysAsync).WithSummary("The keys that seal everything else, by id, and how much lies under each").Produces<KeyStateJson>().ProducesApiProblem(404);
        credentials.MapPost("/keys/rotate", RotateKeyAsync).WithSummary("Make a new key active and seal everything with it")
            .WithDescription("The old key is retired by itself when nothing lies under it any more, a minute later at the earliest.").Produces<KeyStateJson>().ProducesApiProblem(403, 404, 409);
    }

    private static async Task<IResult> ListAsync(ApiCall call, string? query, string? cursor, string? limit, CancellationToken ct)
    {
        var credentials = await call.Access.OpenCredentialsAsync(call.Caller, ct);
        var wanted = await MatchAsync(call, query, ct);
        var views = (await credentials.ListAsync(ct)).Where(view => wanted.Contains(view.ServerId));
        return Results.Ok(ApiPage.Cut(views.OrderBy(KeyOf, StringComparer.Ordinal), cursor, ApiPage.ReadLimit(limit), KeyOf, CredentialJson.From));
    }

    private static async Task<IResult> RotateAsync(ApiCall call, RecentSignIn recent, HttpContext context, RotationRequest body, CancellationToken ct)
    {
        var credentials = await call.Access.OpenCredentialsAsync(call.Caller, ct);
        await recent.RequireAsync(context.User, ct);
        if (body.Reason?.Length > RotationRequest.LongestReason)
            throw new InvalidRequestException("invalid_reason", $"A reason has at most {RotationRequest.LongestReason} characters.", "reason");
        var ids = await ReadServersAsync(call, body.Servers, body.Query, ct);
        var rows = await credentials.RotateAsync(ids, body.Reason, ct);
        var run = rows[^1].RunId;
        return Results.Accepted($"/api/v1/credentials/rotations/{run:N}", new RotationRunJson(run.ToString("N"), [.. rows.Select(RotationJson.From)]));
    }

    private static async Task<IResult> GetRunAsync(ApiCall call, string id, CancellationToken ct)
    {
        var credentials = await call.Access.OpenCredentialsAsync(call.Caller, ct);
        return Results.Ok(await ReadAsync(credentials, id, ct));
    }

    private static async Task<IResult> CancelAsync(ApiCall call, string id, CancellationToken ct)
    {
        var credentials = await call.Access.OpenCredentialsAsync(call.Caller, ct);
        await ReadAsync(credentials, id, ct);
        await credentials.CancelAsync(Guid.Parse(id), ct);
        return Results.Ok(await ReadAsync(credentials, id, ct));
    }

    private static async Task<IResult> GetKeysAsync(ApiCall call, CancellationToken ct) =>
        Results.Ok(KeyStateJson.From(await (await call.Access.OpenCredentialsAsync(call.Caller, ct)).GetKeysAsync(ct)));

    private static async Task<IResult> CheckAsync(ApiCall call, CheckRequest body, CancellationToken ct)
    {
        var credentials = await call.Access.OpenCredentialsAsync(call.Caller, ct);
        var count = await credentials.CheckAsync(await ReadServersAsync(call, body.Servers, body.Query, ct), ct);
        return Results.Accepted("/api/v1/credentials", new CheckRunJson(count));
    }

    private static async Task<IResult> RotateKeyAsync(ApiCall call, RecentSignIn recent, HttpContext context, CancellationToken ct)
    {
        var credentials = await call.Access.OpenCredentialsAsync(call.Caller, ct);
        await recent.RequireAsync(context.User, ct);
        try
        {
            await credentials.RotateKeyAsync(ct);
        }
        catch (KeyRotationException refused)
        {
            throw new InvalidRequestException(refused.Code, refused.Message, status: StatusCodes.Status409Conflict);
        }

        return Results.Ok(KeyStateJson.From(await credentials.GetKeysAsync(ct)));
    }

    private static async Task<HashSet<BmcId>> ReadServersAsync(ApiCall call, IReadOnlyList<string>? servers, string? query, CancellationToken ct)
    {
        if ((servers is null) == (query is null))
            throw new InvalidRequestException("invalid_servers", "Name either servers, a list of ids, or query.", "servers");
        var ids = servers is null ? await MatchAsync(call, query, ct) : [.. servers.Select(id => BmcId.TryParse(id, out var server) ? server : throw new NotFoundException())];
        return ids.Count is > 0 and <= CredentialHandle.MostServers
            ? ids
            : throw new InvalidRequestException("invalid_servers", $"An order is for 1 to {CredentialHandle.MostServers} servers; this is one for {ids.Count}.", "servers");
    }

    private static async Task<HashSet<BmcId>> MatchAsync(ApiCall call, string? query, CancellationToken ct)
    {
        if (!ServerQuery.TryParse(query, out var filter, out var error))
            throw new InvalidRequestException("invalid_query", error!, "query");
        return [.. (await call.Access.ListAsync(call.Caller, ct)).Where(filter.Matches).Select(server => server.Id)];
    }

    private static async Task<RotationRunJson> ReadAsync(CredentialHandle credentials, string id, CancellationToken ct)
    {
        var rows = Guid.TryParse(id, out var run) ? await credentials.GetRunAsync(run, ct) : [];
        return rows.Count > 0 ? new RotationRunJson(run.ToString("N"), [.. rows.Select(RotationJson.From)]) : throw new NotFoundException();
    }

    private static string KeyOf(CredentialView view) => $"{view.ServerName.ToUpperInvariant()}\n{view.ServerId}";
}
