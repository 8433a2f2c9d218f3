using System.Globalization;
using System.Text;
using Portal.Fleet.Consoles.Search;

namespace Portal.Web.Api;

/// <summary>Lines that were found as a table for programs that calculate.</summary>
internal static class SearchCsv
{
    public static byte[] Write(IEnumerable<ConsoleHit> hits)
    {
        var csv = new StringBuilder("time,server,server_id,offset,line\r\n");
        foreach (var hit in hits)
            csv.Append(CultureInfo.InvariantCulture, $"{hit.At.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss.fff'Z'},{Csv.Field(hit.ServerName)},{hit.ServerId},{hit.Offset},{Csv.Field(hit.Text)}\r\n");

        // The mark tells spreadsheets that it is UTF-8.
        return [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(csv.ToString())];
    }
}
