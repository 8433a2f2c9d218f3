using System.Globalization;
using Portal.Fleet.Servers;

namespace Portal.Web.Components.Viewing;

/// <summary>Addresses of moments in consoles' pasts.</summary>
internal static class HistoryLink
{
    /// <summary>What the console showed at a time.</summary>
    public static string Of(BmcId server, DateTimeOffset at) =>
        $"/servers/{server}/console/history?at={at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture)}";

    /// <summary>What it showed when everything before an offset was printed.</summary>
    public static string Of(BmcId server, long offset) => string.Create(CultureInfo.InvariantCulture, $"/servers/{server}/console/history?at={offset}");
}
