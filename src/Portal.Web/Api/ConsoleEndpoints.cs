using System.Globalization;
using System.Text;
using Microsoft.Net.Http.Headers;
using Portal.Fleet.Access;

namespace Portal.Web.Api;

/// <summary>State and record of one console. Live bytes and typing are the console hub's.</summary>
internal static class ConsoleEndpoints
{
    // RFC 3339, whole seconds or fractions of them.
    private static readonly string[] s_times = ["yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK"];

    public static void MapConsole(this RouteGroupBuilder api)
    {
        var console = api.MapGroup("/servers/{id}/console").WithTags("Console");
        console.MapGet("", GetAsync).WithSummary("State, holder, viewers, last byte").Produces<ConsoleStateJson>().ProducesApiProblem(404);
        console.MapGet("/log", LogAsync).WithSummary("Download what was recorded")
            .WithDescription("from (inclusive) and to (exclusive) are byte offsets, or times like 2026-11-23T03:14:07Z; left out, they mean everything that is kept. "
                + "format=text (the default) is clean lines: no terminal sequences, what was written over or erased is gone, and a line says where bytes are missing; format=raw is every byte as it came.")
            .Produces<string>(StatusCodes.Status200OK, "text/plain", "application/octet-stream").ProducesApiProblem(400, 404);
    }

    private static async Task<IResult> GetAsync(ApiCall call, string id, CancellationToken ct)
    {
        var server = await call.OpenAsync(id, BmcRight.ConsoleRead, ct);
        return Results.Ok(ConsoleStateJson.From(await server.GetConsoleAsync(ct), call.Now));
    }

    private static async Task LogAsync(ApiCall call, HttpContext context, string id, string? from, string? to, string? format, CancellationToken ct)
    {
        var server = await call.OpenAsync(id, BmcRight.ConsoleRead, ct);
        var raw = format switch
        {
            null or "" or "text" => false,
            "raw" => true,
            "asciicast" => throw new InvalidRequestException("format_not_available", "format=asciicast is not in this version; there are text and raw.", "format"),
            _ => throw new InvalidRequestException("invalid_format", "format must be text or raw.", "format"),
        };
        var info = await server.GetConsoleAsync(ct);
        var first = Math.Max(await ReadOffsetAsync(server, from, "from", ct) ?? 0, info.FirstOffset);
        var end = Math.Min(await ReadOffsetAsync(server, to, "to", ct) ?? long.MaxValue, info.NextOffset);

        var headers = context.Response.Headers;
        context.Response.ContentType = raw ? "application/octet-stream" : "text/plain; charset=utf-8";
        var disposition = new ContentDispositionHeaderValue("attachment");
        disposition.SetHttpFileName($"{server.Name}-console.{(raw ? "bin" : "txt")}");
        headers.ContentDisposition = disposition.ToString();
        headers["Console-From"] = Math.Min(first, end).ToString(CultureInfo.InvariantCulture);
        headers["Console-To"] = end.ToString(CultureInfo.InvariantCulture);
        if (first >= end)
            return;
        var text = raw ? null : new TextLog((await server.GetAsync(ct)).ConsoleCharset);
        await foreach (var chunk in server.ReadConsoleAsync(first, end, ct))
        {
            if (text is null)
                await context.Response.BodyWriter.WriteAsync(chunk.Data, ct);
            else
                await context.Response.WriteAsync(text.Take(chunk), Encoding.UTF8, ct);
        }
        if (text is not null)
            await context.Response.WriteAsync(text.Finish(), Encoding.UTF8, ct);
    }

    private static async ValueTask<long?> ReadOffsetAsync(BmcHandle server, string? text, string name, CancellationToken ct)
    {
        if (string.IsNullOrEmpty(text))
            return null;
        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var offset))
            return offset;
        return DateTimeOffset.TryParseExact(text, s_times, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            ? await server.FindConsoleAsync(time, ct)
            : throw new InvalidRequestException("invalid_offset", $"{name} must be a byte offset, a whole number from 0, or a time like 2026-11-23T03:14:07Z.", name);
    }
}
