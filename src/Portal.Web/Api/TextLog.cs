using System.Globalization;
using System.Text;
using Portal.Fleet.Consoles;
using Portal.Fleet.Consoles.Text;

namespace Portal.Web.Api;

/// <summary>A console's record as a text file: clean lines, and a line in brackets where bytes are missing.</summary>
internal sealed class TextLog
{
    private readonly TranscriptText _transcript;
    private readonly TranscriptSink _sink;
    private readonly StringBuilder _text = new();

    public TextLog(ConsoleCharset charset)
    {
        _transcript = new TranscriptText(charset);
        _sink = (_, _, line) => _text.Append(line).Append('\n');
    }

    /// <summary>The lines that end in this chunk, each with its line feed.</summary>
    public string Take(ConsoleChunk chunk)
    {
        if (chunk.GapBefore is { } gap)
        {
            _transcript.Finish(_sink);
            _text.Append("[bytes are missing here: ").Append(gap).Append(Unheard(chunk)).Append("]\n");
        }
        _transcript.Append(chunk.Data.Span, chunk.Offset, _sink);
        return Flush();
    }

    /// <summary>The line at the end that has none.</summary>
    public string Finish()
    {
        _transcript.Finish((_, _, line) => _text.Append(line));
        return Flush();
    }

    private static string Unheard(ConsoleChunk chunk) => chunk is { GapFrom: { } from, GapTo: { } to }
        ? string.Create(CultureInfo.InvariantCulture, $", from {from:yyyy-MM-dd'T'HH:mm:ss'Z'} to {to:yyyy-MM-dd'T'HH:mm:ss'Z'}, {(to - from).TotalSeconds:0} s not listened to")
        : "";

    private string Flush()
    {
        var text = _text.ToString();
        _text.Clear();
        return text;
    }
}
