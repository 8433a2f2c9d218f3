using System.Globalization;
using Microsoft.Net.Http.Headers;
using Portal.Fleet.Access;
using Portal.Fleet.Consoles.History;
using Portal.Web.Live;

namespace Portal.Web.Api.Consoles;

/// <summary><c>GET .../console/log</c>: what was printed as a file, or as it comes.</summary>
internal static class ConsoleLogEndpoint
{
    private const int FlushBytes = 32 * 1024;

    public static void MapConsoleLog(this RouteGroupBuilder console) =>
        console.MapMethods("/log", [HttpMethods.Get, HttpMethods.Head], GetAsync).WithSummary("Download what was recorded, or follow what is printed")
            .WithDescription("from (inclusive) and to (exclusive) are byte offsets, or times like 2026-11-23T03:14:07Z; left out, they mean everything that is kept. "
                + "format=text (the default) is clean lines: no terminal sequences, what was written over or erased is gone, and a line says where bytes are missing; format=raw is every byte as it came; "
                + "format=asciicast is an asciicast v2 recording with the times of the output, made safe for a terminal, gaps as markers. "
                + "follow=true does not end: it goes on with what is printed from now on (or from an offset or time), in text or raw, until the connection or the rights end. "
                + "format=events is the same as server-sent events; the id of an event is the offset to go on from, so Last-Event-ID resumes without a gap. "
                + $"At most {TailDesk.MostPerUser} follow at a time per user.")
            .Produces<string>(StatusCodes.Status200OK, "text/plain", "application/octet-stream", "application/x-asciicast", "text/event-stream").ProducesApiProblem(400, 404, 429);

    private static async Task GetAsync(
        ApiCall call, TailDesk tails, HttpContext context, string id, string? from, string? to, string? format, string? follow, CancellationToken ct)
    {
        var server = await call.OpenAsync(id, BmcRight.ConsoleRead, ct);
        var wanted = ReadFormat(format);
        if (ReadFollow(follow) || wanted == LogFormat.Events)
        {
            if (wanted == LogFormat.Asciicast)
                throw new InvalidRequestException("invalid_format", "What is followed comes as text, raw or events.", "format");
            if (!string.IsNullOrEmpty(to))
                throw new InvalidRequestException("invalid_range", "What is followed has no end: leave to out.", "to");
            await tails.FollowAsync(context, server, wanted, RecordPoint.Read(from, "from"), ct);
            return;
        }

        var info = await server.GetConsoleAsync(ct);
        var first = RecordPoint.Read(from, "from") is { } begin ? await begin.ToOffsetAsync(server, ct) : 0;
        var end = RecordPoint.Read(to, "to") is { } until ? await until.ToOffsetAsync(server, ct) : info.NextOffset;
        if (first > end && !string.IsNullOrEmpty(from) && !string.IsNullOrEmpty(to))
            throw new InvalidRequestException("invalid_range", "from must not be behind to.", "from");
        (first, end) = (Math.Max(first, info.FirstOffset), Math.Min(end, info.NextOffset));
        first = Math.Min(first, end);

        SetHeaders(context.Response, server, wanted, first, end);
        if (wanted == LogFormat.Raw && server.CountConsoleBytes(first, end) is { } length)
            context.Response.ContentLength = length;
        if (HttpMethods.IsHead(context.Request.Method))
            return;
        if (first < end || wanted == LogFormat.Asciicast)
            await LiveStream.RunAsync(context, server, stop => SendAsync(context.Response, server, wanted, first, end, stop), CancellationToken.None);
    }

    private static async Task SendAsync(HttpResponse response, BmcHandle server, LogFormat format, long first, long end, CancellationToken ct)
    {
        var output = response.BodyWriter;
        var charset = (await server.GetAsync(ct)).ConsoleCharset;
        ILogWriter writer = format switch
        {
            LogFormat.Raw => new RawLogWriter(output),
            LogFormat.Asciicast => new AsciicastLogWriter(output, server.Name, server.FindMoment(first + 1, ConsoleStep.None).Time, charset),
            _ => new TextLogWriter(output, charset),
        };
        await foreach (var chunk in server.ReplayConsoleAsync(first, end, ct))
        {
            writer.Write(chunk);
            if (output.UnflushedBytes >= FlushBytes)
                await output.FlushAsync(ct);
        }

        writer.Finish();
        await output.FlushAsync(ct);
    }

    private static void SetHeaders(HttpResponse response, BmcHandle server, LogFormat format, long first, long end)
    {
        var (type, extension) = format switch
        {
            LogFormat.Raw => ("application/octet-stream", "bin"),
            LogFormat.Asciicast => ("application/x-asciicast", "cast"),
            _ => ("text/plain; charset=utf-8", "txt"),
        };
        response.ContentType = type;
        var began = server.FindMoment(first + 1, ConsoleStep.None).Time;
        var disposition = new ContentDispositionHeaderValue("attachment");
        disposition.SetHttpFileName($"{server.Name}-console{began?.UtcDateTime.ToString("'-'yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture)}.{extension}");
        response.Headers.ContentDisposition = disposition.ToString();
        response.Headers["Console-From"] = first.ToString(CultureInfo.InvariantCulture);
        response.Headers["Console-To"] = end.ToString(CultureInfo.InvariantCulture);
    }

    private static LogFormat ReadFormat(string? format) => format switch
    {
        null or "" or "text" => LogFormat.Text,
        "raw" => LogFormat.Raw,
        "asciicast" => LogFormat.Asciicast,
        "events" => LogFormat.Events,
        _ => throw new InvalidRequestException("invalid_format", "format must be text, raw, asciicast or events.", "format"),
    };

    private static bool ReadFollow(string? follow) => follow switch
    {
        null or "" or "false" => false,
        "true" => true,
        _ => throw new InvalidRequestException("invalid_follow", "follow must be true or false.", "follow"),
    };
}
