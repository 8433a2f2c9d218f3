using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text.Encodings.Web;
using System.Text.Json;
using Portal.Fleet.Consoles;
using Portal.Fleet.Consoles.Text;

namespace Portal.Web.Api.Consoles;

/// <summary>
/// Writes an asciicast v2 recording (https://docs.asciinema.org/manual/asciicast/v2/): a line of JSON that describes it, then one line per event.
/// Output is text there: characters may be cut anywhere between two writes, and bytes that are none in the server's character set become U+FFFD.
/// Times never go back.
/// </summary>
[SuppressMessage("Design", "CA1001:Types that own disposable fields should be disposable", Justification = "The JSON writer writes into the caller's memory and holds nothing to release; each line flushes it.")]
internal sealed class AsciicastWriter(IBufferWriter<byte> into, DateTimeOffset start, ConsoleCharset charset = ConsoleCharset.Auto)
{
    /// <summary>A serial line tells nobody its size; programs behind it assume this one.</summary>
    private const int Width = 80;
    private const int Height = 24;

    // Players skip longer silence; the times themselves are real.
    private const double IdleLimit = 2;

    private static readonly JsonWriterOptions s_options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    private readonly ConsoleDecoder _decoder = new(charset);
    private readonly Utf8JsonWriter _json = new(into, s_options);
    private long _last;

    public void Header(string title)
    {
        _json.WriteStartObject();
        _json.WriteNumber("version", 2);
        _json.WriteNumber("width", Width);
        _json.WriteNumber("height", Height);
        _json.WriteNumber("timestamp", start.ToUnixTimeSeconds());
        _json.WriteNumber("idle_time_limit", IdleLimit);
        _json.WriteString("title", title);
        _json.WriteStartObject("env");
        _json.WriteString("TERM", "xterm-256color");
        _json.WriteEndObject();
        _json.WriteEndObject();
        EndLine();
    }

    /// <summary>What was printed at a time.</summary>
    public void Output(DateTimeOffset at, ReadOnlySpan<byte> data) => Output(at, data, flush: false);

    /// <summary>A marker that players show and jump to.</summary>
    public void Mark(DateTimeOffset at, string label)
    {
        // What was cut off here does not go on behind it.
        Output(at, [], flush: true);
        Event(at, "m", label);
    }

    /// <summary>The end: a character that was not completed is told as it is.</summary>
    public void Finish(DateTimeOffset at) => Output(at, [], flush: true);

    private void Output(DateTimeOffset at, ReadOnlySpan<byte> data, bool flush)
    {
        var characters = ArrayPool<char>.Shared.Rent(ConsoleDecoder.MaxChars(data.Length));
        var count = flush ? _decoder.Flush(characters) : _decoder.Decode(data, characters);
        if (count > 0)
            Event(at, "o", characters.AsSpan(0, count));
        ArrayPool<char>.Shared.Return(characters);
    }

    private void Event(DateTimeOffset at, string kind, ReadOnlySpan<char> data)
    {
        _last = Math.Max(_last, (long)(at - start).TotalMilliseconds);
        _json.WriteStartArray();
        _json.WriteNumberValue(_last / 1000m);
        _json.WriteStringValue(kind);
        _json.WriteStringValue(data);
        _json.WriteEndArray();
        EndLine();
    }

    private void EndLine()
    {
        _json.Flush();
        _json.Reset();
        into.Write("\n"u8);
    }
}
