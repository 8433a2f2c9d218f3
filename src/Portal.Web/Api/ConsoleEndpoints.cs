using Portal.Fleet.Access;
using Portal.Web.Api.Consoles;

namespace Portal.Web.Api;

/// <summary>State and record of one console. Live bytes and typing are the console hub's.</summary>
internal static class ConsoleEndpoints
{
    public static void MapConsole(this RouteGroupBuilder api)
    {
        var console = api.MapGroup("/servers/{id}/console").WithTags("Console");
        console.MapGet("", GetAsync).WithSummary("State, holder, viewers, last byte").Produces<ConsoleStateJson>().ProducesApiProblem(404);
        console.MapConsoleLog();
        console.MapConsoleHistory();
    }

    private static async Task<IResult> GetAsync(ApiCall call, string id, CancellationToken ct)
    {
        var server = await call.OpenAsync(id, BmcRight.ConsoleRead, ct);
        return Results.Ok(ConsoleStateJson.From(await server.GetConsoleAsync(ct), server.RecordsInput, call.Now));
    }
}
