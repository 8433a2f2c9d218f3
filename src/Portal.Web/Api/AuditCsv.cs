using System.Globalization;
using Portal.Fleet.Auditing;

namespace Portal.Web.Api;

/// <summary>The audit as a table.</summary>
internal static class AuditCsv
{
    public const string Head = "sequence,time,person,via,address,credential,authority,action,server,outcome,detail,correlation,mac\r\n";

    public static string Line(AuditRow row) => string.Join(',',
        row.Sequence?.ToString(CultureInfo.InvariantCulture), row.At.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture), Csv.Field(row.UserName), Csv.Field(row.Via),
        Csv.Field(row.RemoteAddress ?? ""), Csv.Field(row.Credential ?? ""), Csv.Field(row.Authority ?? ""), Csv.Field(row.Action), Csv.Field(row.ServerName ?? ""), Csv.Field(row.Outcome), Csv.Field(row.Detail ?? ""),
        row.Correlation.ToString("N"), row.Mac) + "\r\n";
}
