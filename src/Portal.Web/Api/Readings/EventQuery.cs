using System.Buffers.Text;
using System.Globalization;
using System.Text;
using Portal.Fleet.Events;
using Portal.Fleet.Servers;
using Portal.Ipmi.Events;

namespace Portal.Web.Api.Readings;

/// <summary>Which events a request asks for.</summary>
internal static class EventQuery
{
    public const string Description = "state is all (the default), open or acknowledged; severity is critical, warning, nominal or unknown, several with commas; text is a part of what an event says; "
        + "from and to are RFC 3339 times; sensor is a key of GET sensors.";

    public static EventFilter Read(HttpRequest request)
    {
        string? Of(string name) => request.Query[name].ToString() is { Length: > 0 } value ? value : null;
        if (!ServerQuery.TryParse(Of("query"), out var servers, out var error))
            throw new InvalidRequestException("invalid_query", error!, "query");
        var text = Of("text");
        if (text?.Length > EventFilter.MaxText)
            throw new InvalidRequestException("invalid_text", $"text has at most {EventFilter.MaxText} characters.", "text");
        return new EventFilter
        {
            State = Of("state") switch
            {
                null or "all" => EventState.All,
                "open" => EventState.Open,
                "acknowledged" => EventState.Acknowledged,
                _ => throw new InvalidRequestException("invalid_state", "state must be all, open or acknowledged.", "state"),
            },
            Severities = [.. (Of("severity")?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? []).Select(ReadSeverity)],
            Text = text,
            From = SensorEndpoints.ReadTime(Of("from"), "from"),
            To = SensorEndpoints.ReadTime(Of("to"), "to"),
            Servers = servers,
            SensorKey = Of("sensor"),
            Before = ReadCursor(Of("cursor")),
        };
    }

    public static string Encode(EventView last) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{last.At.UtcTicks}.{last.Id}")));

    private static EventSeverity ReadSeverity(string text) => text switch
    {
        "critical" => EventSeverity.Critical,
        "warning" => EventSeverity.Warning,
        "nominal" => EventSeverity.Nominal,
        "unknown" => EventSeverity.Unknown,
        _ => throw new InvalidRequestException("invalid_severity", "severity must be critical, warning, nominal or unknown.", "severity"),
    };

    private static EventPlace? ReadCursor(string? cursor)
    {
        if (cursor is null)
            return null;
        if (cursor.Length <= 200 && Base64Url.IsValid(cursor) && Encoding.UTF8.GetString(Base64Url.DecodeFromChars(cursor)).Split('.') is [var ticks, var id]
            && long.TryParse(ticks, NumberStyles.None, CultureInfo.InvariantCulture, out var at) && at <= DateTimeOffset.MaxValue.UtcTicks && long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            return new EventPlace(new DateTimeOffset(at, TimeSpan.Zero), number);
        throw new InvalidRequestException("invalid_cursor", "cursor must be the nextCursor of an earlier answer.", "cursor");
    }
}
