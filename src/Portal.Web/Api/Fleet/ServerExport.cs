using System.Text;
using System.Text.Json;
using Portal.Fleet.Servers;
using Portal.Web.Components.Fleet;

namespace Portal.Web.Api.Fleet;

/// <summary>Servers as a file, with the columns that the page shows.</summary>
internal static class ServerExport
{
    private static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public static IResult Write(string format, IReadOnlyList<ServerView> servers, IReadOnlyList<string> columns) => format == "csv"
        ? Results.File(WriteCsv(servers, columns), "text/csv; charset=utf-8", "servers.csv")
        : Results.File(JsonSerializer.SerializeToUtf8Bytes(servers.Select(server => Row(server, columns)), s_json), "application/json", "servers.json");

    private static Dictionary<string, string> Row(ServerView server, IReadOnlyList<string> columns)
    {
        var row = new Dictionary<string, string> { ["name"] = server.Name, ["id"] = server.Id.ToString() };
        foreach (var column in columns)
            row[column] = FleetColumns.Value(column, server);
        return row;
    }

    private static byte[] WriteCsv(IReadOnlyList<ServerView> servers, IReadOnlyList<string> columns)
    {
        var csv = new StringBuilder().Append("name,id,").AppendJoin(',', columns).Append("\r\n");
        foreach (var server in servers)
            csv.Append(Csv.Field(server.Name)).Append(',').Append(server.Id).Append(',').AppendJoin(',', columns.Select(column => Csv.Field(FleetColumns.Value(column, server)))).Append("\r\n");

        // The mark tells spreadsheets that it is UTF-8.
        return [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(csv.ToString())];
    }
}
