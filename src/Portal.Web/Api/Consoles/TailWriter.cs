using System.Globalization;
using System.Text;
using System.Text.Json;
using Portal.Fleet.Consoles;
using Portal.Fleet.Consoles.Text;

namespace Portal.Web.Api.Consoles;

/// <summary>Gives out what a console prints, each piece or line as soon as it is there.</summary>
internal sealed class TailWriter(HttpResponse response, LogFormat format, ConsoleCharset charset)
{
    private readonly TextLog _text = new(charset);
    private readonly TranscriptText _lines = new(charset);

    public async Task SendAsync(ConsoleChunk chunk, CancellationToken ct)
    {
        switch (format)
        {
            case LogFormat.Raw:
                await response.BodyWriter.WriteAsync(chunk.Data, ct);
                break;
            case LogFormat.Text:
                await response.WriteAsync(_text.Take(chunk), Encoding.UTF8, ct);
                break;
            default:
                await response.WriteAsync(Events(chunk), Encoding.UTF8, ct);
                break;
        }

        await response.BodyWriter.FlushAsync(ct);
    }

    private string Events(ConsoleChunk chunk)
    {
        var events = new StringBuilder();
        TranscriptSink output = (offset, end, text) => Append(events, end, "output", new TailLine(offset, text.ToString()));
        if (chunk.GapBefore is { } reason)
        {
            _lines.Finish(output);
            Append(events, chunk.Offset, "gap", new TailGap(chunk.Offset, reason));
        }

        _lines.Append(chunk.Data.Span, chunk.Offset, output);
        return events.ToString();
    }

    /// <param name="next">Where whoever comes back with this id goes on.</param>
    private static void Append<T>(StringBuilder events, long next, string name, T data) =>
        events.Append(CultureInfo.InvariantCulture, $"id: {next}\nevent: {name}\ndata: {JsonSerializer.Serialize(data, JsonSerializerOptions.Web)}\n\n");
}
