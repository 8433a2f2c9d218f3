using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.Options;
using Portal.Fleet.Auditing;

namespace Portal.Web.Api;

/// <summary>Who did what and when.</summary>
internal static class AuditEndpoints
{
    private const string Filters =
        "person, server and text find parts of names and details; action is one action (power.off) or a family of them (power); outcome is intent, ok, refused, failed or unknown; "
        + "from and to are times. Platform administrators and auditors see all, administrators of a tenant what concerned it.";

    // The mark tells spreadsheets that it is UTF-8.
    private static readonly byte[] s_csvHead = [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(AuditCsv.Head)];

    public static void MapAudit(this RouteGroupBuilder api)
    {
        var audit = api.MapGroup("/audit").WithTags("Audit");
        audit.MapGet("", ListAsync).WithSummary("Rows of the audit, newest first").WithDescription(Filters).Produces<ApiPage<AuditJson>>().ProducesApiProblem(400, 404);
        audit.MapGet("/export", ExportAsync).WithSummary("All rows that match, oldest first, as a file")
            .WithDescription("format is ndjson (the default: one row per line, with what authenticates it) or csv. " + Filters)
            .Produces<string>(StatusCodes.Status200OK, "application/x-ndjson", "text/csv").ProducesApiProblem(400, 404, 503);
        audit.MapPost("/verify", VerifyAsync).WithSummary("Look through the whole chain and name the first bad row").WithDescription("Platform administrators and auditors.")
            .Produces<AuditVerdictJson>().ProducesApiProblem(404);
    }

    private static async Task<IResult> ListAsync(
        ApiCall call, string? person, string? server, string? action, string? outcome, string? text, string? from, string? to, string? correlation, string? cursor, string? limit, CancellationToken ct)
    {
        var audit = await call.Access.OpenAuditAsync(call.Caller, ct);
        var most = ApiPage.ReadLimit(limit);
        var rows = (await audit.ListAsync(AuditQuery.Read(person, server, action, outcome, text, from, to, correlation), ReadCursor(cursor), most + 1, ct)).ToList();
        var more = rows.Count > most;
        if (more)
            rows.RemoveRange(most, rows.Count - most);
        return Results.Ok(new ApiPage<AuditJson>(rows.ConvertAll(AuditJson.From), more ? rows[^1].Id.ToString(CultureInfo.InvariantCulture) : null));
    }

    private static async Task<IResult> ExportAsync(
        ApiCall call, IOptions<JsonOptions> json, string? format, string? person, string? server, string? action, string? outcome, string? text, string? from, string? to, string? correlation, CancellationToken ct)
    {
        if (format is not (null or "" or "ndjson" or "csv"))
            throw new InvalidRequestException("invalid_format", "format must be ndjson or csv.", "format");
        var audit = await call.Access.OpenAuditAsync(call.Caller, ct);
        var filter = AuditQuery.Read(person, server, action, outcome, text, from, to, correlation);
        var name = $"audit-{call.Now.UtcDateTime:yyyy-MM-dd-HHmmss}";
        return format == "csv"
            ? Results.Stream(stream => WriteCsvAsync(audit.ExportAsync(filter, "csv", ct), stream, ct), "text/csv; charset=utf-8", $"{name}.csv")
            : Results.Stream(stream => WriteLinesAsync(audit.ExportAsync(filter, "ndjson", ct), stream, json.Value.SerializerOptions, ct), "application/x-ndjson", $"{name}.ndjson");
    }

    private static async Task<IResult> VerifyAsync(ApiCall call, CancellationToken ct)
    {
        var audit = await call.Access.OpenAuditAsync(call.Caller, ct);
        return Results.Ok(AuditVerdictJson.From(await audit.VerifyAsync(anchorFile: null, ct)));
    }

    private static async Task WriteCsvAsync(IAsyncEnumerable<AuditRow> rows, Stream stream, CancellationToken ct)
    {
        // Nothing goes out before the first row is there, so that a refusal can still be an answer of its own.
        var begun = false;
        await foreach (var row in rows.WithCancellation(ct))
        {
            if (!begun)
                await stream.WriteAsync(s_csvHead, ct);
            begun = true;
            await stream.WriteAsync(Encoding.UTF8.GetBytes(AuditCsv.Line(row)), ct);
        }

        if (!begun)
            await stream.WriteAsync(s_csvHead, ct);
    }

    private static async Task WriteLinesAsync(IAsyncEnumerable<AuditRow> rows, Stream stream, JsonSerializerOptions options, CancellationToken ct)
    {
        await foreach (var row in rows.WithCancellation(ct))
        {
            await stream.WriteAsync(JsonSerializer.SerializeToUtf8Bytes(AuditJson.From(row), options), ct);
            await stream.WriteAsync("\n"u8.ToArray(), ct);
        }
    }

    private static long? ReadCursor(string? cursor)
    {
        if (string.IsNullOrEmpty(cursor))
            return null;
        return long.TryParse(cursor, NumberStyles.None, CultureInfo.InvariantCulture, out var before) ? before
            : throw new InvalidRequestException("invalid_cursor", "cursor must be the nextCursor of an earlier answer.", "cursor");
    }
}
