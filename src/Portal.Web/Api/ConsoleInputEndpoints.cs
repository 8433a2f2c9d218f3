using System.Globalization;
using Portal.Fleet.Access;

namespace Portal.Web.Api;

/// <summary>What was typed on one console, where the portal keeps that.</summary>
internal static class ConsoleInputEndpoints
{
    public static void MapConsoleInput(this RouteGroupBuilder api) =>
        api.MapGet("/servers/{id}/console/input", ListAsync).WithTags("Console").WithSummary("What was typed, the newest first")
            .WithDescription("Empty unless Portal:Console:RecordInput is on. For administrators of the server; reading it is audited. It may hold passwords.")
            .Produces<ApiPage<ConsoleInputJson>>().ProducesApiProblem(400, 404);

    private static async Task<IResult> ListAsync(ApiCall call, string id, string? cursor, string? limit, CancellationToken ct)
    {
        var most = ApiPage.ReadLimit(limit);
        long? before = null;
        if (!string.IsNullOrEmpty(cursor))
        {
            before = long.TryParse(cursor, NumberStyles.None, CultureInfo.InvariantCulture, out var last)
                ? last
                : throw new InvalidRequestException("invalid_cursor", "cursor must be the nextCursor of an earlier answer.", "cursor");
        }

        var server = await call.OpenAsync(id, BmcRight.Administer, ct);
        var rows = await server.ListInputAsync(before, most + 1, ct);
        var page = rows.Take(most).Select(ConsoleInputJson.Of).ToList();
        return Results.Ok(new ApiPage<ConsoleInputJson>(page, rows.Count > most ? page[^1].Id : null));
    }
}
