using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Portal.Fleet.Inventory;

namespace Portal.Web.Api.Inventory;

/// <summary>An inventory as a file.</summary>
internal static class InventoryExport
{
    private static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    public static IReadOnlyList<string> Formats { get; } = ["csv", "json"];

    public static IResult Write(string format, InventoryView view, string server, DateTimeOffset now) => format == "csv"
        ? Results.File(WriteCsv(view, server), "text/csv; charset=utf-8", $"inventory-{server}.csv")
        : Results.File(JsonSerializer.SerializeToUtf8Bytes(InventoryJson.From(view, now), s_json), "application/json", $"inventory-{server}.json");

    /// <summary>A row for each field, so that the files of many servers can be put under one another.</summary>
    private static byte[] WriteCsv(InventoryView view, string server)
    {
        var csv = new StringBuilder("server,read,part,kind,name,state,field,value\r\n");
        foreach (var part in view.Parts)
        {
            var head = string.Create(
                CultureInfo.InvariantCulture, $"{Csv.Field(server)},{part.FieldsReadAt ?? view.ReadAt:yyyy-MM-dd'T'HH:mm:ss'Z'},{Csv.Field(part.Key)},{part.Kind},{Csv.Field(part.Name)},{part.State}");
            if (part.Fields.Count == 0)
                csv.Append(head).Append(",,\r\n");
            foreach (var field in part.Fields)
                csv.Append(head).Append(',').Append(Csv.Field(field.Key)).Append(',').Append(Csv.Field(field.Value)).Append("\r\n");
        }

        // The mark tells spreadsheets that it is UTF-8.
        return [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(csv.ToString())];
    }
}
