using Portal.Fleet.Access;
using Portal.Fleet.Consoles;

namespace Portal.Web.Api;

/// <summary>Who has a serial line on the BMC: taking it, giving it away for a while, taking it back.</summary>
internal static class LineEndpoints
{
    public static void MapLine(this RouteGroupBuilder api)
    {
        var line = api.MapGroup("/servers/{id}/console").WithTags("Console");
        line.MapPost("/take", TakeAsync).WithSummary("Take the line from whoever else holds it on the BMC")
            .WithDescription("At most once in five minutes per server; the 429 says in Retry-After when it is possible again. Where the server's contention is \"wait\" only administrators may.")
            .Produces<ConsoleStateJson>().ProducesApiProblem(400, 404, 409, 429);
        line.MapPost("/release", ReleaseAsync).WithSummary("Leave the line to somebody else for some minutes")
            .WithDescription("The portal lets go of the line and takes it back by itself, also after a restart. What is printed meanwhile is a gap in the record, with this reason.")
            .Produces<ConsoleStateJson>().ProducesApiProblem(400, 404);
        line.MapDelete("/release", ResumeAsync).WithSummary("Take the line back before the time").Produces<ConsoleStateJson>().ProducesApiProblem(404);
    }

    private static async Task<IResult> TakeAsync(ApiCall call, string id, LineTakeRequest body, CancellationToken ct)
    {
        var server = await call.OpenAsync(id, BmcRight.ConsoleRead | BmcRight.ConsoleWrite, ct);
        return Results.Ok(ConsoleStateJson.From(await server.TakeLineAsync(Reason(body.Reason), ct), server.RecordsInput, call.Now));
    }

    private static async Task<IResult> ReleaseAsync(ApiCall call, string id, LineReleaseRequest body, CancellationToken ct)
    {
        if (body.Minutes is < 1 or > ConsoleRelease.MostMinutes)
            throw new InvalidRequestException("invalid_minutes", $"minutes must be a whole number from 1 to {ConsoleRelease.MostMinutes}.", "minutes");
        var server = await call.OpenAsync(id, BmcRight.ConsoleRead | BmcRight.ConsoleWrite, ct);
        return Results.Ok(ConsoleStateJson.From(await server.ReleaseLineAsync(body.Minutes, Reason(body.Reason), ct), server.RecordsInput, call.Now));
    }

    private static async Task<IResult> ResumeAsync(ApiCall call, string id, CancellationToken ct)
    {
        var server = await call.OpenAsync(id, BmcRight.ConsoleRead | BmcRight.ConsoleWrite, ct);
        return Results.Ok(ConsoleStateJson.From(await server.ResumeLineAsync(ct), server.RecordsInput, call.Now));
    }

    private static string Reason(string reason) => !string.IsNullOrWhiteSpace(reason) && reason.Length <= BmcHandle.LongestReason
        ? reason
        : throw new InvalidRequestException("invalid_reason", $"reason must be 1 to {BmcHandle.LongestReason} characters.", "reason");
}
