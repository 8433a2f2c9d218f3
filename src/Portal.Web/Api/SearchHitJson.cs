using Portal.Fleet.Consoles.Search;

namespace Portal.Web.Api;

/// <summary>A line that was found.</summary>
/// <param name="Offset">Of its first byte in the server's console, for <c>/servers/{id}/console/log?from=</c>.</param>
/// <param name="Before">Lines before it, as many as <c>context</c> asked for.</param>
internal sealed record SearchHitJson(string ServerId, string ServerName, DateTimeOffset At, long Offset, string Text, IReadOnlyList<string> Before, IReadOnlyList<string> After)
{
    public static SearchHitJson From(ConsoleHit hit) => new(hit.ServerId.ToString(), hit.ServerName, hit.At, hit.Offset, hit.Text, hit.Before, hit.After);
}
