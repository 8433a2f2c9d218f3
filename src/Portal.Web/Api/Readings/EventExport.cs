using System.Globalization;
using System.Text;
using System.Text.Json;
using Portal.Fleet.Events;

namespace Portal.Web.Api.Readings;

/// <summary>Events as a file.</summary>
internal static class EventExport
{
    public static IReadOnlyList<string> Formats { get; } = ["csv", "json", "text"];

    public static IResult Write(string format, IEnumerable<EventView> events, string name) => format switch
    {
        "csv" => Results.File(WriteCsv(events), "text/csv; charset=utf-8", $"{name}.csv"),
        "json" => Results.File(JsonSerializer.SerializeToUtf8Bytes(events.Select(EventJson.From), s_json), "application/json", $"{name}.json"),
        _ => Results.File(WriteText(events), "text/plain; charset=utf-8", $"{name}.txt"),
    };

    private static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Converters = { new System.Text.Json.Serialization.JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    private static byte[] WriteCsv(IEnumerable<EventView> events)
    {
        var csv = new StringBuilder("time,seen,server,record,severity,subject,event,direction,details,acknowledged,acknowledged_by,note,in_log,raw\r\n");
        foreach (var one in events)
        {
            csv.Append(Time(one.At)).Append(',').Append(Time(one.SeenAt)).Append(',').Append(Csv.Field(one.ServerName)).Append(CultureInfo.InvariantCulture, $",{one.RecordId},{one.Severity},")
                .AppendJoin(',', new[] { one.Subject, one.Text, one.IsDeassertion ? "deasserted" : "asserted", one.Details }.Select(Csv.Field))
                .Append(CultureInfo.InvariantCulture, $",{(one.AcknowledgedAt is { } at ? Time(at) : "")},{Csv.Field(one.AcknowledgedBy ?? "")},{Csv.Field(one.Note ?? "")},{(one.IsInLog ? "yes" : "no")},{one.Raw}\r\n");
        }

        // The mark tells spreadsheets that it is UTF-8.
        return [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(csv.ToString())];
    }

    /// <summary>As <c>ipmitool sel elist</c> prints, with the bytes behind.</summary>
    private static byte[] WriteText(IEnumerable<EventView> events)
    {
        var text = new StringBuilder();
        foreach (var one in events)
        {
            text.Append(CultureInfo.InvariantCulture, $"{one.RecordId,5:x} | {(one.LoggedAt is { } at ? at.UtcDateTime.ToString("yyyy-MM-dd | HH:mm:ss 'UTC'", CultureInfo.InvariantCulture) : "Pre-Init")} | ")
                .Append(CultureInfo.InvariantCulture, $"{one.ServerName} | {one.Subject} | {one.Text} | {(one.IsDeassertion ? "Deasserted" : "Asserted")} | {one.Details} | {one.Raw}\n");
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static string Time(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
