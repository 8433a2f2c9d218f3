using System.Buffers.Text;
using System.Text;
using Portal.Fleet.Consoles.Search;

namespace Portal.Web.Api;

/// <summary>Text search across consoles.</summary>
internal static class SearchEndpoints
{
    private const int MostContext = 10;

    public static void MapSearch(this RouteGroupBuilder api)
    {
        api.MapGroup("/search").WithTags("Search").MapGet("/console", FindAsync).WithSummary("Find lines in all consoles you may read")
            .WithDescription("Newest first. q holds words and \"phrases\" that must all be in one line (letter case makes no difference), -word for not, /regular expression/, "
                + "server: tag: rack: tenant: to choose servers, since: and until: (30m, 2h, 7d, 2026-11-23, 2026-11-23T03:14:07Z). Answers within about two seconds: coverage says how far it got, "
                + "and nextCursor goes on from there. context gives lines before and behind each; format=csv gives a table. Times without a zone are UTC.")
            .Produces<SearchJson>().ProducesApiProblem(400);
    }

    private static async Task<IResult> FindAsync(ApiCall call, string? q, string? since, string? until, string? limit, string? cursor, string? context, string? format, HttpContext http, CancellationToken ct)
    {
        if (format is not (null or "" or "json" or "csv"))
            throw new InvalidRequestException("invalid_format", "format must be json or csv.", "format");
        var text = string.Join(' ', new[] { q, since is { Length: > 0 } ? $"since:{since}" : null, until is { Length: > 0 } ? $"until:{until}" : null }.Where(part => !string.IsNullOrWhiteSpace(part)));
        var query = ConsoleQuery.TryParse(text, call.Now, TimeZoneInfo.Utc, out var error) ?? throw new InvalidRequestException("invalid_query", error!.Message, "q");
        var request = new SearchRequest(query, ApiPage.ReadLimit(limit)) { Before = ReadCursor(cursor), Context = ReadContext(context) };
        var hits = new List<ConsoleHit>();
        SearchCoverage? coverage = null;
        await foreach (var step in call.Access.SearchConsolesAsync(call.Caller, request, ct))
        {
            hits.AddRange(step.Hits);
            coverage = step.Coverage;
        }

        if (format == "csv")
        {
            // Who reads a file sees no cursor: the header says whether there is more.
            http.Response.Headers["Search-Complete"] = coverage!.IsComplete ? "true" : "false";
            return Results.File(SearchCsv.Write(hits), "text/csv; charset=utf-8", "search.csv");
        }

        return Results.Ok(SearchJson.From(hits, coverage!, Encode(coverage!.Next)));
    }

    private static string? Encode(SearchPlace? place) => place is { } known ? Base64Url.EncodeToString(Encoding.UTF8.GetBytes(known.ToString())) : null;

    private static SearchPlace? ReadCursor(string? cursor)
    {
        if (string.IsNullOrEmpty(cursor))
            return null;
        if (cursor.Length <= 200 && Base64Url.IsValid(cursor) && SearchPlace.TryParse(Encoding.UTF8.GetString(Base64Url.DecodeFromChars(cursor)), out var place))
            return place;
        throw new InvalidRequestException("invalid_cursor", "cursor must be the nextCursor of an earlier answer.", "cursor");
    }

    private static int ReadContext(string? context)
    {
        if (string.IsNullOrEmpty(context))
            return 0;
        return int.TryParse(context, out var lines) && lines is >= 0 and <= MostContext
            ? lines
            : throw new InvalidRequestException("invalid_context", $"context must be a whole number from 0 to {MostContext}.", "context");
    }
}
