using System.Globalization;
using Portal.Fleet.Access;

namespace Portal.Web.Api;

/// <summary>What is kept of a console, for those who administer it. The limits are changed with the server.</summary>
internal static class RecordEndpoints
{
    public static void MapRecord(this RouteGroupBuilder api)
    {
        var record = api.MapGroup("/servers/{id}/console/record").WithTags("Console");
        record.MapGet("", GetAsync).WithSummary("How much of the console is kept, and by whose limits")
            .WithDescription("keepDays and keepMegabytes ask what these limits would drop; 0, or left out beside the other, is the portal's default. Nothing is dropped by asking.")
            .Produces<RecordJson>().ProducesApiProblem(400, 404);
        record.MapDelete("", DeleteAsync).WithSummary("Delete what the console printed up to now")
            .WithDescription("Cannot be undone. The console goes on, and so do its offsets.")
            .Produces(StatusCodes.Status204NoContent).ProducesApiProblem(404, 503);
    }

    private static async Task<IResult> GetAsync(ApiCall call, string id, string? keepDays, string? keepMegabytes, CancellationToken ct)
    {
        var server = await call.OpenAsync(id, BmcRight.Administer, ct);
        var loss = keepDays is null && keepMegabytes is null
            ? null
            : await server.WeighConsoleAsync(ReadNumber(keepDays, "keepDays"), ReadNumber(keepMegabytes, "keepMegabytes"), ct);
        return Results.Ok(RecordJson.From(await server.MeasureConsoleAsync(ct), await server.GetRecordLimitsAsync(ct), loss));
    }

    private static async Task<IResult> DeleteAsync(ApiCall call, string id, CancellationToken ct)
    {
        var server = await call.OpenAsync(id, BmcRight.Administer, ct);
        try
        {
            await server.ClearConsoleAsync(ct);
        }
        catch (IOException)
        {
            throw new InvalidRequestException("record_not_writable", "The record cannot be changed now; nothing was deleted.", null, StatusCodes.Status503ServiceUnavailable);
        }

        return Results.NoContent();
    }

    private static int ReadNumber(string? text, string name)
    {
        if (string.IsNullOrEmpty(text))
            return 0;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new InvalidRequestException("invalid_number", $"{name} must be a whole number from 0.", name);
    }
}
