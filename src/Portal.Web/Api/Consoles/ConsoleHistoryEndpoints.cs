using System.Globalization;
using Portal.Fleet.Access;
using Portal.Fleet.Consoles.History;

namespace Portal.Web.Api.Consoles;

/// <summary>A console's past for those who look for something in it: what happened when, moments, text.</summary>
internal static class ConsoleHistoryEndpoints
{
    private const int DefaultBuckets = 200;

    public static void MapConsoleHistory(this RouteGroupBuilder console)
    {
        console.MapGet("/timeline", TimelineAsync).WithSummary("How much was printed when, gaps, boots, power operations, alerts, who watched")
            .WithDescription($"from and to are offsets or times; left out, they mean everything that is kept. buckets (at most {BmcHandle.MostBuckets}) equal slices of time, "
                + "each with the offset it begins at. marksComplete is false while a long record is still being looked through: ask again.")
            .Produces<TimelineJson>().ProducesApiProblem(400, 404);
        console.MapGet("/moment", MomentAsync).WithSummary("The offset and time of a place in the record")
            .WithDescription("at is an offset or a time. step=next goes on to where the next burst of output ends, step=previous back to where the one before ended.")
            .Produces<MomentJson>().ProducesApiProblem(400, 404);
        console.MapGet("/search", SearchAsync).WithSummary("Find text in the record of one console")
            .WithDescription($"Lines that contain q, whatever its case. from is an offset or a time; backwards=true (from the end unless from is given) finds newest first. "
                + "A search ends after about a second and a half: when complete is false, go on with from=reached.")
            .Produces<SearchJson>().ProducesApiProblem(400, 404);
    }

    private static async Task<IResult> TimelineAsync(ApiCall call, string id, string? from, string? to, string? buckets, CancellationToken ct)
    {
        var server = await call.OpenAsync(id, BmcRight.ConsoleRead, ct);
        var begin = RecordPoint.Read(from, "from")?.ToTime(server);
        var end = RecordPoint.Read(to, "to")?.ToTime(server);
        if (begin > end)
            throw new InvalidRequestException("invalid_range", "from must not be behind to.", "from");
        var timeline = await server.GetConsoleTimelineAsync(begin, end, ReadNumber(buckets, "buckets", DefaultBuckets, BmcHandle.MostBuckets), ct);
        return Results.Ok(TimelineJson.Of(timeline));
    }

    private static async Task<IResult> MomentAsync(ApiCall call, string id, string? at, string? step, CancellationToken ct)
    {
        var server = await call.OpenAsync(id, BmcRight.ConsoleRead, ct);
        var point = RecordPoint.Read(at, "at") ?? throw new InvalidRequestException("missing_field", "at is an offset or a time.", "at");
        var direction = step switch
        {
            null or "" => ConsoleStep.None,
            "next" => ConsoleStep.Next,
            "previous" => ConsoleStep.Previous,
            _ => throw new InvalidRequestException("invalid_step", "step must be next or previous.", "step"),
        };
        var moment = server.FindMoment(await point.ToOffsetAsync(server, ct), direction);
        return Results.Ok(new MomentJson(moment.Offset, moment.Time));
    }

    private static async Task<IResult> SearchAsync(ApiCall call, string id, string? q, string? from, string? backwards, string? limit, CancellationToken ct)
    {
        var server = await call.OpenAsync(id, BmcRight.ConsoleRead, ct);
        if (string.IsNullOrWhiteSpace(q) || q.Length > BmcHandle.LongestSearch)
            throw new InvalidRequestException("invalid_query", $"q is the text to find, of at most {BmcHandle.LongestSearch} characters.", "q");
        var back = backwards switch
        {
            null or "" or "false" => false,
            "true" => true,
            _ => throw new InvalidRequestException("invalid_backwards", "backwards must be true or false.", "backwards"),
        };
        var start = RecordPoint.Read(from, "from") is { } point ? await point.ToOffsetAsync(server, ct) : back ? long.MaxValue : 0;
        return Results.Ok(SearchJson.From(await server.SearchConsoleAsync(q, start, back, ReadNumber(limit, "limit", 100, BmcHandle.MostHits), ct)));
    }

    private static int ReadNumber(string? text, string name, int otherwise, int most)
    {
        if (string.IsNullOrEmpty(text))
            return otherwise;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1 && number <= most
            ? number
            : throw new InvalidRequestException($"invalid_{name}", $"{name} must be a whole number from 1 to {most}.", name);
    }
}
